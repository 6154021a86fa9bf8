// The words of the log viewer, which the page carries, and its clock.
import { one, worded } from "../dom";

const kept = one("#log-words")?.dataset ?? {};
const zone = one("#log-viewer")?.dataset.zone ?? "UTC";
const language = document.documentElement.lang || "en";
const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", second: "2-digit" });
const date = new Intl.DateTimeFormat(language === "nb" ? "nb-NO" : "en-GB", { timeZone: zone, day: "numeric", month: "short", year: "numeric" });
const figures = new Intl.NumberFormat(language === "nb" ? "nb-NO" : "en-GB");
const seconds = new Map<number, string>();

export function say(name: string, ...values: (string | number)[]): string {
  return worded(kept[name] ?? "", ...values.map((value) => (typeof value === "number" ? figures.format(value) : value)));
}

/** 12:04:11 */
export function time(at: number): string {
  const second = Math.floor(at / 1000);
  let text = seconds.get(second);
  if (text === undefined) {
    if (seconds.size > 5000) seconds.clear();
    seconds.set(second, (text = clock.format(second * 1000)));
  }
  return text;
}

export function millis(at: number): string {
  return `${time(at)}.${String(at % 1000).padStart(3, "0")}`;
}

export function day(at: number): string {
  return date.format(at);
}
