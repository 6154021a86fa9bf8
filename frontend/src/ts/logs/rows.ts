// The rows of the log: chunks of a hundred, five thousand in all, at most two hundred new ones a frame.
import { all } from "../dom";
import { before, type Gap, type Line, type Sign, timeOf } from "./line";
import { continues, gap, row, sign, under } from "./row";
import { day } from "./words";

const CHUNK = 100;
const MOST = 5000;
const A_FRAME = 200;
/** A late line is put at its place among so many of the last rows. */
const LATE = 500;

type Item = { line: Line } | { sign: Sign } | { gap: Gap; sampled: boolean };

interface Head {
  row: HTMLLIElement;
  at: number;
}

export class Rows {
  /** Called after each frame in which rows were added. */
  onAdded: () => void = () => {};
  /** Fetches what a gap left out. */
  onLoad: (at: HTMLLIElement, what: Gap) => void = () => {};
  private waiting: Item[] = [];
  private frame = 0;
  private readonly known = new Set<string>();
  private readonly signs = new Set<string>();
  private readonly heads = new Map<string, Head>();
  private last = "0.";
  private lastDay = "";

  constructor(
    private readonly log: HTMLElement,
    private readonly end: () => Element | null,
  ) {
    this.adopt();
  }

  /** The rows that came with the page. */
  private adopt(): void {
    for (const made of all<HTMLLIElement>("li", this.log)) {
      const cursor = cursorOf(made);
      if (cursor) {
        const folded = made.dataset.ids?.split(" ") ?? [];
        [cursor, ...folded].forEach((each) => this.known.add(each));
        this.last = cursor;
        this.lastDay = day(timeOf(cursor));
        const at = timeOf(folded.at(-1) ?? cursor);
        this.heads.set(made.querySelector<HTMLElement>(".task")!.title, { row: made, at });
      } else if (made.dataset.id) this.signs.add(made.dataset.id);
    }
  }

  get count(): number {
    return this.known.size;
  }

  add(items: Item[]): void {
    this.waiting.push(...items);
    if (this.waiting.length > MOST) this.waiting.splice(0, this.waiting.length - MOST);
    if (this.waiting.length && !this.frame) this.frame = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    this.frame = 0;
    for (const item of this.waiting.splice(0, A_FRAME)) {
      if ("line" in item) this.line(item.line);
      else if ("sign" in item) this.sign(item.sign);
      else this.put(gap(item.gap, item.sampled, this.onLoad));
    }
    this.trim();
    this.onAdded();
    if (this.waiting.length) this.frame = requestAnimationFrame(() => this.draw());
  }

  private line(line: Line): void {
    if (this.known.has(line[0])) return;
    this.known.add(line[0]);
    const head = this.heads.get(line[2]);
    if (head?.row.isConnected && continues(line, head.at)) {
      return fold(head, line);
    }
    const made = row(line);
    if (before(line[0], this.last)) return this.late(made, line);
    const today = day(line[1]);
    if (this.lastDay && today !== this.lastDay) this.put(sign({ id: "", at: line[1], state: null, text: today }));
    this.lastDay = today;
    this.last = line[0];
    this.put(made);
    this.heads.set(line[2], { row: made, at: line[1] });
  }

  private late(made: HTMLLIElement, line: Line): void {
    this.place(made, (each) => {
      const cursor = cursorOf(each);
      return cursor !== null && before(cursor, line[0]);
    });
  }

  private sign(what: Sign): void {
    if (this.signs.has(what.id)) return;
    this.signs.add(what.id);
    this.place(sign(what), (each) => Date.parse(each.querySelector("time")?.dateTime ?? "") <= what.at);
  }

  /** Puts a row after the last one that stands before it. */
  private place(made: HTMLLIElement, isBefore: (each: Element) => boolean): void {
    let each = this.tail()?.lastElementChild ?? null;
    let first = each;
    for (let steps = 0; each && steps < LATE; steps++) {
      if (isBefore(each)) return each.after(made);
      first = each;
      each = each.previousElementSibling ?? each.parentElement!.previousElementSibling?.lastElementChild ?? null;
      if (each && !each.matches("li")) break;
    }
    if (first) first.before(made);
    else this.put(made);
  }

  /** The last chunk. */
  private tail(): Element | null {
    const last = this.end()?.previousElementSibling ?? this.log.lastElementChild;
    return last?.matches(".chunk") ? last : null;
  }

  private put(made: HTMLLIElement): void {
    let chunk = this.tail();
    if (!chunk || chunk.childElementCount >= CHUNK) {
      chunk = document.createElement("ol");
      chunk.className = "chunk";
      this.log.insertBefore(chunk, this.end());
    }
    chunk.append(made);
  }

  /** The oldest chunk leaves first. */
  private trim(): void {
    for (let chunks = all(".chunk", this.log); this.known.size > MOST && chunks.length > 1; chunks = all(".chunk", this.log)) {
      this.forget(chunks[0]!);
      chunks[0]!.remove();
    }
  }

  private forget(within: HTMLElement): void {
    for (const each of all<HTMLLIElement>("li", within)) {
      const cursor = cursorOf(each);
      if (cursor) this.known.delete(cursor);
      each.dataset.ids?.split(" ").forEach((id) => this.known.delete(id));
    }
  }

  /** Older lines above those that are there, or those of a gap before its row. */
  insert(lines: Line[], signs: Sign[], place: HTMLElement): number {
    const fresh = lines.filter((line) => !this.known.has(line[0]));
    const made: HTMLLIElement[] = [];
    const heads = new Map<string, Head>();
    const left = signs.filter((each) => !this.signs.has(each.id));
    for (const line of fresh) {
      while (left[0] && left[0].at <= line[1]) made.push(this.told(left.shift()!));
      this.known.add(line[0]);
      const head = heads.get(line[2]);
      if (head && continues(line, head.at)) {
        fold(head, line);
        continue;
      }
      const next = row(line);
      heads.set(line[2], { row: next, at: line[1] });
      made.push(next);
    }
    if (place.matches("li")) place.before(...made);
    else
      for (let from = 0; from < made.length; from += CHUNK) {
        const chunk = document.createElement("ol");
        chunk.className = "chunk";
        chunk.append(...made.slice(from, from + CHUNK));
        place.before(chunk);
      }
    return fresh.length;
  }

  private told(what: Sign): HTMLLIElement {
    this.signs.add(what.id);
    return sign(what);
  }

  clear(): void {
    all(".chunk", this.log).forEach((chunk) => chunk.remove());
    this.waiting = [];
    this.known.clear();
    this.signs.clear();
    this.heads.clear();
    this.last = "0.";
    this.lastDay = "";
  }
}

/** Under its first line, which keeps the cursor. */
function fold(head: Head, line: Line): void {
  under(head.row, line[4], line[5]);
  head.at = line[1];
  head.row.dataset.ids = `${head.row.dataset.ids ?? ""} ${line[0]}`.trim();
}

export function cursorOf(made: Element): string | null {
  const link = made.querySelector<HTMLAnchorElement>("a.at");
  return link ? new URL(link.href).searchParams.get("at") : null;
}
