/**
 * Calls: {@link connect} makes a {@link Core}, whose `call` prepares a request, sends it, reads the
 * answer and tries again where the conventions allow it.
 */

import { wait, within } from "./attempt.js";
import type { Authorize } from "./auth.js";
import { Call, type Send } from "./call.js";
import type { Conventions, RetryPolicy } from "./conventions.js";
import { CallError } from "./errors.js";
import type { ListCall, ListOperation, Page } from "./list.js";
import type { CallContext, Descriptor, Operation, Success } from "./operation.js";
import { prepare, type Fetch, type OutgoingRequest } from "./request.js";
import { read, type Fail } from "./response.js";
import { delayBefore } from "./retry.js";

/** What can be said for a client, and again for one of its calls. */
export interface CallDefaults {
  /** Longest time for one attempt, the answer's body included. 30 seconds if nothing is said. */
  readonly timeoutMs?: number;
  /** Longest time for a call, all attempts and waits included. */
  readonly deadlineMs?: number;
  /** What differs from the service's own retry policy; `{ maxAttempts: 1 }` turns it off. */
  readonly retry?: Partial<RetryPolicy>;
  /** Headers to send along. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Your own id for what a call belongs to. */
  readonly correlationId?: string;
}

/** What can be said for a single call. */
export interface CallOptions extends CallDefaults {
  /** Stops the call. */
  readonly signal?: AbortSignal;
  /** Stands for the key that would be made for the call. */
  readonly idempotencyKey?: string;
}

/** What can be said for a client. */
export interface ConnectOptions extends CallDefaults {
  /** Where the service is. */
  readonly baseUrl?: string;
  /** Sends requests; the global `fetch` if nothing is said. */
  readonly fetch?: Fetch;
  /** Waits between attempts; tests replace it. */
  readonly sleep?: (ms: number, stop: AbortSignal | undefined) => Promise<void>;
}

/** A request where the client's own parameters may be left out. */
export type Bound<Request, Names extends PropertyKey> = [Names] extends [never]
  ? Request
  : Omit<Request, Names> & Partial<Pick<Request, Names & keyof Request>>;

/** What a call takes; the request may be left out where nothing in it is required. */
export type Arguments<Request, Names extends PropertyKey> =
  {} extends Bound<Request, Names>
    ? [request?: Bound<Request, Names>, options?: CallOptions]
    : [request: Bound<Request, Names>, options?: CallOptions];

/** Calls operations. `Names` are the parameters that it gives by itself. */
export interface Core<Names extends PropertyKey = never> {
  /** Calls an operation that answers a list. */
  call<Request, Answer extends Page, Failure>(
    operation: ListOperation<Request, Answer, Failure>,
    ...args: Arguments<Request, Names>
  ): ListCall<Answer, Failure>;
  /** Calls an operation. */
  call<Request, Answer extends Success, Failure>(
    operation: Operation<Request, Answer, Failure>,
    ...args: Arguments<Request, Names>
  ): Call<Answer, Failure>;
}

/** What a service adds to the options of its callers. */
export interface Service {
  readonly conventions: Conventions;
  /** Says who calls. */
  readonly authorize: Authorize;
  /** Where the service is if the caller says nothing. */
  readonly baseUrl?: string | undefined;
  /** Members of requests that the client gives by itself. */
  readonly bound?: Readonly<Record<string, unknown>> | undefined;
}

/** Makes the core of a client. */
export function connect<Names extends PropertyKey>(
  options: ConnectOptions,
  { conventions, authorize, bound, baseUrl: usual = "" }: Service,
): Core<Names> {
  const baseUrl = (options.baseUrl ?? usual).replace(/\/+$/, "");
  if (!/^(https:|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?\/)/.test(`${baseUrl}/`)) {
    throw new TypeError(`not https: ${baseUrl}`);
  }

  /** Sends a request, again and again where that may help. */
  async function run(operation: Descriptor, request: object, own: CallOptions): Promise<Success> {
    const {
      correlationId,
      deadlineMs = Infinity,
      fetch = globalThis.fetch,
      retry,
      signal: stop,
      sleep = wait,
      timeoutMs = 3e4,
    }: ConnectOptions & CallOptions = { ...options, ...own };
    const policy = { ...conventions.retry, ...retry };
    const end = Date.now() + deadlineMs;
    let budget = policy.budgetMs;
    let attempts = 0;

    const context = (): CallContext => ({ operation: operation.id, attempts, correlationId });
    const fail: Fail = (name, message, members) =>
      new CallError(name, `${operation.id}: ${message}`, { ...context(), ...members });
    const stopped = (): Error =>
      stop?.aborted
        ? fail("AbortedError", "aborted", { cause: stop.reason })
        : fail("TimeoutError", "timed out");

    const draft = prepare(
      operation,
      { ...bound, ...request },
      {
        ...options.headers,
        ...own.headers,
        ...(correlationId && { [conventions.correlationId]: correlationId }),
      },
      own.idempotencyKey,
    );
    const send = async (signal: AbortSignal): Promise<Success> => {
      const outgoing: OutgoingRequest = {
        ...draft,
        url: baseUrl + draft.path,
        headers: new Headers(draft.headers),
        attempt: ++attempts,
        signal,
      };
      const redact = await authorize(outgoing);
      const lost = (error: unknown): never => {
        const text = `${Object(error).cause ?? error}`;
        const shown = redact(text);
        // An error that quotes a secret is not passed on.
        throw fail("ConnectionError", shown, { cause: shown === text ? error : undefined });
      };
      const response = await fetch(outgoing.url, outgoing).catch(lost);
      return read(response, operation, conventions, context(), fail, lost, redact);
    };

    for (;;) {
      try {
        return await within(Math.min(timeoutMs, end - Date.now()), stop, stopped, send);
      } catch (error) {
        const delay = delayBefore(
          error,
          attempts,
          draft.repeat,
          conventions.neverRetry,
          policy,
          Math.min(budget, end - Date.now()),
        );
        if (delay === undefined) {
          throw error;
        }
        budget -= delay;
        await sleep(delay, stop);
      }
    }
  }

  function call<Request, Answer extends Page, Failure>(
    operation: ListOperation<Request, Answer, Failure>,
    ...args: Arguments<Request, Names>
  ): ListCall<Answer, Failure>;
  function call<Request, Answer extends Success, Failure>(
    operation: Operation<Request, Answer, Failure>,
    ...args: Arguments<Request, Names>
  ): Call<Answer, Failure>;
  function call(
    operation: Descriptor,
    request?: object,
    own: CallOptions = {},
  ): Call<Success, unknown> {
    const send: Send = (changed) => run(operation, { ...request, ...changed }, own);
    return operation.start ? operation.start(send) : new Call(send());
  }
  return { call };
}
