// Small shorthands for the document.

export function all<T extends Element = HTMLElement>(selector: string, within: ParentNode = document): T[] {
  return [...within.querySelectorAll<T>(selector)];
}

export function one<T extends Element = HTMLElement>(selector: string, within: ParentNode = document): T | null {
  return within.querySelector<T>(selector);
}

export function meta(name: string): string {
  return one<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
}

/** Puts values in place of {0}, {1} … */
export function worded(pattern: string, ...values: (string | number)[]): string {
  return pattern.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)] ?? ""));
}

/** Listens on the document to an event whose detail we read loosely: htmx's and our own. */
export function on(name: string, hear: (detail: any, event: CustomEvent) => void): void {
  document.addEventListener(name, (event) => hear((event as CustomEvent).detail ?? {}, event as CustomEvent));
}

/** True when typing here must not trigger a shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
