// The search: what is loaded at once, then the server in steps that go further back, and said how far it came.
import { all, one } from "../dom";
import { before, type Part } from "./line";
import { say, time } from "./words";

/** After typing has paused for so many milliseconds. */
const PAUSE = 400;
const ENOUGH = 500;
/** So often without a step back, or so long in all, and it is left at what was found. */
const STANDSTILL = 3;
const LONGEST = 300_000;

export class Search {
  private control: AbortController | null = null;
  private timer = 0;

  constructor(
    private readonly field: HTMLInputElement,
    private readonly fetchPart: (parameters: Record<string, string>, signal: AbortSignal) => Promise<Part>,
    private readonly view: { begin(): void; first(part: Part): void; older(part: Part): number; none(): void; failed(text: string): void },
  ) {
    field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.loaded();
      this.timer = setTimeout(() => void this.run(), PAUSE);
    });
    field.addEventListener("keydown", (event) => {
      const clear = event.key === "Escape" && field.value !== "";
      if (event.key !== "Enter" && !clear) return;
      event.preventDefault();
      clearTimeout(this.timer);
      if (clear) field.value = "";
      void this.run();
    });
  }

  /** Only plain words are looked for here: the rest is the server's, which cannot be held up by an expression. */
  private loaded(): void {
    const words = this.field.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.some((word) => /^-|["/:]/.test(word))) return;
    for (const row of all(".chunk > li", one("#log")!)) {
      const text = row.classList.contains("sign") ? "" : (row.querySelector(".tx")?.textContent ?? "").toLowerCase();
      row.hidden = words.length > 0 && !words.every((word) => text.includes(word));
    }
  }

  private async run(): Promise<void> {
    this.control?.abort();
    const control = (this.control = new AbortController());
    const q = this.field.value.trim();
    const searched = one("#log-searched")!;
    searched.textContent = q ? say("searching") : "";
    this.view.begin();
    try {
      let part = await this.fetchPart({ q }, control.signal);
      control.signal.throwIfAborted();
      this.view.first(part);
      let count = part.lines.length;
      const end = Date.now() + LONGEST;
      for (let still = 0; q && !part.complete && count < ENOUGH && still < STANDSTILL && Date.now() < end; ) {
        searched.textContent = say("searched", time(part.reachedAt));
        const from = part.reached;
        part = await this.fetchPart({ q, before: from }, control.signal);
        control.signal.throwIfAborted();
        still = before(part.reached, from) ? 0 : still + 1;
        count += this.view.older(part);
      }
      searched.textContent = q ? say("searched", time(part.reachedAt)) : "";
      one("#log-matches")!.textContent = q ? say("matches", count) : "";
      one("#log-nav")!.hidden = !q || count === 0;
      if (count === 0 && part.complete) this.view.none();
    } catch (failed) {
      if (!control.signal.aborted) this.view.failed(failed instanceof Error ? failed.message : "");
    }
  }
}
