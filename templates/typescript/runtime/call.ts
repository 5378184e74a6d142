/** A call on its way, as callers hold it: read {@link Call} first. It knows nothing of HTTP. */

import { isCallError, type TransportError } from "./errors.js";
import type { Success } from "./operation.js";
import { trust } from "./trust.js";

/** How a call ended: `ok` tells which members there are. */
export type Outcome<Answer, Failure> =
  | (Answer & { readonly ok: true })
  | { readonly ok: false; readonly error: Failure | TransportError };

/** Sends the request of a call, or a copy of it in which some members differ. */
export type Send = (changed?: Readonly<Record<string, unknown>>) => Promise<Success>;

/** Makes the call of a special kind of operation. */
export type CallStart = (send: Send) => Call<Success, unknown>;

/**
 * A call that has started: a promise of its data, with more ways to look at the answer.
 *
 * It is sent once, however often it is looked at.
 */
export class Call<Answer extends Success, Failure> implements Promise<Answer["data"]> {
  readonly #answer: Promise<Answer>;

  readonly [Symbol.toStringTag]: string = "Call";

  constructor(answer: Promise<Answer>) {
    this.#answer = answer;
  }

  /** The whole answer: data, meta, status, headers, request id, rate limit, attempts. */
  withMeta(): Promise<Answer> {
    return this.#answer;
  }

  /**
   * The outcome as a value: what the service or the network did wrong is not thrown.
   *
   * Wrong use of this package still is, and so is what middleware and token providers throw.
   */
  safe(): Promise<Outcome<Answer, Failure>> {
    return this.#answer.then(
      (answer) => ({ ...answer, ok: true }),
      (error: unknown) => {
        if (isCallError(error)) {
          return { ok: false, error: trust<Failure | TransportError>(error) };
        }
        throw error;
      },
    );
  }

  then<Next = Answer["data"], Caught = never>(
    onfulfilled?: ((data: Answer["data"]) => Next | PromiseLike<Next>) | null,
    onrejected?: ((error: unknown) => Caught | PromiseLike<Caught>) | null,
  ): Promise<Next | Caught> {
    return this.#answer.then((answer) => answer.data).then(onfulfilled, onrejected);
  }

  catch<Caught = never>(
    onrejected?: ((error: unknown) => Caught | PromiseLike<Caught>) | null,
  ): Promise<Answer["data"] | Caught> {
    return this.then(null, onrejected);
  }

  finally(onfinally?: (() => void) | null): Promise<Answer["data"]> {
    return this.then().finally(onfinally);
  }
}
