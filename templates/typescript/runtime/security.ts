/**
 * Security schemes beside bearer tokens: API keys and basic authentication, alone or together.
 * Read {@link schemes} first.
 */

import { checkSecret, type Authorize, type Provider } from "./auth.js";
import type { OutgoingRequest } from "./request.js";

/** Name and password. */
export interface BasicCredential {
  readonly username: string;
  readonly password: string;
}

/** Puts a credential into a request; answers what of it must not be shown. */
export type Scheme = (
  request: OutgoingRequest,
  credential: string | BasicCredential,
  allowInBrowser: boolean,
) => readonly string[];

/** The text of a credential. */
function text(credential: string | BasicCredential, isKey: boolean, allowed: boolean): string {
  if (typeof credential !== "string") {
    throw new TypeError("auth: this security scheme takes a text");
  }
  return checkSecret(credential, isKey, allowed);
}

/** `Authorization: Bearer ...`, or another word for it. */
export function authorization(word: string): Scheme {
  return (request, credential, allowed) => {
    const token = text(credential, false, allowed);
    request.headers.set("Authorization", `${word} ${token}`);
    return [token];
  };
}

/** `Authorization: Basic ...` */
export const basic: Scheme = (request, credential) => {
  if (typeof credential === "string") {
    throw new TypeError("auth: this security scheme takes `{ username, password }`");
  }
  const bytes = new TextEncoder().encode(`${credential.username}:${credential.password}`);
  const encoded = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  request.headers.set("Authorization", `Basic ${encoded}`);
  return [encoded, credential.password];
};

/** A key in a header. */
export function headerKey(name: string): Scheme {
  return (request, credential, allowed) => {
    const key = text(credential, true, allowed);
    request.headers.set(name, key);
    return [key];
  };
}

/** A key in the query string. */
export function queryKey(name: string): Scheme {
  return (request, credential, allowed) => {
    const key = text(credential, true, allowed);
    const encoded = encodeURIComponent(key);
    const separator = request.url.includes("?") ? "&" : "?";
    request.url += `${separator}${encodeURIComponent(name)}=${encoded}`;
    return [key, encoded];
  };
}

/** A key in a cookie. */
export function cookieKey(name: string): Scheme {
  return (request, credential, allowed) => {
    const key = text(credential, true, allowed);
    const cookies = request.headers.get("Cookie");
    request.headers.set("Cookie", `${cookies ? `${cookies}; ` : ""}${name}=${key}`);
    return [key];
  };
}

/**
 * Meets the first alternative of an operation for which there are credentials; where there is
 * none, the request goes without, and the service says what it thinks of that. `usual` stands for
 * operations that say nothing.
 */
export function schemes(
  known: Readonly<Record<string, Scheme>>,
  usual: readonly (readonly string[])[],
  credentials: object = {},
  allowInBrowser = false,
): Authorize {
  const given = new Map<string, Provider<string | BasicCredential>>(Object.entries(credentials));
  const table = new Map(Object.entries(known));
  return async (request) => {
    const { security = usual } = request.operation;
    const secrets: string[] = [];
    const met = security.find(
      (all) => all.length > 0 && all.every((name) => !table.has(name) || given.has(name)),
    );
    for (const name of met ?? []) {
      const scheme = table.get(name);
      const provider = given.get(name);
      if (scheme && provider) {
        const credential = typeof provider === "function" ? await provider() : provider;
        secrets.push(...scheme(request, credential, allowInBrowser));
      }
    }
    return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
  };
}
