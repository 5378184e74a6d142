/**
 * A program of somebody who uses the sandbox: it is compiled as strictly as TypeScript can, and run
 * against the reference server by `sdk.mjs`, which judges what it tells.
 */

import { createClient, isApiError } from "@penguinmails/sdk";

/** Where the sandbox is, and who asks. */
export interface Caller {
  readonly baseUrl: string;
  readonly token: string;
  readonly tenantId: string;
}

function client({ baseUrl, token, tenantId }: Caller, maxAttempts = 1) {
  return createClient({ auth: token, baseUrl, tenantId, retry: { maxAttempts } });
}

/** All three operations, one after the other. */
export async function all(caller: Caller) {
  const { smtp } = client(caller);
  const [config, status, metrics] = await Promise.all([
    smtp.config().withMeta(),
    smtp.status().withMeta(),
    smtp.metrics({ window: "30d" }).withMeta(),
  ]);
  return { config, status, metrics };
}

/** What became of a call of `config`, in words that can be compared. */
export async function tell(caller: Caller, correlationId?: string) {
  const { smtp } = client(caller);
  const request = correlationId === undefined ? {} : { correlationId };
  try {
    await smtp.config(request);
    return { code: "OK" };
  } catch (error) {
    if (!isApiError(error, smtp.config)) {
      throw error;
    }
    const { code, status, requestId, details, documentationUrl } = error;
    return { code, status, requestId, details, documentationUrl };
  }
}

/** Calls `metrics` so many times, and survives being told to wait. */
export async function persist(caller: Caller, calls: number) {
  const { smtp } = client(caller, 3);
  let attempts = 0;
  for (let call = 0; call < calls; call += 1) {
    attempts += (await smtp.metrics({ window: "24h" }).withMeta()).attempts;
  }
  return attempts;
}
