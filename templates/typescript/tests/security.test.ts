import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { inspect } from "node:util";

import type { Provider } from "../runtime/auth.js";
import { bare, bareFault } from "../runtime/conventions.js";
import { connect, type Core } from "../runtime/core.js";
import { ApiError } from "../runtime/errors.js";
import { operation, type NoRequest, type Operation, type Success } from "../runtime/operation.js";
import { authorization, basic, cookieKey, headerKey, queryKey, schemes } from "../runtime/security.js";
import { conventions } from "./conventions.js";
import { getPet, rejection, serve, coreOf, success, type Arrived } from "./service.js";

const known = {
  Basic: basic,
  Bearer: authorization("Bearer"),
  Cookie: cookieKey("session"),
  Header: headerKey("X-Api-Key"),
  Query: queryKey("api key"),
};

type Credentials = Partial<
  Record<keyof typeof known | "Tls", Provider<string | { username: string; password: string }>>
>;

function core(url: string, credentials: Credentials, allow?: boolean): Core {
  return connect<never>(
    { baseUrl: url },
    {
      conventions: { ...conventions, open: bare, fault: bareFault },
      authorize: schemes(known, [["Bearer"]], credentials, allow),
    },
  );
}

function secured(...security: string[][]): Operation<NoRequest, Success, ApiError> {
  return operation("get", "GET", "/", () => [], { security });
}

/** What arrives of a call. */
async function arrived(
  t: TestContext,
  credentials: Credentials,
  ...security: string[][]
): Promise<Arrived> {
  const service = await serve(t, () => [200, {}]);
  await core(service.url, credentials).call(secured(...security));
  return service.arrived[0] ?? assert.fail();
}

test("a bearer token", async (t) => {
  const { headers } = await arrived(t, { Bearer: async () => "token" }, ["Bearer"]);
  assert.equal(headers.authorization, "Bearer token");
});

test("name and password, in UTF-8", async (t) => {
  const { headers } = await arrived(t, { Basic: { username: "é", password: "p:w" } }, ["Basic"]);
  assert.equal(headers.authorization, `Basic ${Buffer.from("é:p:w").toString("base64")}`);
});

test("a key in a header, a query string or a cookie, all that are needed together", async (t) => {
  const credentials = { Header: "h", Query: "q&", Cookie: "c" };
  const { headers, url } = await arrived(t, credentials, ["Header", "Query", "Cookie"]);
  assert.equal(headers["x-api-key"], "h");
  assert.equal(headers.cookie, "session=c");
  assert.equal(url, "/?api%20key=q%26");
});

test("the first alternative for which there are credentials is met", async (t) => {
  const { headers } = await arrived(
    t,
    { Bearer: "token", Header: "key" },
    [],
    ["Basic", "Bearer"],
    ["Header"],
    ["Bearer"],
  );
  assert.equal(headers["x-api-key"], "key");
  assert.equal(headers.authorization, undefined);
});

test("an operation that says nothing gets what is usual", async (t) => {
  const service = await serve(t, () => [200, {}]);
  const usual: Operation<NoRequest, Success, ApiError> = operation("get", "GET", "/");
  await core(service.url, { Bearer: "token" }).call(usual);
  assert.equal(service.arrived[0]?.headers.authorization, "Bearer token");
});

test("an operation that is open to everyone gets no credentials", async (t) => {
  const { headers } = await arrived(t, { Bearer: "token" });
  assert.equal(headers.authorization, undefined);
});

test("a scheme below HTTP is no matter of credentials", async (t) => {
  const { headers } = await arrived(t, { Bearer: "token" }, ["Tls", "Bearer"]);
  assert.equal(headers.authorization, "Bearer token");
});

test("without credentials the service decides", async (t) => {
  const service = await serve(t, () => [401, { title: "Who are you?" }]);
  const error = await rejection(core(service.url, {}).call(secured(["Bearer"])));
  assert.ok(error instanceof ApiError);
  assert.equal(error.message, "get: 401 HTTP_401 Who are you?");
});

test("credentials of the wrong kind are refused without being quoted", async () => {
  const wrong: [Credentials, string][] = [
    [{ Basic: "secret" }, "Basic"],
    [{ Header: { username: "u", password: "secret" } }, "Header"],
  ];
  for (const [credentials, scheme] of wrong) {
    const error = await rejection(core("http://localhost", credentials).call(secured([scheme])));
    assert.ok(error instanceof TypeError);
    assert.ok(!inspect(error).includes("secret"));
  }
});

test("a key in the query string does not get into errors", async (t) => {
  const service = await serve(t, ({ url }) => [400, `no such page: ${url} (sec/ret)`]);
  const error = await rejection(core(service.url, { Query: "sec/ret" }).call(secured(["Query"])));
  assert.ok(!/sec(%2F|\/)ret/i.test(inspect(error, { depth: 9 })));
});

test("keys are refused in a browser, other credentials are not", async (t) => {
  Object.defineProperty(globalThis, "document", { value: {}, configurable: true });
  t.after(() => Reflect.deleteProperty(globalThis, "document"));
  const service = await serve(t, () => [200, {}]);
  assert.ok(
    (await rejection(core(service.url, { Header: "h" }).call(secured(["Header"])))) instanceof TypeError,
  );
  await core(service.url, { Bearer: "t" }).call(secured(["Bearer"]));
  await core(service.url, { Header: "h" }, true).call(secured(["Header"]));
  assert.equal(service.arrived.length, 2);
});

test("with bearer tokens, an operation that is open to everyone gets none", async (t) => {
  const service = await serve(t, () => [200, success({})]);
  const open: Operation<NoRequest, Success, ApiError> = operation("open", "GET", "/", () => [], {
    security: [],
  });
  await coreOf(service).core.call(open);
  await coreOf(service).core.call(getPet, { petId: "rex" });
  const sent = service.arrived.map((one) => one.headers.authorization);
  assert.deepEqual(sent, [undefined, "Bearer token-1"]);
});
