// The colours of a terminal as classes: sixteen, to which all others are mapped, and bold. The same rules as Colours.java.
// The server has removed every other escape; text goes in by textContent only, for log text is hostile.

export interface Span {
  text: string;
  style: string;
}

const SIXTEEN = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00,
  0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
];

export function spans(text: string): Span[] {
  if (!text.includes("\u001b")) return [{ text, style: "" }];
  const found: Span[] = [];
  let colour = -1;
  let bold = false;
  text.split(/\u001b\[([0-9;:]*)m/).forEach((part, index) => {
    if (index % 2 === 0) {
      if (part) found.push({ text: part, style: `${bold ? "ab" : ""} ${colour < 0 ? "" : `an-${colour}`}`.trim() });
      return;
    }
    const codes = part.split(/[;:]/).map(Number);
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i]!;
      if (code === 38 || code === 48) {
        const chosen = codes[i + 1] === 5 ? indexed(codes[i + 2] ?? 0) : nearest(codes[i + 2], codes[i + 3], codes[i + 4]);
        if (code === 38) colour = chosen;
        i += codes[i + 1] === 5 ? 2 : codes[i + 1] === 2 ? 4 : 1;
      } else if (code === 0) {
        colour = -1;
        bold = false;
      } else if (code === 1 || code === 22) bold = code === 1;
      else if (code === 39) colour = -1;
      else if (code >= 30 && code <= 37) colour = code - 30;
      else if (code >= 90 && code <= 97) colour = code - 82;
    }
  });
  return found;
}

function indexed(index: number): number {
  if (index < 16) return index;
  if (index >= 232) {
    const grey = 8 + (Math.min(index, 255) - 232) * 10;
    return nearest(grey, grey, grey);
  }
  const step = (level: number) => (level === 0 ? 0 : 55 + 40 * level);
  const at = index - 16;
  return nearest(step(Math.floor(at / 36)), step(Math.floor(at / 6) % 6), step(at % 6));
}

function nearest(red?: number, green?: number, blue?: number): number {
  if (red === undefined || green === undefined || blue === undefined) return -1;
  const away = (rgb: number) => (red - (rgb >> 16)) ** 2 + (green - ((rgb >> 8) & 255)) ** 2 + (blue - (rgb & 255)) ** 2;
  return SIXTEEN.reduce((best, rgb, index) => (away(rgb) < away(SIXTEEN[best]!) ? index : best), 0);
}

/** Puts a text into an element, in its colours and with what is searched for marked. */
export function fill(into: HTMLElement, text: string, marks: [number, number][] = []): void {
  let at = 0;
  for (const { text: run, style } of spans(text)) {
    const span = document.createElement("span");
    if (style) span.className = style;
    let from = 0;
    for (const [start, end] of marks) {
      const a = Math.max(from, start - at);
      const b = Math.min(run.length, end - at);
      if (a >= b) continue;
      span.append(run.slice(from, a));
      const mark = document.createElement("mark");
      mark.textContent = run.slice(a, b);
      span.append(mark);
      from = b;
    }
    span.append(run.slice(from));
    into.append(span);
    at += run.length;
  }
}
