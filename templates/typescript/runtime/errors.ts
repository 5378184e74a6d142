/**
 * What a call can fail with. Read {@link ApiError} first; {@link isApiError} narrows it to the
 * codes of one operation. Nothing here decides when to throw.
 *
 * At run time there is one class, {@link CallError}, and its `name` says what happened. The other
 * classes are views of it: `instanceof` asks for name and status. So it is true across copies of
 * this package too, and a bundle has only the views that the program names.
 */

import type { CallContext, Called } from "./operation.js";

/** Calls that are left, as far as the answer tells. */
export interface RateLimit {
  /** Calls per window. */
  readonly limit: number | undefined;
  /** Calls left in this window. */
  readonly remaining: number | undefined;
  /** End of this window, seconds since 1970. */
  readonly reset: number | undefined;
  /** Length of a window in seconds. */
  readonly window: number | undefined;
}

/** What is wrong with one field of a request. */
export interface ErrorDetail {
  /** JSON Pointer into the body, or the name of a parameter. */
  readonly field?: string;
  /** `body`, `path`, `query`, `header` or `cookie`. */
  readonly in?: string;
  /** The rule that was broken, for programs. */
  readonly code?: string;
  /** The rule that was broken, for people. */
  readonly message?: string;
}

/** The errors of calls, by their `name`. */
export type CallErrorName =
  | "ApiError"
  | "ConnectionError"
  | "TimeoutError"
  | "AbortedError"
  | "DecodeError";

/** What all errors of a call have in common. */
export class CallError extends Error implements CallContext {
  /** What happened. */
  declare readonly name: CallErrorName;
  /** Id of the operation that was called. */
  declare readonly operation: string;
  /** Attempts that were made, the failed one counted. */
  declare readonly attempts: number;
  /** The caller's id that was sent along. */
  declare readonly correlationId: string | undefined;

  /** Marks errors of this runtime, across copies of it in one program. */
  get isCallError(): true {
    return true;
  }

  constructor(name: CallErrorName, message: string, members: object) {
    super(message);
    Object.assign(this, { name }, members);
  }
}

/** The service answered, and the answer is an error. */
export class ApiError<
  Code extends string = string,
  Status extends number = number,
  Body = unknown,
> extends CallError {
  declare readonly name: "ApiError";
  /** Code of the error catalogue, or `HTTP_502` and the like where the answer names none. */
  declare readonly code: Code | (string & {});
  /** Status of the answer. */
  declare readonly status: Status;
  /** The service's id of the request. */
  declare readonly requestId: string | undefined;
  /** What is wrong with single fields. */
  declare readonly details: readonly ErrorDetail[];
  /** Where the code is explained. */
  declare readonly documentationUrl: string | undefined;
  /** When the service answered, by its own clock. */
  declare readonly timestamp: string | undefined;
  /** How long the service asks to wait before the next attempt. */
  declare readonly retryAfterMs: number | undefined;
  /** Calls that are left. */
  declare readonly rateLimit: RateLimit;
  /** The body as it came: parsed JSON, or text. */
  declare readonly body: Body;

  static override [Symbol.hasInstance](error: unknown): boolean {
    return isApiError(error);
  }
}

/** 400 or 422: the request is not what the operation takes. */
export class InvalidRequestError extends ApiError {
  static override [Symbol.hasInstance](error: unknown): boolean {
    return hasStatus(error, 400) || hasStatus(error, 422);
  }
}

/** 401: no token, or one that is not accepted. */
export class AuthenticationError extends ApiError {
  static override [Symbol.hasInstance](error: unknown): boolean {
    return hasStatus(error, 401);
  }
}

/** 403: the token does not allow this. */
export class PermissionError extends ApiError {
  static override [Symbol.hasInstance](error: unknown): boolean {
    return hasStatus(error, 403);
  }
}

/** 404: there is no such thing, or it is not visible to the caller. */
export class NotFoundError extends ApiError {
  static override [Symbol.hasInstance](error: unknown): boolean {
    return hasStatus(error, 404);
  }
}

/** 409: the state of things does not allow this. */
export class ConflictError extends ApiError {
  static override [Symbol.hasInstance](error: unknown): boolean {
    return hasStatus(error, 409);
  }
}

/** 429: too many calls, or a quota is used up. */
export class RateLimitError extends ApiError {
  static override [Symbol.hasInstance](error: unknown): boolean {
    return hasStatus(error, 429);
  }
}

/** 500 to 599: the service failed. */
export class ServerError extends ApiError {
  static override [Symbol.hasInstance](error: unknown): boolean {
    return isApiError(error) && error.status >= 500;
  }
}

/** No answer: the network failed, before or while it came. */
export class ConnectionError extends CallError {
  declare readonly name: "ConnectionError";

  static override [Symbol.hasInstance](error: unknown): boolean {
    return hasName(error, "ConnectionError");
  }
}

/** No answer in time. */
export class TimeoutError extends CallError {
  declare readonly name: "TimeoutError";

  static override [Symbol.hasInstance](error: unknown): boolean {
    return hasName(error, "TimeoutError");
  }
}

/** The caller's signal stopped the call; its reason is the `cause`. */
export class AbortedError extends CallError {
  declare readonly name: "AbortedError";

  static override [Symbol.hasInstance](error: unknown): boolean {
    return hasName(error, "AbortedError");
  }
}

/** The service answered with success, but not with what the contract says. */
export class DecodeError extends CallError {
  declare readonly name: "DecodeError";
  /** Status of the answer. */
  declare readonly status: number;
  /** The service's id of the request. */
  declare readonly requestId: string | undefined;

  static override [Symbol.hasInstance](error: unknown): boolean {
    return hasName(error, "DecodeError");
  }
}

/** Failures that any operation can have, whatever its contract says. */
export type TransportError = ConnectionError | TimeoutError | AbortedError | DecodeError;

function hasName(error: unknown, name: CallErrorName): boolean {
  return isCallError(error) && error.name === name;
}

function hasStatus(error: unknown, status: number): boolean {
  return isApiError(error) && error.status === status;
}

/** Whether something that was caught comes from a call; its `name` then tells what happened. */
export function isCallError(error: unknown): error is ApiError | TransportError {
  return Object(error).isCallError === true;
}

/**
 * Whether something that was caught is an answer of the service that reports an error.
 *
 * With an operation (`isApiError(error, mails.domains.create)`) only an error of that operation
 * passes, and its `code` is narrowed to the codes that the operation declares. Codes that a later
 * version of the service may add are still possible.
 */
export function isApiError(error: unknown): error is ApiError;
export function isApiError<Failure>(error: unknown, called: Called<Failure>): error is Failure;
export function isApiError(error: unknown, called?: Called<unknown>): boolean {
  return (
    hasName(error, "ApiError") &&
    (!called || Object(error).operation === ("id" in called ? called : called.operation).id)
  );
}
