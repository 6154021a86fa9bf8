// A request that failed is said in one sentence at the head of the page; the part it was for stays as it was.
import { on, one } from "./dom";

export function answerFailures(): void {
  on("htmx:response:error", ({ ctx }) => {
    const handled = ctx.response.status === 422 || ctx.response.headers.get("HX-Redirect") !== null;
    if (!handled && !isStream(ctx)) say("failed", ctx.response.headers.get("X-Request-Id") ?? "");
  });
  on("htmx:error", ({ ctx }) => {
    if (ctx && !isStream(ctx)) say("unreachable", "");
  });
}

function isStream(ctx: any): boolean {
  return ctx.sourceElement?.matches?.("[hx-sse\\:connect]") ?? false;
}

function say(what: "failed" | "unreachable", request: string): void {
  const template = one<HTMLTemplateElement>(`template[data-notice="${what}"]`);
  const place = one("#notices");
  if (!template || !place) return;
  const notice = template.content.cloneNode(true) as DocumentFragment;
  const id = one("[data-request]", notice);
  if (id) id.textContent = request;
  place.replaceChildren(notice);
}
