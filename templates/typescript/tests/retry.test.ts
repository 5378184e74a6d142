import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";

import { ApiError, ConnectionError } from "../runtime/errors.js";
import { operation, type NoRequest, type Operation, type Success } from "../runtime/operation.js";
import { idempotent } from "../runtime/parts.js";
import {
  coreOf,
  createPet,
  fault,
  getPet,
  rejection,
  serve,
  success,
  wakePet,
  type Handler,
  type Reply,
} from "./service.js";

const rex = { petId: "rex" };

/** Half of the longest wait, whatever that is. */
function halfChance(t: TestContext): void {
  t.mock.method(Math, "random", () => 0.5);
}

/** Answers in turn; the last one stays. */
function inTurn(...replies: Reply[]): Handler {
  return (_arrived, nth) => replies[Math.min(nth, replies.length - 1)] ?? [500];
}

for (const status of [408, 425, 429, 502, 503, 504]) {
  test(`${status} is tried again`, async (t) => {
    const service = await serve(t, inTurn([status], [200, success({ name: "Rex" })]));
    const { attempts } = await coreOf(service).core.call(getPet, rex).withMeta();
    assert.equal(attempts, 2);
  });
}

for (const status of [400, 401, 403, 404, 405, 409, 410, 422, 501, 505]) {
  test(`${status} is not tried again`, async (t) => {
    const service = await serve(t, inTurn([status]));
    await rejection(coreOf(service).core.call(getPet, rex));
    assert.equal(service.arrived.length, 1);
  });
}

test("500 is tried again for a safe call", async (t) => {
  const service = await serve(t, inTurn([500], [200, success({ name: "Rex" })]));
  await coreOf(service).core.call(getPet, rex);
  assert.equal(service.arrived.length, 2);
});

test("500 is tried again for a write with a key", async (t) => {
  const service = await serve(t, inTurn([500], [201, success({ name: "Rex" })]));
  await coreOf(service).core.call(createPet, { body: { name: "Rex" } });
  assert.equal(service.arrived.length, 2);
});

const renamePet: Operation<NoRequest, Success, ApiError> = operation("renamePet", "PUT", "/pet", () => [
  idempotent,
]);

test("500 is not tried again for an idempotent write without a key", async (t) => {
  const service = await serve(t, inTurn([500]));
  await rejection(coreOf(service).core.call(renamePet));
  assert.equal(service.arrived.length, 1);
});

test("503 is tried again for an idempotent write", async (t) => {
  const service = await serve(t, inTurn([503], [200, success({})]));
  await coreOf(service).core.call(renamePet);
  assert.equal(service.arrived.length, 2);
});

for (const status of [429, 500, 503]) {
  test(`${status} is not tried again for a write that could happen twice`, async (t) => {
    const service = await serve(t, inTurn([status]));
    await rejection(coreOf(service).core.call(wakePet));
    assert.equal(service.arrived.length, 1);
  });
}

test("a broken connection is not tried again for a write that could happen twice", async (t) => {
  const service = await serve(t, (_arrived, _nth, response) => void response.destroy());
  const error = await rejection(coreOf(service).core.call(wakePet));
  assert.ok(error instanceof ConnectionError);
  assert.equal(service.arrived.length, 1);
});

test("a broken connection is tried again for a safe call", async (t) => {
  const service = await serve(t, (_arrived, nth, response) => {
    if (nth === 0) {
      response.destroy();
      return undefined;
    }
    return [200, success({ name: "Rex" })];
  });
  await coreOf(service).core.call(getPet, rex);
  assert.equal(service.arrived.length, 2);
});

test("an answer that breaks off is tried again", async (t) => {
  const service = await serve(t, (_arrived, nth, response) => {
    if (nth === 0) {
      response.writeHead(200, { "Content-Length": "100" });
      response.write('{"success":');
      response.destroy();
      return undefined;
    }
    return [200, success({ name: "Rex" })];
  });
  await coreOf(service).core.call(getPet, rex);
  assert.equal(service.arrived.length, 2);
});

test("a used-up quota is never tried again", async (t) => {
  const service = await serve(t, inTurn([429, fault("QUOTA_EXCEEDED"), { "Retry-After": "1" }]));
  const error = await rejection(coreOf(service).core.call(getPet, rex));
  assert.ok(error instanceof ApiError);
  assert.equal(error.retryAfterMs, 1_000);
  assert.equal(service.arrived.length, 1);
});

test("there are three attempts, the first one counted", async (t) => {
  const service = await serve(t, inTurn([503]));
  const error = await rejection(coreOf(service).core.call(getPet, rex));
  assert.ok(error instanceof ApiError);
  assert.equal(error.attempts, 3);
  assert.equal(service.arrived.length, 3);
});

test("one attempt turns it off, for a call or a client", async (t) => {
  const service = await serve(t, inTurn([503]));
  await rejection(coreOf(service).core.call(getPet, rex, { retry: { maxAttempts: 1 } }));
  await rejection(coreOf(service, { retry: { maxAttempts: 1 } }).core.call(getPet, rex));
  assert.equal(service.arrived.length, 2);
});

