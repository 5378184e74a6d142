/**
 * Operations as values: what to send, and the types of what comes back. Read {@link Operation}
 * first. Nothing here sends anything.
 */

import type { CallStart } from "./call.js";
import type { Conventions } from "./conventions.js";
import type { RateLimit } from "./errors.js";

/** Carries types that have no value at run time. */
declare const types: unique symbol;

/** What a call says of itself, however it ends. */
export interface CallContext {
  /** Id of the operation that was called. */
  readonly operation: string;
  /** Attempts that were made, the last one counted. */
  readonly attempts: number;
  /** The caller's id that was sent along. */
  readonly correlationId: string | undefined;
}

/** The answer to a call that succeeded. */
export interface Success<Data = unknown, Meta = unknown, Status extends number = number>
  extends CallContext {
  /** What was asked for. */
  readonly data: Data;
  /** What is said about it. */
  readonly meta: Meta;
  /** Status of the answer. */
  readonly status: Status;
  /** The service's id of the request. */
  readonly requestId: string | undefined;
  /** Calls that are left. */
  readonly rateLimit: RateLimit;
  /** The answer itself, with all its headers; its body has been read. */
  readonly response: Response;
}

/** What the caller asks for, by member; absent ones are not there. */
export type Members = ReadonlyMap<string, unknown>;

/** A body as `fetch` takes it. */
export type Payload = NonNullable<RequestInit["body"]>;

/**
 * What repeating a call may do: harm (`""`), nothing if it did not fail half-way (`idempotent`), or
 * nothing at all (`safe`, which calls with an idempotency key are too).
 */
export type Repeat = "" | "idempotent" | "safe";

/** A request in the making: the same for all attempts of a call. */
export interface Draft {
  /** What is called. */
  readonly operation: Descriptor;
  readonly method: string;
  /** Path and query; `{name}` stands for that member, and is replaced by it in the end. */
  path: string;
  readonly headers: Headers;
  body?: Payload;
  /** What repeating the call may do. */
  repeat: Repeat;
  /** The key that the caller gives for this call. */
  readonly idempotencyKey: string | undefined;
}

/** Puts some members of a request where the operation wants them. See `parts.ts`. */
export type Part = (draft: Draft, members: Members) => void;

/** What few operations need. */
export interface OperationSpec {
  /** Media types that are asked for; JSON where nothing is said. */
  readonly accept?: string;
  /** Opens the body of a success; what the conventions do where nothing is said. */
  readonly open?: Conventions["open"];
  /** Reads the body of a success that is no JSON. */
  readonly read?: (response: Response) => Promise<unknown>;
  /**
   * Alternatives to say who calls, each a set of security schemes; empty where nobody asks. What
   * the client's `auth` does where nothing is said.
   */
  readonly security?: readonly (readonly string[])[];
}

/** What is known of an operation at run time. */
export interface Descriptor extends OperationSpec {
  /** Id, as in the contract. */
  readonly id: string;
  /** Method. */
  readonly method: string;
  /** Path; `{name}` stands for that member of the request. */
  readonly path: string;
  /** Where the other members go; made when it is called, so that bundlers can leave it out. */
  readonly parts: () => readonly Part[];
  /** What kind of call this makes; a plain one where nothing is said. */
  readonly start?: CallStart;
}

/** An operation: what it takes, what it answers, and how it can fail. */
export interface Operation<in Request, out Answer, out Failure> extends Descriptor {
  readonly [types]?: (request: Request) => readonly [Answer, Failure];
}

/** An operation, or the method of a client that calls it. */
export type Called<Failure> =
  | Operation<never, unknown, Failure>
  | { readonly operation: Operation<never, unknown, Failure> };

/** The request of an operation that takes nothing. */
export type NoRequest = Record<string, never>;

/** Describes an operation. */
export function operation(
  id: string,
  method: string,
  path: string,
  parts: Descriptor["parts"] = () => [],
  spec?: OperationSpec,
): Operation<unknown, never, never> {
  return { id, method, path, parts, ...spec };
}
