/** Operations as methods of a client, grouped by tag: {@link bind}. */

import type { Call } from "./call.js";
import type { Arguments, CallOptions, Core } from "./core.js";
import type { ListCall, ListOperation, Page } from "./list.js";
import type { Operation, Success } from "./operation.js";

/** An operation bound to a client. `Names` are the parameters that the client gives by itself. */
export interface Method<Request, Answer extends Success, Failure, Names extends PropertyKey> {
  (...args: Arguments<Request, Names>): Call<Answer, Failure>;
  /** The operation that is called. */
  readonly operation: Operation<Request, Answer, Failure>;
}

/** An operation that answers a list, bound to a client. */
export interface ListMethod<Request, Answer extends Page, Failure, Names extends PropertyKey> {
  (...args: Arguments<Request, Names>): ListCall<Answer, Failure>;
  /** The operation that is called. */
  readonly operation: ListOperation<Request, Answer, Failure>;
}

/** Operations by the name of their method. */
export type Namespace = Readonly<Record<string, Operation<never, Success, unknown>>>;

/** Applies `change` to each member. */
function mapped<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

/**
 * Makes a client of a core: `{ smtp: { config: getTenantSmtpConfig } }` gives `client.smtp.config`.
 *
 * `Client` is generated beside `namespaces`, which is what makes them agree; spelling the agreement
 * out in types would cost each user's compiler more than the whole of the rest.
 */
export function bind<Client>(core: Core, namespaces: Readonly<Record<string, Namespace>>): Client;
export function bind(core: Core, namespaces: Readonly<Record<string, Namespace>>): unknown {
  return mapped(namespaces, (namespace) =>
    mapped(namespace, (operation) =>
      Object.assign(
        (request: never, options?: CallOptions) => core.call(operation, request, options),
        { operation },
      ),
    ),
  );
}
