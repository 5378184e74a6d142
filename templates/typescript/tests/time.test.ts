import assert from "node:assert/strict";
import { test } from "node:test";

import { wait } from "../runtime/attempt.js";
import { AbortedError, TimeoutError } from "../runtime/errors.js";
import { coreOf, getPet, rejection, serve, success } from "./service.js";

const rex = { petId: "rex" };

test("an attempt without an answer ends in time and is tried again", async (t) => {
  const service = await serve(t, (_arrived, nth) =>
    nth === 0 ? undefined : [200, success({ name: "Rex" })],
  );
  const { core } = coreOf(service, { timeoutMs: 300 });
  assert.equal((await core.call(getPet, rex).withMeta()).attempts, 2);
});

test("the time of an attempt covers the answer's body", async (t) => {
  const service = await serve(t, (_arrived, _nth, response) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.write('{"success":');
    return undefined;
  });
  const { core } = coreOf(service, { timeoutMs: 30, retry: { maxAttempts: 1 } });
  const error = await rejection(core.call(getPet, rex));
  assert.ok(error instanceof TimeoutError);
  assert.equal(error.attempts, 1);
});

test("the time of an attempt covers a token provider that hangs", async (t) => {
  const service = await serve(t, () => [200, success({ name: "Rex" })]);
  const auth = (): Promise<string> => new Promise(() => {});
  const { core } = coreOf(service, { auth, timeoutMs: 20, retry: { maxAttempts: 1 } });
  assert.ok((await rejection(core.call(getPet, rex))) instanceof TimeoutError);
  assert.equal(service.arrived.length, 0);
});

test("a deadline covers all attempts", async (t) => {
  const service = await serve(t, () => undefined);
  const { core } = coreOf(service, { deadlineMs: 30, retry: { baseMs: 0 } });
  assert.ok((await rejection(core.call(getPet, rex))) instanceof TimeoutError);
});

test("attempts go on until the deadline", async (t) => {
  let now = 0;
  t.mock.method(Date, "now", () => now);
  const service = await serve(t, () => {
    now += 400;
    return [503];
  });
  const { core } = coreOf(service, { deadlineMs: 1_000, retry: { maxAttempts: 9, baseMs: 0 } });
  await rejection(core.call(getPet, rex));
  assert.equal(service.arrived.length, 3);
});

test("a caller can stop a call, and gets the reason back", async (t) => {
  const stop = new AbortController();
  const reason = new Error("changed my mind");
  const service = await serve(t, () => {
    stop.abort(reason);
    return undefined;
  });
  const error = await rejection(coreOf(service).core.call(getPet, rex, { signal: stop.signal }));
  assert.ok(error instanceof AbortedError);
  assert.equal(error.cause, reason);
  assert.equal(service.arrived.length, 1);
});

test("a call that is stopped before it starts is not sent", async (t) => {
  const service = await serve(t, () => [200, success({ name: "Rex" })]);
  const signal = AbortSignal.abort();
  const error = await rejection(coreOf(service).core.call(getPet, rex, { signal }));
  assert.ok(error instanceof AbortedError);
  assert.equal(error.attempts, 0);
  assert.equal(service.arrived.length, 0);
});

test("a caller can stop a call that waits", async (t) => {
  const stop = new AbortController();
  const service = await serve(t, () => [503, "", { "Retry-After": "20" }]);
  const { core } = coreOf(service, {
    sleep: (ms, signal) => {
      setTimeout(() => stop.abort(), 5);
      return wait(ms, signal);
    },
  });
  const error = await rejection(core.call(getPet, rex, { signal: stop.signal }));
  assert.ok(error instanceof AbortedError);
  assert.equal(service.arrived.length, 1);
});

test("waiting takes the time that is asked for", async () => {
  const started = performance.now();
  await wait(20, undefined);
  assert.ok(performance.now() - started >= 18);
});

test("the signal of a caller keeps no listeners of calls that are over", async (t) => {
  const service = await serve(t, () => [200, success({ name: "Rex" })]);
  const { signal } = new AbortController();
  let listeners = 0;
  const { addEventListener } = signal;
  t.mock.method(signal, "addEventListener", (...args: Parameters<typeof addEventListener>) => {
    const options = Object(args[2]);
    listeners += 1;
    options.signal.addEventListener("abort", () => (listeners -= 1));
  });
  await coreOf(service).core.call(getPet, rex, { signal });
  await new Promise((later) => setImmediate(later));
  assert.equal(listeners, 0);
});
