// Following and pausing: at the bottom the log follows; who scrolls up, selects text or presses f reads in peace.
import { one } from "../dom";
import { say, time } from "./words";

/** So near to the bottom counts as the bottom. */
const NEAR = 30;
const KEPT = 5000;
/** A wheel's or key's scrolling goes on so long after it. */
const BY_HAND = 1000;

export class Following<T> {
  following = true;
  private held: T[] = [];
  private lines = 0;
  private top = 0;
  private height = 0;
  private moved = 0;
  private holds = false;
  private readonly button = one<HTMLButtonElement>("#log-new")!;
  private readonly toggle = one<HTMLButtonElement>("#log-follow");

  constructor(
    private readonly log: HTMLElement,
    private readonly show: (items: T[]) => void,
    private readonly changed: () => void,
  ) {
    log.addEventListener("scroll", () => this.scrolled(), { passive: true });
    for (const name of ["wheel", "touchmove", "keydown"]) log.addEventListener(name, () => (this.moved = Date.now()), { passive: true });
    log.addEventListener("pointerdown", () => (this.holds = true));
    addEventListener("pointerup", () => (this.holds = false));
    document.addEventListener("selectionchange", () => this.selected());
    this.button.addEventListener("click", () => this.resume());
    this.toggle?.addEventListener("click", () => (this.following ? this.pause("asked") : this.resume()));
    this.toEnd();
  }

  take(items: T[], lines: number): void {
    if (this.following) return this.show(items);
    this.held.push(...items);
    if (this.held.length > KEPT) this.held.splice(0, this.held.length - KEPT);
    this.lines += lines;
    if (this.lines > 0) {
      this.button.hidden = false;
      one("[data-count]", this.button)!.textContent = this.lines === 1 ? say("newOne") : say("new", this.lines);
    }
  }

  /** After rows were added: the end stays in sight. */
  toEnd(): void {
    if (!this.following) return;
    this.height = this.log.scrollHeight;
    this.log.scrollTop = this.height;
    this.top = this.log.scrollTop;
  }

  /** Rows that leave, and heights that become known, move the log too: then only what follows a hand's move counts. */
  private scrolled(): void {
    const byHand = this.holds || Date.now() - this.moved < BY_HAND || this.log.scrollHeight === this.height;
    const up = byHand && this.log.scrollTop < this.top - 4;
    const away = this.log.scrollHeight - this.log.clientHeight - this.log.scrollTop;
    this.top = this.log.scrollTop;
    this.height = this.log.scrollHeight;
    if (this.following && up && away > NEAR) this.pause("scrolled");
    else if (!this.following && away < 2 && this.why === "scrolled") this.resume();
  }

  private why = "";

  private selected(): void {
    const selection = getSelection();
    if (selection && !selection.isCollapsed && this.log.contains(selection.anchorNode)) this.pause("selected");
  }

  pause(why: "scrolled" | "selected" | "asked"): void {
    if (!this.following) return;
    this.following = false;
    this.why = why;
    this.toggle?.setAttribute("aria-pressed", "false");
    one("#log-state")!.textContent = say(why, time(Date.now()));
    this.changed();
  }

  resume(): void {
    if (this.following) return;
    getSelection()?.removeAllRanges();
    this.following = true;
    this.button.hidden = true;
    this.lines = 0;
    this.toggle?.setAttribute("aria-pressed", "true");
    one("#log-state")!.textContent = "";
    this.show(this.held.splice(0));
    this.toEnd();
    this.changed();
  }

  forget(): void {
    this.held = [];
    this.lines = 0;
    this.button.hidden = true;
  }
}
