// The stream of new lines: it goes on after the last line it had, says how it is, and stops for a hidden tab.
import { all } from "../dom";

export type State = "live" | "paused" | "reconnecting" | "catching" | "ended" | "signed-out" | "old";

const FIRST_DELAY = 1000;
const LONGEST_DELAY = 30_000;
/** The server sends a ping every 15 s. */
const SILENCE = 45_000;

export class LogStream {
  onFrame: (event: string, data: any) => void = () => {};
  onState: (state: State) => void = () => {};
  position: string;
  private control: AbortController | null = null;
  private delay = FIRST_DELAY;
  private timer = 0;
  private retryAt = 0;
  private heardAt = 0;
  private over = false;
  private begun = false;

  constructor(
    private readonly path: string,
    after: string,
    private readonly parameters: () => URLSearchParams,
  ) {
    this.position = after;
    document.addEventListener("visibilitychange", () => (document.hidden ? this.close() : this.now()));
    addEventListener("online", () => this.now());
    addEventListener("pagehide", () => this.close());
    addEventListener("pageshow", (event) => event.persisted && this.now());
    setInterval(() => this.tick(), 1000);
  }

  /** Connects at once, unless it is connected or over. */
  now(): void {
    clearTimeout(this.timer);
    if (this.over || document.hidden || this.control) return;
    void this.connect();
  }

  /** Begins anew: what is looked for has changed. */
  restart(after: string): void {
    this.position = after;
    this.over = false;
    this.close();
    this.now();
  }

  close(): void {
    clearTimeout(this.timer);
    const control = this.control;
    this.control = null;
    control?.abort();
  }

  private async connect(): Promise<void> {
    const control = (this.control = new AbortController());
    // What was heard before a sleep says nothing of this attempt.
    this.heardAt = Date.now();
    const parameters = this.parameters();
    parameters.set("after", this.position);
    if (this.begun) this.onState("catching");
    try {
      const answer = await fetch(`${this.path}/stream?${parameters}`, {
        signal: control.signal,
        headers: { Accept: "text/event-stream" },
        redirect: "error",
        cache: "no-store",
      });
      if (answer.status === 401) return this.stop("signed-out");
      if (answer.status === 404 || answer.status === 422) return this.stop("ended");
      if (!answer.ok || !answer.body) throw new Error(String(answer.status));
      await this.read(answer.body, control);
    } catch {
      // What follows is the same however it ended.
    }
    if (this.control === control) {
      this.control = null;
      if (!this.over && !document.hidden) this.later();
    }
  }

  private async read(body: ReadableStream<Uint8Array>, control: AbortController): Promise<void> {
    const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done || this.control !== control) return;
      this.heardAt = Date.now();
      const frames = (rest + value).split("\n\n");
      rest = frames.pop()!;
      frames.forEach((frame) => this.hear(frame));
    }
  }

  private hear(frame: string): void {
    let event = "";
    let id = "";
    let data = "";
    for (const line of frame.split("\n")) {
      if (line.startsWith("event: ")) event = line.slice(7);
      else if (line.startsWith("id: ")) id = line.slice(4);
      else if (line.startsWith("data: ")) data += line.slice(6);
    }
    if (!event) return;
    this.begun = true;
    this.delay = FIRST_DELAY;
    this.onFrame(event, JSON.parse(data));
    if (id) this.position = id;
    if (event === "end") this.stop("ended");
  }

  private stop(state: State): void {
    this.over = true;
    this.close();
    this.onState(state);
  }

  private later(): void {
    const wait = this.delay * (0.7 + Math.random() * 0.6);
    this.delay = Math.min(this.delay * 2, LONGEST_DELAY);
    this.retryAt = Date.now() + wait;
    this.timer = setTimeout(() => this.now(), wait);
    this.onState("reconnecting");
    this.tick();
  }

  private tick(): void {
    if (this.control && Date.now() - this.heardAt > SILENCE) {
      this.close();
      this.now();
    }
    const seconds = Math.max(1, Math.ceil((this.retryAt - Date.now()) / 1000));
    all("#log-chip [data-seconds]").forEach((place) => (place.textContent = String(seconds)));
  }
}
