/** Whether and when to try again: {@link delayBefore}. It waits for nothing. */

import type { RetryPolicy } from "./conventions.js";
import type { Repeat } from "./operation.js";

/**
 * Milliseconds to wait before the next attempt, or nothing if there must be none.
 *
 * A write is only repeated where that cannot have a second effect. `left` is what remains of budget
 * and deadline; a service that asks for a longer wait gets no further attempt.
 */
export function delayBefore(
  error: unknown,
  attempt: number,
  repeat: Repeat,
  neverRetry: readonly string[],
  { maxAttempts, baseMs, capMs }: RetryPolicy,
  left: number,
): number | undefined {
  const { name, status, code, retryAfterMs } = Object(error);
  const isPassing =
    /^(Connection|Timeout)/.test(name) ||
    (/408|425|429|50[234]/.test(status) && !neverRetry.includes(code)) ||
    (status === 500 && repeat === "safe");
  const delay = retryAfterMs ?? Math.random() * Math.min(capMs, baseMs * 2 ** (attempt - 1));
  return repeat && isPassing && attempt < maxAttempts && delay <= left ? delay : undefined;
}
