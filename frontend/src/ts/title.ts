// The page title follows what is live: a region carries data-title, as the rollout does ("3/9 …", "✓ v42 live").
import { on, one } from "./dom";

export function followTitle(): void {
  on("htmx:after:swap", () => {
    const title = one("main [data-title]")?.dataset.title;
    if (title && document.title !== title) document.title = title;
  });
}
