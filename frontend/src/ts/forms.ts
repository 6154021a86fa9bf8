// Forms: a request is shown as requested at once, is not sent twice, carries its token, and typed text is not lost by a slip.
import { all, meta, on, one, worded } from "./dom";

const busy = new WeakSet<HTMLFormElement>();
const dirty = new Set<HTMLFormElement>();

export function guardForms(): void {
  document.addEventListener("submit", submitted, true);
  document.addEventListener("input", (event) => {
    const form = (event.target as Element | null)?.closest<HTMLFormElement>("form[data-guard]");
    if (form) dirty.add(form);
  });
  addEventListener("beforeunload", (event) => {
    if ([...dirty].some((form) => form.isConnected && !busy.has(form))) event.preventDefault();
  });
  // A page that comes back from the back-forward cache shows its buttons as they were.
  addEventListener("pageshow", (event) => event.persisted && all<HTMLFormElement>("form").forEach(free));
  on("htmx:finally:request", (detail) => {
    const form = detail.ctx?.request?.form;
    if (form instanceof HTMLFormElement && !detail.ctx?.keepIndicators) free(form);
  });
  on("htmx:after:swap", (detail) => detail.ctx?.response?.status === 422 && showSummary());
  showSummary();
}

function submitted(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (form.method !== "post") return;
  if (busy.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  busy.add(form);
  withToken(form);
  const button = (event.submitter ?? one("button:not([type=button])", form)) as HTMLElement | null;
  if (button) markRequested(button);
}

/** Forms that a stream has drawn come without their token. */
function withToken(form: HTMLFormElement): void {
  if (form.elements.namedItem("_csrf")) return;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "_csrf";
  field.value = meta("portal-token");
  form.append(field);
}

function markRequested(button: HTMLElement): void {
  button.setAttribute("aria-busy", "true");
  const label = one("[data-label]", button) ?? button;
  button.dataset.was = label.textContent ?? "";
  label.textContent = worded(meta("portal-requested"), new Date().toTimeString().slice(0, 8));
}

function free(form: HTMLFormElement): void {
  busy.delete(form);
  for (const button of all("[aria-busy=true]", form)) {
    button.removeAttribute("aria-busy");
    const label = one("[data-label]", button) ?? button;
    if (button.dataset.was !== undefined) label.textContent = button.dataset.was;
  }
}

function showSummary(): void {
  const summary = one(".summary[data-title-prefix]");
  if (!summary) return;
  const prefix = summary.dataset.titlePrefix ?? "";
  if (!document.title.startsWith(prefix)) document.title = prefix + document.title;
  summary.focus();
}
