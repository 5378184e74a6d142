/**
 * A program of somebody who installed the package and read nothing but its types. It is compiled as
 * strictly as TypeScript can and run against the server of `run.mjs`, which judges what it tells.
 */

import { createClient, isApiError } from "@penguinmails/sdk";
import { createCore } from "@penguinmails/sdk/core";

/** What became of a call, in words that can be compared. */
export type Told = Readonly<Record<string, string | number | boolean | undefined>>;

/** Asks for the metrics of a tenant; the server answers by the tenant's id. */
export async function ask(baseUrl: string, tenantId: string): Promise<Told> {
  const mails = createClient({
    auth: () => "pm_test_key",
    baseUrl,
    tenantId,
    retry: { maxAttempts: 2, baseMs: 1, capMs: 5, budgetMs: 1_000 },
  });
  try {
    const { data, meta, attempts } = await mails.smtp.metrics({ window: "24h" }).withMeta();
    const sent: number = data.sent;
    return { sent, first: data.recommendations[0]?.severity, requestId: meta.request_id, attempts };
  } catch (error) {
    if (!isApiError(error, mails.smtp.metrics)) {
      throw error;
    }
    const { code, status, requestId, retryAfterMs, attempts } = error;
    const told = { status, requestId, retryAfterMs, attempts, field: error.details[0]?.field };
    switch (code) {
      case "AUTHENTICATION_REQUIRED":
        return { ...told, advice: "log in" };
      case "RATE_LIMIT_EXCEEDED":
        return { ...told, advice: "wait" };
      default:
        return { ...told, advice: code };
    }
  }
}

/** What the types must refuse; nobody calls it. */
export async function misuse(): Promise<void> {
  const mails = createClient({ auth: "pm_test_key", tenantId: "tn_123" });
  // @ts-expect-error: not one of the windows.
  await mails.smtp.metrics({ window: "1h" });
  // @ts-expect-error: there is no such member.
  (await mails.smtp.status()).sending_ip;
}

/** What is exported without a type of its own: declarations must find names for all of it. */
export const shared = {
  core: () => createCore({ auth: "pm_test_key", tenantId: "tn_123" }),
  metrics: (baseUrl: string) =>
    createClient({ auth: "pm_test_key", tenantId: "tn_123", baseUrl }).smtp.metrics,
  outcome: (baseUrl: string) => shared.metrics(baseUrl)({ window: "7d" }).safe(),
};
