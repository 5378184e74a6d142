/**
 * Where the members of a request go. Each operation lists the parts it needs, so that a bundle has
 * no more; `styles.ts` has the rarer ways to write a parameter, `bodies.ts` the rarer bodies.
 */

import type { Part, Payload } from "./operation.js";

/** Writes a value under a name; nothing at all for a value that is absent or empty. */
export type Style = (name: string, value: unknown) => string;

/** `color=blue`: the usual style of a single value in a query string. */
export const single: Style = (name, value) =>
  value == null ? "" : `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`;

/** `color=3&color=4`: the usual style of lists and objects in it. A value within one is JSON. */
export const form: Style = (name, value) =>
  Object.entries(typeof value === "object" ? (value ?? []) : { [name]: value })
    .filter(([, entry]) => entry != null)
    .map(([key, entry]) =>
      [
        Array.isArray(value) ? name : key,
        typeof entry === "object" ? JSON.stringify(entry) : String(entry),
      ]
        .map(encodeURIComponent)
        .join("="),
    )
    .join("&");

/** A parameter of the query string. */
export function query(member: string, name: string = member, style: Style = single): Part {
  return (draft, members) => {
    const text = style(name, members.get(member));
    if (text) {
      draft.path += (draft.path.includes("?") ? "&" : "?") + text;
    }
  };
}

/** A body, if there is one: `write` is not asked for a body that is absent. */
export function body(type: string | undefined, write: (value: unknown) => Payload): Part {
  return (draft, members) => {
    const value = members.get("body");
    if (value !== undefined) {
      draft.body = write(value);
      if (type) {
        draft.headers.set("Content-Type", type);
      }
    }
  };
}

/** A body in JSON under another media type. */
export function jsonAs(type: string): Part {
  return body(type, (value) => JSON.stringify(value));
}

/** A body in JSON. */
export const json: Part = /* @__PURE__ */ jsonAs("application/json");

/** An idempotency key in this header, made once per call: the write can be repeated. */
export function keyed(header: string): Part {
  return (draft) => {
    draft.headers.set(header, draft.idempotencyKey ?? crypto.randomUUID());
    draft.repeat = "safe";
  };
}

/** A write that can be repeated without a second effect, by its method or by the contract. */
export const idempotent: Part = (draft) => {
  draft.repeat = "idempotent";
};

/** A method other than `GET` that changes nothing. */
export const safe: Part = (draft) => {
  draft.repeat = "safe";
};
