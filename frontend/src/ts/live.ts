// The state of the page's stream, shown by its chip: Live, Reconnecting in 4 s, Signed out, Old data (12:03).
import { all, on, one } from "./dom";

type State = "live" | "reconnecting" | "signed-out" | "old";

interface Connection {
  attempt: number;
  config: { reconnectDelay: number; reconnectMaxDelay: number; reconnectJitter: number };
  delayCanceller: (() => void) | null;
  reader: ReadableStreamDefaultReader | null;
}

/** Milliseconds without a message after which the stream counts as dead; the server sends a ping every 15 s. */
const SILENCE = 45_000;
/** The stream's own trigger tries a failed first connect again after this many milliseconds. */
const FIRST_RETRY = 10_000;

const streams = "[hx-sse\\:connect]";
let connection: Connection | null = null;
let heardAt = 0;
let retryAt = 0;
let shown: State | null = null;

export function followStream(): void {
  if (!one(streams)) return;
  on("htmx:sse:after:connection", (detail) => opened(detail.connection));
  on("htmx:sse:before:connection", (detail) => waiting(detail.connection));
  on("htmx:sse:before:message", () => (heardAt = Date.now()));
  on("htmx:sse:after:message", () => showIfChanged(staleSince() ? "old" : "live"));
  on("htmx:sse:error", (detail) => detail.status === 401 && signedOut());
  on("htmx:response:error", (detail) => isStream(detail) && failedFirst(detail.ctx.response.status));
  on("htmx:error", (detail) => isStream(detail) && failedFirst(0));
  addEventListener("online", () => connection?.delayCanceller?.());
  setInterval(tick, 1000);
}

function isStream(detail: any): boolean {
  return detail.ctx?.sourceElement?.matches?.(streams) ?? false;
}

function opened(now: Connection): void {
  connection = now;
  heardAt = Date.now();
  retryAt = 0;
  // The jitter is drawn once and kept in the delay itself, so that the countdown can be told.
  now.config.reconnectJitter = 0;
  now.config.reconnectDelay = 700 + Math.random() * 600;
  now.config.reconnectMaxDelay = 30_000;
  showIfChanged(staleSince() ? "old" : "live");
}

function waiting(now: Connection): void {
  connection = now;
  if (now.attempt === 0) return;
  const delay = Math.min(now.config.reconnectDelay * 2 ** (now.attempt - 1), now.config.reconnectMaxDelay);
  retryAt = Date.now() + delay;
  if (now.attempt > 1 || delay > 1500) showIfChanged("reconnecting");
}

function failedFirst(status: number): void {
  if (status === 401) return signedOut();
  retryAt = Date.now() + FIRST_RETRY;
  showIfChanged("reconnecting");
}

/** Takes the stream away: a client that goes on asking without a session would do so for ever. */
function signedOut(): void {
  all(streams).forEach((stream) => stream.remove());
  connection = null;
  showIfChanged("signed-out");
}

function staleSince(): string | null {
  return one("main [data-stale-since]")?.dataset.staleSince ?? null;
}

function tick(): void {
  if (connection?.reader && Date.now() - heardAt > SILENCE) void connection.reader.cancel();
  if (shown !== "reconnecting") return;
  const seconds = Math.max(1, Math.ceil((retryAt - Date.now()) / 1000));
  all("[data-live] [data-seconds]").forEach((place) => (place.textContent = String(seconds)));
}

function showIfChanged(state: State): void {
  if (state === "old") all("[data-live] [data-as-of]").forEach((place) => (place.textContent = staleSince()));
  if (state === shown) return;
  shown = state;
  all("[data-live] [data-when]").forEach((chip) => (chip.hidden = chip.dataset.when !== state));
  tick();
}
