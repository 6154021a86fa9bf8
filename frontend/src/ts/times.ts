// Ages that stay true while the page is open: "4 s ago" becomes "5 s ago". The server's clock counts, not the reader's.
import { all, meta, on, worded } from "./dom";

const WORDS: Record<"now" | "s" | "min" | "h" | "d", string> = JSON.parse(
  meta("portal-ages") || '{"now":"now","s":"{0} s ago","min":"{0} min ago","h":"{0} h ago","d":"{0} d ago"}',
);

let ahead = 0;

export function tickTimes(): void {
  const served = Date.parse(meta("portal-now"));
  ahead = Number.isNaN(served) ? 0 : served - Date.now();
  setInterval(update, 1000);
  on("ping", (detail) => {
    const heard = Date.parse(detail.data);
    if (!Number.isNaN(heard)) ahead = heard - Date.now();
  });
}

function update(): void {
  if (document.hidden) return;
  const now = Date.now() + ahead;
  for (const time of all<HTMLTimeElement>("time[data-ago]")) {
    const text = age(Math.max(0, now - Date.parse(time.dateTime)) / 1000);
    if (time.textContent !== text) time.textContent = text;
  }
  for (const time of all<HTMLTimeElement>("time[data-since]")) {
    const text = clock(Math.max(0, now - Date.parse(time.dateTime)) / 1000);
    if (time.textContent !== text) time.textContent = text;
  }
}

/** The same steps as the server's Words. */
function age(seconds: number): string {
  if (seconds < 1) return WORDS.now;
  if (seconds < 60) return worded(WORDS.s, Math.floor(seconds));
  if (seconds < 3600) return worded(WORDS.min, Math.floor(seconds / 60));
  if (seconds < 48 * 3600) return worded(WORDS.h, Math.floor(seconds / 3600));
  return worded(WORDS.d, Math.floor(seconds / 86400));
}

/** 0:22, 12:04, 1:02:03 */
function clock(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
