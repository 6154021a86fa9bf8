// The log viewer. The page is whole without it; it adds what is live.
import { all, one } from "../dom";
import { Following } from "./follow";
import { type Gap, type Line, type Part } from "./line";
import { address } from "./row";
import { cursorOf, Rows } from "./rows";
import { Search } from "./search";
import { LogStream, type State } from "./stream";
import { say, time } from "./words";

const viewer = one("#log-viewer")!;
const log = one("#log")!;
const form = one<HTMLFormElement>("#log-tools")!;
const path = viewer.dataset.path!;
const live = viewer.dataset.live === "true";
const OLD = 60_000;
const POLITE = 10_000;
const chosen = ["level", "task", "days"];

const rows = new Rows(log, () => one("#log-newer"));
let state: State = "paused";
let fresh = 0;
let errors = 0;
let oldest = viewer.dataset.first ?? viewer.dataset.reached ?? "";

/** What is looked for, as the address says it. */
function query(): URLSearchParams {
  const now = new URLSearchParams(location.search);
  const wanted = new URLSearchParams();
  if (now.get("q")) wanted.set("q", now.get("q")!);
  for (const name of chosen) now.getAll(name).forEach((value) => wanted.append(name, value));
  return wanted;
}

async function part(parameters: Record<string, string>, signal?: AbortSignal): Promise<Part> {
  const wanted = query();
  for (const [name, value] of Object.entries(parameters)) wanted.set(name, value);
  const asked = fetch(`${path}/lines?${wanted}`, { signal, headers: { "HX-Request": "true" }, cache: "no-store" });
  const answer = await asked.catch((cause) => {
    throw new Error(say("failed"), { cause });
  });
  if (answer.status === 401) {
    showState("signed-out");
    throw new Error(say("failed"));
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.error ?? say("failed"));
  return body;
}

let failure = "";

/** What somebody asked for by {@link control}, which waits meanwhile; why it failed is said below the log. */
async function attempt(control: HTMLElement, work: () => Promise<void>): Promise<void> {
  const told = one("#log-state")!;
  if (control.ariaBusy === "true") return;
  control.ariaBusy = "true";
  try {
    await work();
    if (told.textContent === failure) told.textContent = "";
  } catch (failed) {
    told.textContent = failure = failed instanceof Error ? failed.message : say("failed");
  } finally {
    control.ariaBusy = null;
  }
}

// what is shown of the state

function showState(now: State): void {
  state = now;
  const shown = now === "live" && !following.following ? "paused" : now;
  all("#log-chip [data-when]").forEach((chip) => (chip.hidden = chip.dataset.when !== shown));
}

function showCount(): void {
  one("#log-count")!.textContent = say("shown", rows.count);
  if (rows.count) one("#log-empty")?.remove();
}

// following

type Items = Parameters<Rows["add"]>[0];
const following = new Following<Items[number]>(
  log,
  (items) => rows.add(items),
  () => showState(state),
);
rows.onAdded = () => {
  following.toEnd();
  showCount();
};
rows.onLoad = (at, gap) => void attempt(one("button", at)!, () => loadGap(at, gap));

async function loadGap(at: HTMLLIElement, gap: Gap): Promise<void> {
  const found = await part({ after: gap.after, before: gap.before });
  rows.insert(found.lines, found.signs, at);
  if (found.complete) at.remove();
  else gap.after = found.reached;
  showCount();
}

const stream = new LogStream(path, viewer.dataset.after!, query);
stream.onState = showState;
stream.onFrame = (event, data) => {
  if (event === "lines") {
    const lines = data as Line[];
    one(".edge.bad", log)?.remove();
    fresh += lines.length;
    errors += lines.filter((line) => line[3] === "error").length;
    following.take(lines.map((line) => ({ line })), lines.length);
    showState("live");
  } else if (event === "gap" || event === "sampled") {
    following.take([{ gap: data as Gap, sampled: event === "sampled" }], 0);
  } else if (event === "task") {
    following.take([{ sign: data }], 0);
  } else if (event === "ping") {
    all("#log-chip [data-as-of]").forEach((place) => (place.textContent = time(data.asOf)));
    showState(data.asOf === 0 ? "catching" : Date.now() - data.asOf > OLD ? "old" : "live");
  } else if (event === "end") {
    one("#log-state")!.textContent = data.text;
  }
};

function speak(): void {
  if (fresh === 0 || !following.following) return;
  one("#log-polite")!.textContent = say("polite", fresh, errors);
  fresh = 0;
  errors = 0;
}

// older and newer lines without a new page

function extend(edge: string, fetchMore: () => Promise<boolean>): void {
  const link = one(`${edge} a`);
  link?.addEventListener("click", (event) => {
    event.preventDefault();
    void attempt(link, async () => {
      if (!(await fetchMore())) one(edge)!.textContent = edge === "#log-older" ? say("noOlder") : "";
    });
  });
}

