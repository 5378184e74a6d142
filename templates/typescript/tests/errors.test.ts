import assert from "node:assert/strict";
import { test } from "node:test";

import {
  ApiError,
  AuthenticationError,
  CallError,
  ConflictError,
  ConnectionError,
  DecodeError,
  InvalidRequestError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  isApiError,
  isCallError,
} from "../runtime/errors.js";
import { coreOf, createPet, fault, getPet, rejection, serve, success } from "./service.js";

const rex = { petId: "rex" };
const once = { maxAttempts: 1 };

test("an error has everything that the envelope tells", async (t) => {
  const details = [{ field: "/name", in: "body", code: "MAX_LENGTH", message: "too long" }];
  const headers = { "X-RateLimit-Remaining": "0", "Retry-After": "3" };
  const service = await serve(t, () => [422, fault("VALIDATION_ERROR", { details }), headers]);
  const { core } = coreOf(service, { correlationId: "corr_1" });
  const error = await rejection(core.call(createPet, { body: { name: "Rex" } }));
  assert.ok(error instanceof ApiError);
  const { message, body, ...members } = error;
  assert.equal(message, "createPet: 422 VALIDATION_ERROR What went wrong. req_2");
  assert.deepEqual(body, fault("VALIDATION_ERROR", { details }));
  assert.deepEqual(members, {
    name: "ApiError",
    operation: "createPet",
    attempts: 1,
    correlationId: "corr_1",
    code: "VALIDATION_ERROR",
    status: 422,
    requestId: "req_2",
    details,
    documentationUrl: "https://docs.example.com/errors#VALIDATION_ERROR",
    timestamp: "2026-01-02T03:04:05Z",
    retryAfterMs: 3_000,
    rateLimit: { limit: undefined, remaining: 0, reset: undefined, window: undefined },
  });
});

const families = [
  [400, InvalidRequestError],
  [401, AuthenticationError],
  [403, PermissionError],
  [404, NotFoundError],
  [409, ConflictError],
  [422, InvalidRequestError],
  [429, RateLimitError],
  [500, ServerError],
  [503, ServerError],
] as const;

for (const [status, family] of families) {
  test(`${status} is ${family.name}`, async (t) => {
    const service = await serve(t, () => [status, fault("SOME_CODE")]);
    const error = await rejection(coreOf(service, { retry: once }).core.call(getPet, rex));
    assert.ok(error instanceof family);
    assert.ok(error instanceof ApiError);
    assert.ok(error instanceof Error);
    const others = families.filter(([, one]) => one !== family && error instanceof one);
    assert.deepEqual(others, []);
  });
}

test("an answer without the envelope is still an error of its class", async (t) => {
  const service = await serve(t, () => [502, "<html>Bad Gateway</html>", { "X-Request-Id": "req_3" }]);
  const error = await rejection(coreOf(service, { retry: once }).core.call(getPet, rex));
  assert.ok(error instanceof ServerError);
  assert.equal(error.code, "HTTP_502");
  assert.equal(error.requestId, "req_3");
  assert.deepEqual(error.details, []);
  assert.equal(error.body, "<html>Bad Gateway</html>");
  assert.equal(error.message, "getPet: 502 HTTP_502 Bad Gateway req_3");
});

for (const body of ["null", "[]", '"text"', "7", '{"error":null}', '{"error":"text"}', "{", ""]) {
  test(`an error with the body ${body || "nothing"} is an error`, async (t) => {
    const service = await serve(t, () => [404, body, { "Content-Type": "application/json" }]);
    const error = await rejection(coreOf(service).core.call(getPet, rex));
    assert.ok(error instanceof NotFoundError);
    assert.equal(error.code, "HTTP_404");
  });
}

test("details that are no list become one", async (t) => {
  const service = await serve(t, () => [400, fault("VALIDATION_ERROR", { details: { field: "a" } })]);
  const error = await rejection(coreOf(service).core.call(getPet, rex));
  assert.ok(error instanceof ApiError);
  assert.deepEqual(error.details, [{ field: "a" }]);
});

test("success: false is an error whatever the status says", async (t) => {
  const service = await serve(t, () => [200, fault("RESOURCE_NOT_FOUND")]);
  const error = await rejection(coreOf(service).core.call(getPet, rex));
  assert.ok(error instanceof ApiError);
  assert.equal(error.code, "RESOURCE_NOT_FOUND");
  assert.equal(error.status, 200);
});

for (const body of ["<html>Welcome</html>", "{}", '{"success":true', "", '{"success":"true"}']) {
  test(`a success with the body ${body || "nothing"} cannot be decoded`, async (t) => {
    const service = await serve(t, () => [200, body, { "X-Request-Id": "req_4" }]);
    const error = await rejection(coreOf(service).core.call(getPet, rex));
    assert.ok(error instanceof DecodeError);
    assert.equal(error.status, 200);
    assert.equal(error.requestId, "req_4");
    assert.equal(service.arrived.length, 1);
  });
}

test("isApiError with an operation passes errors of that operation only", async (t) => {
  const service = await serve(t, () => [404, fault("RESOURCE_NOT_FOUND")]);
  const error = await rejection(coreOf(service).core.call(getPet, rex));
  assert.ok(isApiError(error));
  assert.ok(isApiError(error, getPet));
  assert.ok(!isApiError(error, createPet));
});

test("errors are known by their brand, in another copy of this package too", () => {
  const foreign = { isCallError: true, name: "ApiError", status: 429, operation: "getPet" };
  assert.ok(isCallError(foreign));
  assert.ok(isApiError(foreign, getPet));
  assert.ok(foreign instanceof RateLimitError);
  assert.ok(!(foreign instanceof NotFoundError));
});

test("what is no error of a call is not taken for one", () => {
  for (const other of [undefined, null, "ApiError", new Error("x"), { name: "ApiError" }]) {
    assert.ok(!isCallError(other));
    assert.ok(!isApiError(other));
    assert.ok(!(other instanceof ConnectionError));
  }
  assert.ok(!isApiError(new CallError("TimeoutError", "late", {})));
});

test("the network's own error is the cause of a lost connection", async () => {
  const { core } = coreOf({ url: "http://localhost:1" }, { retry: once });
  const error = await rejection(core.call(getPet, rex));
  assert.ok(error instanceof ConnectionError);
  assert.match(error.message, /^getPet: .*(ECONNREFUSED|bad port)/i);
  assert.ok(error.cause instanceof TypeError);
});

test("a success says nothing of errors", async (t) => {
  const service = await serve(t, () => [200, success({ name: "Rex" })]);
  assert.equal((await coreOf(service).core.call(getPet, rex).safe()).ok, true);
});