test("waits are a random share of a limit that doubles up to the cap", async (t) => {
  halfChance(t);
  const service = await serve(t, inTurn([503]));
  const { core, waits } = coreOf(service, { retry: { maxAttempts: 6, capMs: 5_000 } });
  await rejection(core.call(getPet, rex));
  assert.deepEqual(waits, [500, 1_000, 2_000, 2_500, 2_500]);
});

test("Retry-After in seconds is waited for", async (t) => {
  const again = { "Retry-After": "7" };
  const service = await serve(t, inTurn([503, "", again], [200, success({ name: "Rex" })]));
  const { core, waits } = coreOf(service);
  await core.call(getPet, rex);
  assert.deepEqual(waits, [7_000]);
});

test("Retry-After of nothing is no wait", async (t) => {
  const again = { "Retry-After": "0" };
  const service = await serve(t, inTurn([503, "", again], [200, success({ name: "Rex" })]));
  const { core, waits } = coreOf(service);
  await core.call(getPet, rex);
  assert.deepEqual(waits, [0]);
});

test("Retry-After as a date is waited for", async (t) => {
  t.mock.method(Date, "now", () => Date.parse("2026-01-02T03:04:00Z"));
  const again = { "Retry-After": "Fri, 02 Jan 2026 03:04:09 GMT" };
  const service = await serve(t, inTurn([503, "", again], [200, success({ name: "Rex" })]));
  const { core, waits } = coreOf(service);
  await core.call(getPet, rex);
  assert.deepEqual(waits, [9_000]);
});

test("the end of the rate limit's window is waited for", async (t) => {
  t.mock.method(Date, "now", () => 1_000_000);
  const again = { "X-RateLimit-Reset": "1004" };
  const service = await serve(t, inTurn([429, "", again], [200, success({ name: "Rex" })]));
  const { core, waits } = coreOf(service);
  await core.call(getPet, rex);
  assert.deepEqual(waits, [4_000]);
});

test("a window that ended is no wait", async (t) => {
  t.mock.method(Date, "now", () => 1_010_000);
  const again = { "X-RateLimit-Reset": "1004" };
  const service = await serve(t, inTurn([429, "", again], [200, success({ name: "Rex" })]));
  const { core, waits } = coreOf(service);
  await core.call(getPet, rex);
  assert.deepEqual(waits, [0]);
});

test("what the service writes as a wait but is none is ignored", async (t) => {
  halfChance(t);
  const again = { "Retry-After": "soon" };
  const service = await serve(t, inTurn([503, "", again], [200, success({ name: "Rex" })]));
  const { core, waits } = coreOf(service);
  await core.call(getPet, rex);
  assert.deepEqual(waits, [500]);
});

test("a wait beyond the budget fails at once and says how long it would be", async (t) => {
  const service = await serve(t, inTurn([429, fault("RATE_LIMIT_EXCEEDED"), { "Retry-After": "61" }]));
  const { core, waits } = coreOf(service);
  const error = await rejection(core.call(getPet, rex));
  assert.ok(error instanceof ApiError);
  assert.equal(error.retryAfterMs, 61_000);
  assert.deepEqual(waits, []);
});

test("all waits together stay within the budget", async (t) => {
  const service = await serve(t, inTurn([503, "", { "Retry-After": "25" }]));
  const { core, waits } = coreOf(service, { retry: { maxAttempts: 9 } });
  const error = await rejection(core.call(getPet, rex));
  assert.ok(error instanceof ApiError);
  assert.deepEqual(waits, [25_000, 25_000]);
});

test("a wait beyond the deadline fails at once", async (t) => {
  const service = await serve(t, inTurn([503, "", { "Retry-After": "5" }]));
  const { core, waits } = coreOf(service, { deadlineMs: 4_000 });
  await rejection(core.call(getPet, rex));
  assert.deepEqual(waits, []);
});

test("a key is made for each call and is the same for all its attempts", async (t) => {
  const service = await serve(t, inTurn([503], [201, success({})], [201, success({})]));
  const { core } = coreOf(service);
  await core.call(createPet, { body: { name: "Rex" } });
  await core.call(createPet, { body: { name: "Rex" } });
  const [first, again, second] = service.arrived.map((one) => one.headers["idempotency-key"]);
  assert.match(String(first), /^[0-9a-f-]{36}$/);
  assert.equal(again, first);
  assert.notEqual(second, first);
});

test("a caller's own key is sent", async (t) => {
  const service = await serve(t, () => [201, success({ name: "Rex" })]);
  const body = { name: "Rex" };
  await coreOf(service).core.call(createPet, { body }, { idempotencyKey: "mine" });
  assert.equal(service.arrived[0]?.headers["idempotency-key"], "mine");
});

test("calls that declare no key send none", async (t) => {
  const service = await serve(t, () => [200, success({ name: "Rex" })]);
  await coreOf(service).core.call(getPet, rex);
  assert.equal(service.arrived[0]?.headers["idempotency-key"], undefined);
});
