// Parts that are worth asking for anew each minute, while somebody looks.
import { all } from "./dom";

const EVERY = 60_000;

export function tellMinutes(): void {
  setInterval(() => {
    if (document.hidden) return;
    all("[data-each-minute]").forEach((part) => part.dispatchEvent(new CustomEvent("minute")));
  }, EVERY);
}
