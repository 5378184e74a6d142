import assert from "node:assert/strict";
import { test } from "node:test";

import { createPet, coreOf, fault, getPet, serve, success } from "./service.js";

test("a call is a promise of its data", async (t) => {
  const service = await serve(t, () => [200, success({ name: "Rex" })]);
  const { core } = coreOf(service);
  assert.deepEqual(await core.call(getPet, { petId: "rex" }), { name: "Rex" });
  assert.equal(service.arrived[0]?.method, "GET");
  assert.equal(service.arrived[0]?.url, "/pets/rex");
  assert.equal(service.arrived[0]?.headers.accept, "application/json");
});

test("a call is sent at once, and once however often it is looked at", async (t) => {
  const service = await serve(t, () => [200, success({ name: "Rex" })]);
  const call = coreOf(service).core.call(getPet, { petId: "rex" });
  await call.withMeta();
  await Promise.all([call, call.safe(), call.then((pet) => pet.name), call.finally(() => {})]);
  assert.equal(service.arrived.length, 1);
});

test("withMeta tells what stands around the data", async (t) => {
  const headers = {
    "X-Request-Id": "req_1",
    "X-RateLimit-Limit": "60",
    "X-RateLimit-Remaining": "59",
    "X-RateLimit-Reset": "1767322800",
    "X-RateLimit-Window": "60",
  };
  const service = await serve(t, () => [200, success({ name: "Rex" }), headers]);
  const { core } = coreOf(service, { correlationId: "corr_1" });
  const { response, ...rest } = await core.call(getPet, { petId: "rex" }).withMeta();
  assert.deepEqual(rest, {
    data: { name: "Rex" },
    meta: { request_id: "req_1" },
    status: 200,
    requestId: "req_1",
    operation: "getPet",
    attempts: 1,
    correlationId: "corr_1",
    rateLimit: { limit: 60, remaining: 59, reset: 1767322800, window: 60 },
  });
  assert.equal(response.headers.get("content-type"), "application/json");
});

test("safe gives the data of a success", async (t) => {
  const service = await serve(t, () => [200, success({ name: "Rex" })]);
  const outcome = await coreOf(service).core.call(getPet, { petId: "rex" }).safe();
  assert.ok(outcome.ok);
  assert.deepEqual(outcome.data, { name: "Rex" });
  assert.deepEqual(outcome.meta, { request_id: "req_1" });
});

test("safe gives the error of a failure instead of throwing it", async (t) => {
  const service = await serve(t, () => [404, fault("RESOURCE_NOT_FOUND")]);
  const outcome = await coreOf(service).core.call(getPet, { petId: "rex" }).safe();
  assert.ok(!outcome.ok);
  assert.equal(outcome.error.name, "ApiError");
});

test("safe still throws for wrong use", async (t) => {
  const service = await serve(t, () => [200, success({})]);
  await assert.rejects(coreOf(service).core.call(getPet, { petId: "" }).safe(), TypeError);
});

test("a correlation id goes with the call that it is given for", async (t) => {
  const service = await serve(t, () => [200, success({ name: "Rex" })]);
  const { core } = coreOf(service, { correlationId: "corr_1" });
  await core.call(getPet, { petId: "rex" });
  await core.call(getPet, { petId: "rex" }, { correlationId: "corr_2" });
  const ids = service.arrived.map((one) => one.headers["x-correlation-id"]);
  assert.deepEqual(ids, ["corr_1", "corr_2"]);
});

test("headers of the client and of the call go together", async (t) => {
  const service = await serve(t, () => [200, success({ name: "Rex" })]);
  const { core } = coreOf(service, { headers: { "X-One": "client", "X-Two": "client" } });
  await core.call(getPet, { petId: "rex" }, { headers: { "X-Two": "call" } });
  assert.equal(service.arrived[0]?.headers["x-one"], "client");
  assert.equal(service.arrived[0]?.headers["x-two"], "call");
});

test("a body is JSON", async (t) => {
  const service = await serve(t, () => [201, success({ name: "Rex" })]);
  await coreOf(service).core.call(createPet, { body: { name: "Rex" } });
  assert.equal(service.arrived[0]?.headers["content-type"], "application/json");
  assert.equal(service.arrived[0]?.body, '{"name":"Rex"}');
});

test("the base URL may end in slashes and have a path", async (t) => {
  const service = await serve(t, () => [200, success({ name: "Rex" })]);
  await coreOf(service, { baseUrl: `${service.url}/api//` }).core.call(getPet, { petId: "rex" });
  assert.equal(service.arrived[0]?.url, "/api/pets/rex");
});
