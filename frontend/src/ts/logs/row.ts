// One row, as _log-rows.html makes it.
import { fill } from "./ansi";
import type { Gap, Line, Sign } from "./line";
import { timeOf } from "./line";
import { millis, say, time } from "./words";

/** As LogRow.CONTINUES and TOGETHER. */
const CONTINUES = /^(?:\t|\s+at |\s+\.\.\. \d|\s{2}File "|\s{4,}\S|Caused by: |\s*Suppressed: |goroutine \d)/;
const TOGETHER = 1000;
const PLAIN = /\u001b\[[0-9;:]*m/g;

function element<K extends keyof HTMLElementTagNameMap>(name: K, style: string, text = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (style) made.className = style;
  if (text) made.textContent = text;
  return made;
}

function stamp(at: number, text: string): HTMLTimeElement {
  const made = element("time", "", text);
  made.dateTime = new Date(at).toISOString();
  return made;
}

export function plain(text: string): string {
  return text.replace(PLAIN, "");
}

export function continues(line: Line, headAt: number): boolean {
  return line[1] - headAt <= TOGETHER && line[1] >= headAt && CONTINUES.test(plain(line[4]));
}

/** Keeps the view's own zone and wrapping in links to other parts of the log. */
export function address(parameters: Record<string, string>): string {
  const now = new URLSearchParams(location.search);
  const to = new URLSearchParams();
  for (const kept of ["zone", "wrap"]) if (now.has(kept)) to.set(kept, now.get(kept)!);
  for (const [name, value] of Object.entries(parameters)) to.set(name, value);
  return `?${to}`;
}

export function row(line: Line): HTMLLIElement {
  const [cursor, at, task, level, text, marks] = line;
  const made = element("li", "");
  if (level) made.dataset.level = level;
  const link = element("a", "at");
  link.href = address({ at: cursor });
  link.append(stamp(at, millis(at)));
  const whose = element("a", "task", task.slice(0, 4));
  whose.href = address({ task });
  whose.title = task;
  const parts = text.split("\n");
  const body = element("span", "tx");
  body.lang = "en";
  fill(body, parts[0]!, marks);
  made.append(link, element("span", "lv", level ?? ""), whose, body);
  parts.slice(1).forEach((part) => under(made, part));
  return made;
}

/** Puts a further line of a trace under its first. */
export function under(head: HTMLLIElement, text: string, marks?: [number, number][]): void {
  const body = head.querySelector<HTMLElement>(".tx")!;
  let details = body.querySelector("details");
  if (!details) {
    details = element("details", "fold");
    const summary = document.createElement("summary");
    const first = document.createElement("span");
    first.append(...body.childNodes);
    summary.append(first, " ", element("span", "muted"));
    details.append(summary);
    body.append(details);
  }
  const more = document.createElement("div");
  fill(more, text, marks);
  details.append(more);
  const count = details.childElementCount - 1;
  details.querySelector(".muted")!.textContent = count === 1 ? say("moreOne") : say("more", count);
}

export function sign(what: Sign): HTMLLIElement {
  const made = element("li", "sign");
  if (what.state) made.dataset.state = what.state;
  made.dataset.id = what.id;
  made.append(stamp(what.at, time(what.at)), element("span", "", what.text));
  return made;
}

/** Lines that were not sent, with a way to have them. */
export function gap(what: Gap, sampled: boolean, load: (at: HTMLLIElement, what: Gap) => void): HTMLLIElement {
  const made = element("li", "sign");
  made.dataset.state = "gap";
  const from = timeOf(what.after);
  const text = sampled
    ? say("sampled")
    : what.count < 0
      ? say("gapUnknown", time(from), time(timeOf(what.before)))
      : say("gap", what.count);
  const words = element("span", "", `${text} `);
  const button = element("button", "link", say(sampled ? "loadMinute" : "load"));
  button.type = "button";
  button.addEventListener("click", () => load(made, what));
  words.append(button);
  made.append(stamp(from, time(from)), words);
  return made;
}
