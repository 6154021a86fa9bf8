// Single keys: "/" searches, "?" lists the keys, "g a" goes. They can be switched off, and are off while typing.
import { all, isTyping, one } from "./dom";

/** Milliseconds within which the second key of a pair must follow. */
const PAIR = 1200;
let first = "";
let firstAt = 0;

export function singleKeys(): void {
  if (document.documentElement.dataset.keys === "off") return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || one("dialog[open]")) return;
    if (event.key.length !== 1 || event.defaultPrevented) return;
    const now = Date.now();
    const pair = first !== "" && now - firstAt < PAIR ? `${first} ${event.key}` : "";
    first = event.key;
    firstAt = now;
    if ((pair && press(pair)) || press(event.key)) {
      event.preventDefault();
      first = "";
    }
  });
}

function press(keys: string): boolean {
  const control = all(`[data-key="${CSS.escape(keys)}"]`).find((element) => element.checkVisibility());
  if (!control) return false;
  if (control.matches("input")) control.focus();
  else control.click();
  return true;
}
