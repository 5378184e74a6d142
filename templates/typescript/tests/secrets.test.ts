import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { inspect } from "node:util";

import { logger, onion, type LogEntry } from "../runtime/middleware.js";
import { coreOf, fault, getPet, rejection, serve, success } from "./service.js";

const rex = { petId: "rex" };
const once = { maxAttempts: 1 };
const secret = "pm_live_abcdefghijklmnopqrstuvwxyz012345";

/** Everything that somebody could print of an error. */
function everything(error: unknown): string {
  return inspect(error, { depth: 9, showHidden: true, getters: true });
}

/** Makes this look like a page. */
function asBrowser(t: TestContext): void {
  Object.defineProperty(globalThis, "document", { value: {}, configurable: true });
  t.after(() => Reflect.deleteProperty(globalThis, "document"));
}

test("the token is sent in a header and nowhere else", async (t) => {
  const service = await serve(t, () => [200, success({ name: "Rex" })]);
  await coreOf(service, { auth: secret }).core.call(getPet, rex);
  const { url, body, headers } = service.arrived[0] ?? assert.fail();
  assert.equal(headers.authorization, `Bearer ${secret}`);
  assert.ok(!`${url}${body}`.includes(secret));
});

test("a provider is asked again on each attempt", async (t) => {
  const service = await serve(t, (_arrived, nth) => (nth ? [200, success({})] : [503]));
  const tokens = ["one", "two"];
  await coreOf(service, { auth: async () => tokens.shift() ?? "" }).core.call(getPet, rex);
  const sent = service.arrived.map((one) => one.headers.authorization);
  assert.deepEqual(sent, ["Bearer one", "Bearer two"]);
});

test("what a provider throws is thrown, and not tried again", async (t) => {
  const service = await serve(t, () => [200, success({})]);
  const mine = new Error("no session");
  const { core } = coreOf(service, { auth: () => Promise.reject(mine) });
  assert.equal(await rejection(core.call(getPet, rex)), mine);
  assert.equal(service.arrived.length, 0);
});

test("a service that quotes the token does not get it into an error", async (t) => {
  const bodies = [fault("AUTHENTICATION_REQUIRED", { message: `bad token ${secret}` }), `? ${secret}`];
  for (const body of bodies) {
    const service = await serve(t, () => [401, body]);
    const error = await rejection(coreOf(service, { auth: secret }).core.call(getPet, rex));
    assert.ok(!everything(error).includes(secret));
    assert.match(everything(error), /\*\*\*/);
  }
});

test("a network that quotes the token does not get it into an error", async () => {
  const quoting = (): Promise<Response> => Promise.reject(new TypeError(`proxy refused ${secret}`));
  const { core } = coreOf({ url: "http://localhost" }, { auth: secret, fetch: quoting, retry: once });
  const error = await rejection(core.call(getPet, rex));
  assert.ok(!everything(error).includes(secret));
});

test("a token that no header can carry is refused without being quoted", async (t) => {
  const service = await serve(t, () => [200, success({})]);
  for (const auth of [`${secret}\n`, `${secret} x`, `${secret}é`]) {
    const error = await rejection(coreOf(service, { auth }).core.call(getPet, rex));
    assert.ok(error instanceof TypeError);
    assert.ok(!everything(error).includes(secret));
  }
  assert.equal(service.arrived.length, 0);
});

test("a log has neither secrets nor what was asked for", async (t) => {
  const service = await serve(t, (_arrived, nth) => (nth ? [404, fault("NOPE")] : [503]));
  const entries: LogEntry[] = [];
  const fetch = onion([logger((entry) => entries.push(entry))]);
  await rejection(coreOf(service, { auth: secret, fetch }).core.call(getPet, { petId: "rex-7" }));
  const told = entries.map(({ durationMs, ...entry }) => ({ ...entry, timed: durationMs >= 0 }));
  const common = { operation: "getPet", method: "GET", path: "/pets/{petId}", timed: true };
  assert.deepEqual(told, [
    { ...common, attempt: 1, status: 503 },
    { ...common, attempt: 2, status: 404 },
  ]);
});

test("a log tells of attempts without an answer", async () => {
  const entries: LogEntry[] = [];
  const fetch = onion(
    [logger((entry) => entries.push(entry))],
    () => Promise.reject(new TypeError(`refused ${secret}`)),
  );
  await rejection(
    coreOf({ url: "http://localhost" }, { auth: secret, fetch, retry: once }).core.call(getPet, rex),
  );
  assert.equal(entries[0]?.failure, "TypeError");
  assert.ok(!everything(entries).includes(secret));
});

for (const url of [
  "http://api.example.com",
  "http://localhost.example.com",
  "http://localhost:80@example.com",
  "http://127.0.0.1.example.com",
  "ftp://localhost",
  "//localhost",
  "localhost",
  "",
]) {
  test(`the base URL "${url}" is refused`, () => {
    assert.throws(() => coreOf({ url }), TypeError);
  });
}

for (const url of ["https://api.example.com/v1/", "http://localhost:3000", "http://[::1]/x"]) {
  test(`the base URL "${url}" is taken`, () => {
    assert.doesNotThrow(() => coreOf({ url }));
  });
}

test("an API key in a browser is refused", async (t) => {
  asBrowser(t);
  const service = await serve(t, () => [200, success({})]);
  const error = await rejection(coreOf(service, { auth: secret }).core.call(getPet, rex));
  assert.ok(error instanceof TypeError);
  assert.match(error.message, /allowKeyInBrowser/);
  assert.equal(service.arrived.length, 0);
});

test("an API key in a browser is sent when that is asked for by name", async (t) => {
  asBrowser(t);
  const service = await serve(t, () => [200, success({})]);
  await coreOf(service, { auth: secret, allowKeyInBrowser: true }).core.call(getPet, rex);
  assert.equal(service.arrived.length, 1);
});

test("a user's token is sent from a browser", async (t) => {
  asBrowser(t);
  const service = await serve(t, () => [200, success({})]);
  await coreOf(service, { auth: "eyJhbGciOi.J9.x" }).core.call(getPet, rex);
  assert.equal(service.arrived.length, 1);
});
