/** Who calls: {@link Credential}, and the bearer tokens that most services take. */

import type { Conventions } from "./conventions.js";
import type { OutgoingRequest } from "./request.js";

/** A value, or who to ask for it. Who is asked is asked again on each attempt. */
export type Provider<Value> = Value | (() => Value | Promise<Value>);

/** A secret text: a token or a key. */
export type Credential = Provider<string>;

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/** Adds to a request what says who calls, and answers what keeps those secrets out of errors. */
export type Authorize = (request: OutgoingRequest) => Promise<Redact>;

/**
 * Refuses a secret that no header can carry, without quoting it; and a key in a browser, where
 * anyone can read it.
 */
export function checkSecret(secret: string, isKey: boolean, allowKeyInBrowser?: boolean): string {
  if (/[^!-~]/.test(secret)) {
    throw new TypeError("auth: not a token");
  }
  if (isKey && !allowKeyInBrowser && "document" in globalThis) {
    throw new TypeError("auth: not in a browser without allowKeyInBrowser");
  }
  return secret;
}

/** Sends a bearer token with each operation that is not open to everyone. */
export function bearer(
  credential: Credential | undefined,
  { secret }: Conventions,
  allowKeyInBrowser?: boolean,
): Authorize {
  return async ({ headers, operation: { security } }) => {
    if (!credential || security?.length === 0) {
      return String;
    }
    const token = typeof credential === "string" ? credential : await credential();
    headers.set(
      "Authorization",
      `Bearer ${checkSecret(token, secret.test(token), allowKeyInBrowser)}`,
    );
    return (text) => text.replaceAll(token, "***");
  };
}
