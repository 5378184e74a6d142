import type { Conventions } from "../runtime/conventions.js";

/** The conventions of the services in these tests. */
export const conventions: Conventions = {
  open: (body) => {
    const { success, data, meta } = Object(body);
    return success === true ? { data, meta } : undefined;
  },
  fault: (body) => {
    const { error, timestamp } = Object(body);
    const { code, message, details, request_id: requestId, documentation_url } = Object(error);
    return { code, message, details, requestId, documentationUrl: documentation_url, timestamp };
  },
  requestId: "X-Request-Id",
  correlationId: "X-Correlation-Id",
  rateLimit: [
    "X-RateLimit-Limit",
    "X-RateLimit-Remaining",
    "X-RateLimit-Reset",
    "X-RateLimit-Window",
  ],
  retry: { maxAttempts: 3, baseMs: 1_000, capMs: 30_000, budgetMs: 60_000 },
  neverRetry: ["QUOTA_EXCEEDED"],
  secret: /^(?:pm_live_|pm_test_)/,
};
