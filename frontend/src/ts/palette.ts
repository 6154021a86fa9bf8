// Ctrl K: a list of places that the server filters. Without this script the same list is a page of its own.
import { all, isTyping, on, one } from "./dom";

export function openPalette(): void {
  const dialog = one<HTMLDialogElement>("#palette");
  if (!dialog) return;
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open(dialog);
    }
  });
  document.addEventListener("click", (event) => {
    if ((event.target as Element | null)?.closest(".jump")) {
      event.preventDefault();
      open(dialog);
    }
  });
  dialog.addEventListener("keydown", (event) => move(dialog, event));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  on("htmx:after:swap", () => mark(dialog, 0));
}

function open(dialog: HTMLDialogElement): void {
  if (dialog.open) return;
  one<HTMLElement & { hidePopover(): void }>("#rail:popover-open")?.hidePopover();
  dialog.showModal();
  const input = one<HTMLInputElement>("input", dialog);
  input?.select();
  // htmx begins in a timer of its own: in a later one it listens, however early the keys were pressed.
  setTimeout(() => input?.dispatchEvent(new CustomEvent("palette", { bubbles: false })));
}

function places(dialog: HTMLDialogElement): HTMLAnchorElement[] {
  return all<HTMLAnchorElement>("#palette-places a", dialog);
}

function mark(dialog: HTMLDialogElement, index: number): void {
  places(dialog).forEach((place, at) => place.toggleAttribute("data-marked", at === index));
}

function move(dialog: HTMLDialogElement, event: KeyboardEvent): void {
  const list = places(dialog);
  const at = list.findIndex((place) => place.hasAttribute("data-marked"));
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = (at + (event.key === "ArrowDown" ? 1 : -1) + list.length) % Math.max(1, list.length);
    mark(dialog, next);
    list[next]?.scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && isTyping(event.target)) {
    event.preventDefault();
    list[Math.max(0, at)]?.click();
  }
}
