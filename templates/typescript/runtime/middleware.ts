/** What stands around each attempt: {@link Middleware}, and {@link logger} as the first of them. */

import type { Fetch, OutgoingRequest } from "./request.js";

/** Sends a request, through whatever is further in. */
export type Next = (request: OutgoingRequest) => Promise<Response>;

/** Changes a request before it goes on, answers by itself, or looks at the answer. */
export type Middleware = (request: OutgoingRequest, next: Next) => Promise<Response>;

/** Puts middleware around `fetch`; the first one is the outermost. */
export function onion(
  layers: readonly Middleware[] = [],
  fetch: Fetch = (url, request) => globalThis.fetch(url, request),
): Fetch {
  const send = layers.reduceRight<Next>(
    (next, layer) => async (request) => layer(request, next),
    (request) => fetch(request.url, request),
  );
  return (_url, request) => send(request);
}

/** One attempt that has ended. Neither secrets nor personal data are in it. */
export interface LogEntry {
  /** Id of the operation. */
  readonly operation: string;
  readonly method: string;
  /** Path as in the contract, with names where values were. */
  readonly path: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly durationMs: number;
  /** Set when there was an answer. */
  readonly status?: number;
  /** Set when there was none. */
  readonly failure?: string;
}

/** Middleware that tells of each attempt. */
export function logger(write: (entry: LogEntry) => void): Middleware {
  return async (request, next) => {
    const { operation, attempt } = request;
    const started = Date.now();
    const entry = (end: { status: number } | { failure: string }): LogEntry => ({
      operation: operation.id,
      method: operation.method,
      path: operation.path,
      attempt,
      durationMs: Date.now() - started,
      ...end,
    });
    try {
      const response = await next(request);
      write(entry({ status: response.status }));
      return response;
    } catch (error) {
      // Its message may quote the request.
      write(entry({ failure: error instanceof Error ? error.name : typeof error }));
      throw error;
    }
  };
}
