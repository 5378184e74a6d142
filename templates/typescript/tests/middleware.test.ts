import assert from "node:assert/strict";
import { test } from "node:test";

import { onion, type Middleware } from "../runtime/middleware.js";
import { coreOf, getPet, rejection, serve, success } from "./service.js";

const rex = { petId: "rex" };

test("middleware stands around each other, the first outermost", async (t) => {
  const service = await serve(t, () => [200, success({ name: "Rex" })]);
  const order: string[] = [];
  const layer =
    (name: string): Middleware =>
    async (request, next) => {
      order.push(`${name} in`);
      const response = await next(request);
      order.push(`${name} out`);
      return response;
    };
  const fetch = onion([layer("a"), layer("b")]);
  await coreOf(service, { fetch }).core.call(getPet, rex);
  assert.deepEqual(order, ["a in", "b in", "b out", "a out"]);
});

test("middleware sees operation and attempt, and may change the request", async (t) => {
  const service = await serve(t, (_arrived, nth) => (nth ? [200, success({})] : [503]));
  const mark: Middleware = (request, next) => {
    request.headers.set("X-Mark", `${request.operation.id} ${request.attempt}`);
    return next({ ...request, url: `${request.url}?marked` });
  };
  await coreOf(service, { fetch: onion([mark]) }).core.call(getPet, rex);
  assert.deepEqual(
    service.arrived.map((one) => [one.url, one.headers["x-mark"]]),
    [
      ["/pets/rex?marked", "getPet 1"],
      ["/pets/rex?marked", "getPet 2"],
    ],
  );
});

test("middleware may answer by itself", async () => {
  const fetch = onion([async () => Response.json(success({ name: "Tom" }))]);
  const { core } = coreOf({ url: "http://localhost" }, { fetch });
  assert.deepEqual(await core.call(getPet, rex), { name: "Tom" });
});

test("middleware that does not listen is not waited for", async () => {
  const fetch = onion([() => new Promise<Response>(() => {})]);
  const { core } = coreOf({ url: "http://localhost" }, { fetch, deadlineMs: 20 });
  assert.match(String(await rejection(core.call(getPet, rex))), /TimeoutError/);
});

test("without middleware and fetch, the platform's fetch is used as it is then", async (t) => {
  t.mock.method(globalThis, "fetch", async () => Response.json(success({ name: "Tom" })));
  for (const options of [{}, { fetch: onion() }]) {
    const { core } = coreOf({ url: "http://localhost" }, options);
    assert.deepEqual(await core.call(getPet, rex), { name: "Tom" });
  }
});
