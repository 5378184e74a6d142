import assert from "node:assert/strict";
import { test } from "node:test";

import { ApiError } from "../runtime/errors.js";
import { coreOf, fault, listPets, rejection, serve, success, type Handler } from "./service.js";

/** Three pages of two, two and one. */
const pages: Handler = ({ url }) => {
  const cursor = new URL(url ?? "", "http://localhost").searchParams.get("cursor");
  const page = cursor === null ? 0 : Number(cursor.slice(1));
  const names = [["a", "b"], ["c", "d"], ["e"]][page] ?? [];
  return [
    200,
    success(
      names.map((name) => ({ name })),
      { next_cursor: page < 2 ? `p${page + 1}` : null },
    ),
  ];
};

test("a list is a promise of its first page", async (t) => {
  const service = await serve(t, pages);
  const call = coreOf(service).core.call(listPets);
  assert.deepEqual(await call, [{ name: "a" }, { name: "b" }]);
  assert.equal((await call.withMeta()).meta.next_cursor, "p1");
  assert.equal(service.arrived.length, 1);
});

test("a list is an iterable of all elements, each once", async (t) => {
  const service = await serve(t, pages);
  const names: string[] = [];
  for await (const pet of coreOf(service).core.call(listPets, { kind: "cat" })) {
    names.push(pet.name);
  }
  assert.deepEqual(names, ["a", "b", "c", "d", "e"]);
  assert.deepEqual(
    service.arrived.map((one) => one.url),
    ["/pets?kind=cat", "/pets?kind=cat&cursor=p1", "/pets?kind=cat&cursor=p2"],
  );
});

test("pages are asked for when they are needed", async (t) => {
  const service = await serve(t, pages);
  for await (const pet of coreOf(service).core.call(listPets)) {
    if (pet.name === "b") {
      break;
    }
  }
  assert.equal(service.arrived.length, 1);
});

test("a list can be read page by page", async (t) => {
  const service = await serve(t, pages);
  const sizes: number[] = [];
  for await (const page of coreOf(service).core.call(listPets).pages()) {
    sizes.push(page.data.length);
  }
  assert.deepEqual(sizes, [2, 2, 1]);
});

test("all gives as many elements as are asked for", async (t) => {
  const service = await serve(t, pages);
  const { core } = coreOf(service);
  for (const [limit, names, requests] of [
    [9, "abcde", 3],
    [4, "abcd", 2],
    [2, "ab", 1],
    [0, "", 1],
  ] as const) {
    service.arrived.length = 0;
    const all = await core.call(listPets).all({ limit });
    assert.equal(all.map((pet) => pet.name).join(""), names);
    assert.equal(service.arrived.length, requests);
  }
});

test("a list can start in the middle", async (t) => {
  const service = await serve(t, pages);
  const rest = await coreOf(service).core.call(listPets, { cursor: "p2" }).all({ limit: 9 });
  assert.deepEqual(rest, [{ name: "e" }]);
});

test("a page that fails ends the reading with its error", async (t) => {
  const service = await serve(t, (arrived, nth, response) =>
    nth === 1 ? [400, fault("INVALID_FILTER")] : pages(arrived, nth, response),
  );
  const error = await rejection(coreOf(service).core.call(listPets).all({ limit: 9 }));
  assert.ok(error instanceof ApiError);
  assert.equal(error.code, "INVALID_FILTER");
});

test("options of the call hold for each page", async (t) => {
  const service = await serve(t, pages);
  await coreOf(service)
    .core.call(listPets, {}, { correlationId: "corr_1" })
    .all({ limit: 9 });
  const ids = service.arrived.map((one) => one.headers["x-correlation-id"]);
  assert.deepEqual(ids, ["corr_1", "corr_1", "corr_1"]);
});
