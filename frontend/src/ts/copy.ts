// Copy buttons: data-copy holds the text, or data-copy-of the selector of an element whose text it is.
import { one } from "./dom";

export function copyOnClick(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element | null)?.closest<HTMLElement>("[data-copy], [data-copy-of]");
    if (button) void copy(button);
  });
}

async function copy(button: HTMLElement): Promise<void> {
  const text = button.dataset.copy ?? one(button.dataset.copyOf ?? "")?.textContent ?? "";
  await navigator.clipboard.writeText(text);
  const said = one("[data-copied]", button);
  if (!said || !said.hidden) return;
  said.hidden = false;
  setTimeout(() => (said.hidden = true), 2000);
}
