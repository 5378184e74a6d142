/** Answers: {@link read} makes a {@link Success} of one, or the error that it reports. */

import type { Redact } from "./auth.js";
import type { Conventions, Opened } from "./conventions.js";
import type { CallError, CallErrorName } from "./errors.js";
import type { CallContext, Descriptor, Success } from "./operation.js";

/** Makes the error of a call. */
export type Fail = (name: CallErrorName, message: string, members?: object) => CallError;

/** A count, as a header writes it. */
function count(text: string | null): number | undefined {
  return text && +text >= 0 ? +text : undefined;
}

/**
 * Reads an answer whole: a success is returned, everything else thrown.
 *
 * `lost` throws what the network's failure is called here, `redact` hides the secrets of the call.
 */
export async function read(
  response: Response,
  descriptor: Descriptor,
  conventions: Conventions,
  context: CallContext,
  fail: Fail,
  lost: (error: unknown) => never,
  redact: Redact,
): Promise<Success> {
  const { headers, ok, status, statusText } = response;
  const header = (name: string): string | undefined => headers.get(name) ?? undefined;
  const [limit, remaining, reset, window] = conventions.rateLimit.map((name) =>
    count(headers.get(name)),
  );
  const rateLimit = { limit, remaining, reset, window };
  let requestId = header(conventions.requestId);
  let body: unknown;
  let opened: Opened | undefined;
  if (ok && descriptor.read) {
    opened = { data: await descriptor.read(response).catch(lost), meta: undefined };
  } else {
    const text = await response.text().catch(lost);
    body = ok ? text : redact(text);
    try {
      body = JSON.parse(String(body));
      opened = ok ? (descriptor.open ?? conventions.open)(body) : undefined;
    } catch {
      // Not even JSON.
    }
  }
  if (opened) {
    return { ...context, ...opened, status, requestId, rateLimit, response };
  }

  const { message = statusText, ...fault } = conventions.fault(body);
  const code = fault.code ?? `HTTP_${status}`;
  requestId = fault.requestId ?? requestId;
  const asked = headers.get("Retry-After");
  const until = Date.parse(asked ?? "") || (status === 429 && reset ? reset * 1e3 : NaN);
  const seconds = count(asked) ?? Math.max(0, until - Date.now()) / 1e3;
  throw fail(
    ok && !fault.code ? "DecodeError" : "ApiError",
    [status, code, message, requestId].join(" ").trim(),
    {
      ...fault,
      code,
      status,
      requestId,
      details: [fault.details ?? []].flat(),
      retryAfterMs: seconds >= 0 ? seconds * 1e3 : undefined,
      rateLimit,
      body,
    },
  );
}
