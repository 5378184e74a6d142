/** A service with conventions, and a client's core for it: what the other tests have in common. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { TestContext } from "node:test";

import { bearer, type Credential } from "../runtime/auth.js";
import { connect, type Core, type ConnectOptions } from "../runtime/core.js";
import type { ApiError } from "../runtime/errors.js";
import { lists, type ListOperation } from "../runtime/list.js";
import { operation, type NoRequest, type Operation, type Success } from "../runtime/operation.js";
import { json, keyed, query } from "../runtime/parts.js";
import { conventions } from "./conventions.js";

/** A thing that the services in these tests know. */
export interface Pet {
  readonly name: string;
}

/** Reads one. */
export const getPet: Operation<
  { petId: string },
  Success<Pet, { readonly request_id: string }>,
  ApiError<"RESOURCE_NOT_FOUND">
> = operation("getPet", "GET", "/pets/{petId}");

/** Makes one; the key makes it repeatable. */
export const createPet: Operation<{ body: Pet }, Success<Pet>, ApiError<"RESOURCE_CONFLICT">> =
  operation("createPet", "POST", "/pets", () => [json, keyed("Idempotency-Key")]);

/** Makes one; nothing makes it repeatable. */
export const wakePet: Operation<NoRequest, Success<Pet>, ApiError> = operation(
  "wakePet",
  "POST",
  "/pets/wake",
);

/** Reads them page by page. */
export const listPets: ListOperation<
  { kind?: string; cursor?: string },
  Success<readonly Pet[], { readonly next_cursor: string | null }>,
  ApiError
> = lists("cursor", "next_cursor")("listPets", "GET", "/pets", () => [query("kind"), query("cursor")]);

/** A request, as it arrived. */
export interface Arrived {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** What a service answers: status, body, headers. */
export type Reply = readonly [
  status: number,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
];

/** Answers a request; nothing is answered where it did that itself. */
export type Handler = (
  arrived: Arrived,
  nth: number,
  response: ServerResponse,
) => Reply | Promise<Reply | undefined> | undefined;

/** A service that runs until the test is over. */
export interface Service {
  readonly url: string;
  /** All requests so far. */
  readonly arrived: Arrived[];
}

/** Starts a service. `handler` is told how many requests came before. */
export async function serve(test: TestContext, handler: Handler): Promise<Service> {
  const arrived: Arrived[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) {
      body += String(chunk);
    }
    const { method, url, headers } = request;
    arrived.push({ method, url, headers, body });
    const reply = await handler({ method, url, headers, body }, arrived.length - 1, response);
    if (reply) {
      const [status, content = "", more = {}] = reply;
      const type = typeof content === "string" ? "text/html" : "application/json";
      response.writeHead(status, { "Content-Type": type, ...more });
      response.end(typeof content === "string" ? content : JSON.stringify(content));
    }
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  test.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, arrived };
}

/** A success in its envelope. */
export function success(data: unknown, meta: object = {}): object {
  return { success: true, data, meta: { request_id: "req_1", ...meta } };
}

/** An error in its envelope. */
export function fault(code: string, more: object = {}): object {
  return {
    success: false,
    error: {
      code,
      message: "What went wrong.",
      details: [],
      request_id: "req_2",
      documentation_url: `https://docs.example.com/errors#${code}`,
      ...more,
    },
    timestamp: "2026-01-02T03:04:05Z",
  };
}

/** A core for a service, and the waits it asked for: none of them takes any time. */
export function coreOf(
  service: { readonly url: string },
  options: ConnectOptions & { readonly auth?: Credential; readonly allowKeyInBrowser?: boolean } = {},
): { readonly core: Core; readonly waits: number[] } {
  const waits: number[] = [];
  const { auth = "token-1", allowKeyInBrowser, ...rest } = options;
  const core = connect<never>(
    {
      baseUrl: service.url,
      sleep: async (ms) => {
        waits.push(ms);
      },
      ...rest,
    },
    { conventions, authorize: bearer(auth, conventions, allowKeyInBrowser) },
  );
  return { core, waits };
}

/** What a promise is rejected with; resolving fails the test. */
export async function rejection(promise: PromiseLike<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (!outcome) {
    throw new Error("this should have failed");
  }
  return outcome.error;
}
