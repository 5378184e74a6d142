/** Bodies that are not JSON: forms, multipart, text, bytes; and answers that are not. */

import type { Part } from "./operation.js";
import { body, form, type Style } from "./parts.js";

/** Bytes, as callers hold them. */
export type Binary = Blob | ArrayBuffer | Uint8Array;

/** The bytes of a value, or its text, or its JSON. */
function blob(value: unknown, type = ""): Blob {
  if (value instanceof Blob) {
    return type && value.type !== type ? value.slice(0, value.size, type) : value;
  }
  if (value instanceof ArrayBuffer || value instanceof Uint8Array) {
    return new Blob([new Uint8Array(value)], { type });
  }
  return new Blob([typeof value === "string" ? value : JSON.stringify(value)], { type });
}

/** Text, or anything else that is text already. */
export function text(type: string): Part {
  return body(type, String);
}

/** Bytes. */
export function bytes(type: string): Part {
  return body(type, (value) => blob(value, type));
}

/** `application/x-www-form-urlencoded`. `styles` has the members that are not plain. */
export function urlEncoded(styles: Readonly<Record<string, Style>> = {}): Part {
  const known = new Map(Object.entries(styles));
  return body("application/x-www-form-urlencoded", (value) =>
    Object.entries(value ?? {})
      .map(([name, entry]) => (known.get(name) ?? form)(name, entry))
      .filter((text) => text)
      .join("&"),
  );
}

/** `multipart/form-data`. `types` has the media types of parts that the contract names. */
export function multipart(types: Readonly<Record<string, string>> = {}): Part {
  const known = new Map(Object.entries(types));
  return body(undefined, (value) => {
    const payload = new FormData();
    for (const [member, entry] of Object.entries(value ?? {})) {
      for (const part of Array.isArray(entry) ? entry : [entry]) {
        const type = known.get(member);
        if (type === undefined && ["string", "number", "boolean"].includes(typeof part)) {
          payload.append(member, String(part));
        } else if (part != null) {
          payload.append(member, blob(part, type ?? partType(part)));
        }
      }
    }
    return payload;
  });
}

/** The media type of a part for which the contract names none. */
function partType(part: unknown): string {
  if (part instanceof Blob) {
    return part.type;
  }
  return part instanceof ArrayBuffer || part instanceof Uint8Array
    ? "application/octet-stream"
    : "application/json";
}

/** Reads an answer as text. */
export function readText(response: Response): Promise<string> {
  return response.text();
}

/** Reads an answer as bytes. */
export function readBytes(response: Response): Promise<Blob> {
  return response.blob();
}

/** Reads an answer that has no body. */
export async function readNothing(response: Response): Promise<undefined> {
  await response.body?.cancel();
}

/** Reads an answer that is one of several kinds: JSON, text, bytes or nothing. */
export async function readAny(response: Response): Promise<unknown> {
  const type = response.headers.get("Content-Type") ?? "";
  const body = await response.blob();
  if (body.size === 0) {
    return undefined;
  }
  if (/[/+]json\b/i.test(type)) {
    return JSON.parse(await body.text());
  }
  return type.startsWith("text/") ? body.text() : body;
}