extend("#log-older", async () => {
  const found = await part({ before: oldest });
  return older(found) > 0 || !found.complete;
});

function older(found: Part): number {
  const height = log.scrollHeight;
  const top = one(".chunk", log) ?? one("#log-newer");
  const count = top
    ? rows.insert(found.lines, found.signs, top)
    : (rows.add(found.lines.map((line) => ({ line }))), found.lines.length);
  if (!following.following || !live) log.scrollTop += log.scrollHeight - height;
  oldest = found.lines[0]?.[0] ?? found.reached;
  showCount();
  return count;
}

extend("#log-newer", async () => {
  const last = cursorOf(all(".chunk > li:not(.sign)", log).at(-1) ?? log) ?? viewer.dataset.last!;
  const found = await part({ after: last });
  rows.add(found.lines.map((line) => ({ line })));
  return !found.complete;
});

// the search

const field = one<HTMLInputElement>("#lq")!;
if (live)
  new Search(field, part, {
    begin() {
      history.replaceState(null, "", address(asked()));
    },
    first(found) {
      rows.clear();
      following.forget();
      one("#log-empty")?.remove();
      rows.add(found.lines.map((line) => ({ line })));
      oldest = found.lines[0]?.[0] ?? found.reached;
      following.resume();
      stream.restart(found.position);
      showCount();
    },
    older: (found) => older(found),
    none() {
      const empty = document.createElement("p");
      empty.id = "log-empty";
      empty.className = "empty";
      const further = document.createElement("a");
      further.className = "link";
      further.href = address({ ...asked(), days: "7" });
      further.textContent = say("back");
      empty.append(say("none"), " ", ...(new URLSearchParams(location.search).has("days") ? [] : [further]));
      log.append(empty);
    },
    failed(text) {
      one("#log-searched")!.textContent = "";
      one("#log-matches")!.textContent = "";
      one("#log-state")!.textContent = text;
    },
  });

function asked(): Record<string, string> {
  const now = new URLSearchParams(location.search);
  const all: Record<string, string> = {};
  if (field.value.trim()) all.q = field.value.trim();
  for (const name of chosen) if (now.has(name)) all[name] = now.getAll(name).join(",");
  return all;
}

// from one match to the next

let match: HTMLElement | null = null;

function step(by: number): void {
  const marks = all("#log mark");
  const now = match ? marks.indexOf(match) : by > 0 ? -1 : 0;
  match?.closest("li")?.removeAttribute("aria-current");
  match = marks[(now + by + marks.length) % Math.max(1, marks.length)] ?? null;
  if (!match) return;
  following.pause("asked");
  match.closest("li")!.setAttribute("aria-current", "true");
  match.scrollIntoView({ block: "center" });
}

one("#log-next")?.addEventListener("click", () => step(1));
one("#log-prev")?.addEventListener("click", () => step(-1));
if (one("#log mark")) one("#log-nav")!.hidden = false;

// the tools

one("#log-wrap")?.addEventListener("click", (event) => {
  event.preventDefault();
  const wrap = !viewer.classList.toggle("nowrap");
  const now = new URLSearchParams(location.search);
  if (wrap) now.delete("wrap");
  else now.set("wrap", "off");
  one("#log-wrap")!.dataset.on = String(wrap);
  history.replaceState(null, "", `?${now}`);
});

one("#log-copy")?.addEventListener("click", () => {
  const text = all(".chunk > li:not([hidden])", log).map((row) => [...row.children].map((part) => part.textContent).filter(Boolean).join(" "));
  void navigator.clipboard.writeText(text.join("\n")).then(() => (one("#log-polite")!.textContent = say("copied")));
});
one("#log-full")?.addEventListener("click", () => void viewer.requestFullscreen());

document.addEventListener("click", (event) => {
  for (const menu of all<HTMLDetailsElement>(".menu[open]")) if (!menu.contains(event.target as Node)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of all<HTMLDetailsElement>(".menu[open]")) {
    menu.open = false;
    one("summary", menu)?.focus();
  }
});
form.addEventListener("change", (event) => {
  if ((event.target as HTMLElement).matches("[type=checkbox]")) form.requestSubmit(one<HTMLButtonElement>(".sheet .btn", form));
});

// the beginning

all("[data-noscript]", viewer).forEach((element) => (element.hidden = true));
for (const id of ["#log-follow", "#log-more", "#log-keys"]) one(id)?.removeAttribute("hidden");
if (document.documentElement.dataset.keys === "off") one("#log-keys")!.hidden = true;
one("[aria-current=true]", log)?.scrollIntoView({ block: "center" });
if (live) {
  following.toEnd();
  stream.now();
  setInterval(speak, POLITE);
} else all("#log-chip [data-when=paused]").forEach((chip) => (chip.hidden = false));
