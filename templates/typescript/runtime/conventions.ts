/** What services choose of the wire: envelopes, headers, codes. Read {@link Conventions} first. */

/** What an envelope holds. */
export interface Opened {
  readonly data: unknown;
  readonly meta: unknown;
}

/** What a body says of an error; nothing of it is sure to be there. */
export interface Fault {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly details?: unknown;
  readonly requestId?: string | undefined;
  readonly documentationUrl?: string | undefined;
  readonly timestamp?: string | undefined;
}

/** When and how often a call is tried again. */
export interface RetryPolicy {
  /** Attempts, the first one counted; 1 means never again. */
  readonly maxAttempts: number;
  /** Longest first wait in milliseconds; it doubles with each attempt. */
  readonly baseMs: number;
  /** Longest wait in milliseconds, where the service names none. */
  readonly capMs: number;
  /** All waits of a call together in milliseconds. */
  readonly budgetMs: number;
}

/** What all operations of a service have in common. */
export interface Conventions {
  /** Opens the envelope of a success; nothing if this is none. */
  readonly open: (body: unknown) => Opened | undefined;
  /** Reads the envelope of an error. */
  readonly fault: (body: unknown) => Fault;
  /** Header with the service's id of a request. */
  readonly requestId: string;
  /** Header with the caller's id for several requests. */
  readonly correlationId: string;
  /** Headers about calls that are left; end and length of the window in (Unix) seconds. */
  readonly rateLimit: readonly [limit: string, remaining: string, reset: string, window: string];
  /** What clients do when a call fails for the moment. */
  readonly retry: RetryPolicy;
  /** Codes that no waiting helps against. */
  readonly neverRetry: readonly string[];
  /** Matches tokens that must never reach a browser. */
  readonly secret: RegExp;
}

/** Where a service has agreed on nothing: bare answers, and the names that most services use. */
export const plain: Conventions = {
  open: (body) => bare(body),
  fault: (body) => bareFault(body),
  requestId: "X-Request-Id",
  correlationId: "X-Correlation-Id",
  rateLimit: [
    "X-RateLimit-Limit",
    "X-RateLimit-Remaining",
    "X-RateLimit-Reset",
    "X-RateLimit-Window",
  ],
  retry: { maxAttempts: 3, baseMs: 1_000, capMs: 30_000, budgetMs: 60_000 },
  neverRetry: [],
  secret: /$^/,
};

/** Where answers come bare. */
export const bare: Conventions["open"] = (body) => ({ data: body, meta: undefined });

/** Where errors have no form of their own: what RFC 9457 says, or many services anyway. */
export const bareFault: Conventions["fault"] = (body) => {
  const { code, detail, message = detail, title } = Object(body);
  return { code: code == null ? undefined : String(code), message: message ?? title };
};
