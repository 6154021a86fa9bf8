// The charts are drawn by the server. This adds a cursor that all of them share, and the zoom.
import { all, one, on, worded } from "../dom";

const SVG = "http://www.w3.org/2000/svg";
/** A drag of fewer pixels is a click. */
const DRAG = 8;

const language = document.documentElement.lang;
const fine = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });

/** Where the cursor stands: an instant, so that it stays when new values move the charts; null for nowhere. */
let cursor: number | null = null;
let dragged: { plot: HTMLElement; from: number; x: number } | null = null;

const root = () => one("#metrics")!;
const plots = () => all(".plot", root());
const begin = () => Date.parse(root().dataset.from!);
const period = () => Number(root().dataset.period) * 1000;
const legend = (plot: HTMLElement) => all("[data-values]", plot.closest("figure")!);
const values = (line: HTMLElement) => line.dataset.values!.split(",").map((value) => (value === "" ? NaN : Number(value)));
const count = () => {
  const line = one("[data-values]", root());
  return line ? values(line).length : 0;
};

function amount(value: number | undefined, unit: string): string {
  return value === undefined || Number.isNaN(value) ? "–" : worded(unit, (Math.abs(value) < 10 ? fine : whole).format(value));
}

function clock(at: number): string {
  const day = root().dataset.days === "true" ? ({ day: "numeric", month: "short" } as const) : {};
  return new Intl.DateTimeFormat(language, { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone() }).format(at);
}

/** The page's times are of the reader's chosen zone. */
const zone = () => root().dataset.zone!;

// the cursor

function index(): number | null {
  if (cursor === null) return null;
  const place = Math.round((cursor - begin()) / period());
  return place >= 0 && place < count() ? place : null;
}

function show(): void {
  const place = index();
  for (const plot of plots()) {
    all<SVGElement>(".cursor, circle", plot).forEach((drawn) => drawn.remove());
    legend(plot).forEach((line) => write(line, place));
    if (place !== null) draw(plot, place);
  }
  const at = one("#cursor-at");
  const links = all<HTMLAnchorElement>("#cursor-zoom, #cursor-logs");
  [at, ...links].forEach((each) => each && (each.hidden = place === null));
  if (place === null || !at) return;
  const moment = begin() + place * period();
  one("b", at)!.textContent = clock(moment);
  one<HTMLAnchorElement>("#cursor-logs")!.href = `${root().dataset.logs}?from=${stamp(moment)}`;
  const around = Math.max(5 * 60_000, (count() * period()) / 8);
  one<HTMLAnchorElement>("#cursor-zoom")!.href = zoomed(moment - around, moment + around);
}

/** The value at the cursor, or without one the newest. */
function write(line: HTMLElement, place: number | null): void {
  const known = values(line);
  const shown = place === null ? known.findLast((value) => !Number.isNaN(value)) : known[place];
  one("b", line)!.textContent = amount(shown, line.dataset.unit!);
}

function draw(plot: HTMLElement, place: number): void {
  const area = one<SVGElement>("svg.area", plot)!;
  const x = `${(100 * place) / Math.max(1, count() - 1)}%`;
  area.append(made("line", { class: "cursor", x1: x, x2: x, y1: "0", y2: "100%" }));
  const line = one('[data-values]:has([data-k="1"])', plot.closest("figure")!) ?? legend(plot)[0];
  const value = line && values(line)[place];
  if (value !== undefined && !Number.isNaN(value)) {
    const height = 100 - (100 * value) / Number(plot.dataset.top);
    area.append(made("circle", { cx: x, cy: `${Math.max(0, height)}%`, r: "3.5" }));
  }
}

function made(name: string, attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  return element;
}

/** What the charts say at the cursor, for those who do not see it. */
function speak(plot: HTMLElement): void {
  const place = index();
  if (place === null) return;
  const said = legend(plot).map((line) => `${line.dataset.name} ${amount(values(line)[place], line.dataset.unit!)}`);
  one("#cursor-said")!.textContent = `${clock(begin() + place * period())}: ${said.join(", ")}`;
}

// pointer and keys

function at(plot: HTMLElement, x: number): number {
  const box = one("svg.area", plot)!.getBoundingClientRect();
  const share = Math.min(1, Math.max(0, (x - box.left) / box.width));
  return begin() + Math.round(share * (count() - 1)) * period();
}

const plotOf = (event: Event) => (event.target as Element).closest?.<HTMLElement>("#metrics .plot") ?? null;

document.addEventListener("pointermove", (event) => {
  const plot = dragged?.plot ?? plotOf(event);
  if (!plot?.isConnected) return;
  cursor = at(plot, event.clientX);
  show();
  if (dragged) pick(plot, dragged.from, cursor);
});

document.addEventListener("pointerdown", (event) => {
  const plot = plotOf(event);
  if (plot && event.button === 0) dragged = { plot, from: at(plot, event.clientX), x: event.clientX };
});

document.addEventListener("pointerup", (event) => {
  const drag = dragged;
  dragged = null;
  all("#metrics .picked").forEach((drawn) => drawn.remove());
  if (!drag || Math.abs(event.clientX - drag.x) < DRAG || cursor === null) return;
  const [from, to] = [Math.min(drag.from, cursor), Math.max(drag.from, cursor)];
  if (to > from) location.href = zoomed(from, to + period());
});

document.addEventListener("pointercancel", () => {
  dragged = null;
  all("#metrics .picked").forEach((drawn) => drawn.remove());
});

function pick(plot: HTMLElement, from: number, to: number): void {
  all("#metrics .picked").forEach((drawn) => drawn.remove());
  const share = (moment: number) => (100 * (moment - begin())) / (Math.max(1, count() - 1) * period());
  const area = one<SVGElement>("svg.area", plot)!;
  const width = Math.abs(share(to) - share(from));
  area.prepend(made("rect", { class: "picked", x: `${Math.min(share(from), share(to))}%`, width: `${width}%`, y: "0", height: "100%" }));
}

document.addEventListener("keydown", (event) => {
  const plot = plotOf(event);
  if (!plot || event.ctrlKey || event.metaKey || event.altKey) return;
  const last = count() - 1;
  const now = index() ?? last;
  const to: Record<string, number> = { ArrowLeft: now - 1, ArrowRight: now + 1, PageUp: now - 10, PageDown: now + 10, Home: 0, End: last };
  if (event.key === "Escape") cursor = null;
  else if (to[event.key] !== undefined) cursor = begin() + Math.min(last, Math.max(0, to[event.key]!)) * period();
  else return;
  event.preventDefault();
  show();
  speak(plot);
});

function zoomed(from: number, to: number): string {
  return `${root().dataset.path}?from=${stamp(from)}&to=${stamp(to)}`;
}

const stamp = (moment: number) => new Date(moment).toISOString().replace(".000Z", "Z");

on("htmx:after:swap", () => one("#metrics") && show());
