// htmx under our content security policy: one Trusted Types policy, and no code made from text.
import htmx from "htmx.org";
import "htmx.org/dist/ext/hx-sse.js";

interface Policy {
  createHTML(text: string): unknown;
  createScript(text: string): unknown;
}
declare const trustedTypes: { createPolicy(name: string, rules: Policy): Policy } | undefined;

const rules: Policy = {
  createHTML: (text) => text,
  createScript: (text) => {
    if (text.trim() !== "") {
      throw new Error("The portal's fragments carry no scripts");
    }
    return text;
  },
};

function noCode(): never {
  throw new Error("The portal makes no code from text");
}

// Registered in the same bundle: an extension that loads later can be too late for htmx's start.
htmx.registerExtension("portal", {
  init(api: { initSecurity(policy: unknown, make: unknown, makeAsync: unknown): void }) {
    const policy = typeof trustedTypes === "undefined" ? rules : trustedTypes.createPolicy("htmx", rules);
    api.initSecurity(policy, noCode, noCode);
  },
} as never);
