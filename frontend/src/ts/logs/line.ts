// A line as the server sends it, and what is known of where lines stand.

/** Cursor, milliseconds since 1970, task, level, text with its colours; places of what is searched for in the plain text. */
export type Line = [string, number, string, string | null, string, [number, number][]?];

export interface Sign {
  id: string;
  at: number;
  state: string | null;
  text: string;
}

export interface Gap {
  count: number;
  after: string;
  before: string;
}

export interface Part {
  lines: Line[];
  signs: Sign[];
  reached: string;
  reachedAt: number;
  complete: boolean;
  /** Where a stream goes on. */
  position: string;
}

/** By time, then by the event's id; ids of one log are equally long. */
export function before(one: string, other: string): boolean {
  const [a, b] = [one.split("."), other.split(".")];
  const byTime = Number(a[0]) - Number(b[0]);
  return byTime === 0 ? a[1]! < b[1]! : byTime < 0;
}

export function timeOf(cursor: string): number {
  return Number(cursor.split(".")[0]);
}
