/** Requests: {@link prepare} makes what all attempts of a call have in common. */

import type { Descriptor, Draft } from "./operation.js";

/** One attempt, as `fetch` and what stands around it see it. */
export interface OutgoingRequest extends Draft {
  url: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Stops this attempt. */
  readonly signal: AbortSignal;
}

/** Sends a request: the global `fetch`, or anything like it. */
export type Fetch = (url: string, request: OutgoingRequest) => Promise<Response>;

/** Refuses a parameter of the path that would be left out, or lead to another path. */
export function segment(name: string, text: string): string {
  if (/^\.{0,2}$/.test(text)) {
    throw new TypeError(`not a ${name}: "${text}"`);
  }
  return text;
}

/** Puts the members of a request where the operation wants them. */
export function prepare(
  operation: Descriptor,
  request: object,
  headers: Readonly<Record<string, string>>,
  idempotencyKey: string | undefined,
): Draft {
  const { method, path, parts, accept = "application/json" } = operation;
  const members = new Map(Object.entries(request));
  const draft: Draft = {
    operation,
    method,
    path,
    headers: new Headers({ accept, ...headers }),
    repeat: method === "GET" ? "safe" : "",
    idempotencyKey,
  };
  for (const part of parts()) {
    part(draft, members);
  }
  draft.path = draft.path.replace(/\{(.*?)\}/g, (_, name: string) =>
    segment(name, encodeURIComponent(String(members.get(name) ?? ""))),
  );
  return draft;
}
