import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";

import { bytes, multipart, readBytes, readNothing, readText, text, urlEncoded } from "../runtime/bodies.js";
import { bare } from "../runtime/conventions.js";
import type { ApiError } from "../runtime/errors.js";
import {
  operation,
  type NoRequest,
  type Operation,
  type OperationSpec,
  type Part,
  type Success,
} from "../runtime/operation.js";
import { jsonAs } from "../runtime/parts.js";
import { formJoined } from "../runtime/styles.js";
import { coreOf, serve, success, type Arrived } from "./service.js";

/** What arrives of a body. */
async function sent(t: TestContext, part: Part, body: unknown): Promise<Arrived> {
  const send: Operation<{ body: unknown }, Success, ApiError> = operation(
    "send",
    "POST",
    "/",
    () => [part],
  );
  const service = await serve(t, () => [200, success({})]);
  await coreOf(service).core.call(send, { body });
  return service.arrived[0] ?? assert.fail();
}

/** What is read of an answer. */
async function received(
  t: TestContext,
  spec: OperationSpec,
  body: string,
  type: string,
): Promise<Success> {
  const get: Operation<NoRequest, Success, ApiError> = operation(
    "get",
    "GET",
    "/",
    () => [],
    spec,
  );
  const service = await serve(t, () => [200, body, { "Content-Type": type }]);
  return coreOf(service).core.call(get).withMeta();
}

test("JSON may have another media type", async (t) => {
  const { headers, body } = await sent(t, jsonAs("application/merge-patch+json"), { a: null });
  assert.equal(headers["content-type"], "application/merge-patch+json");
  assert.equal(body, '{"a":null}');
});

test("text is sent as it is", async (t) => {
  const { headers, body } = await sent(t, text("text/csv"), "a,b\n");
  assert.equal(headers["content-type"], "text/csv");
  assert.equal(body, "a,b\n");
});

for (const value of ["abc", new TextEncoder().encode("abc"), new Blob(["abc"], { type: "x/y" })]) {
  test(`${value.constructor.name} is sent as bytes`, async (t) => {
    const { headers, body } = await sent(t, bytes("image/png"), value);
    assert.equal(headers["content-type"], "image/png");
    assert.equal(body, "abc");
  });
}

test("a form has a member for each value", async (t) => {
  const part = urlEncoded({ tags: formJoined });
  const value = { name: "Rex & co", ids: [1, 2], tags: ["a", "b"], none: undefined };
  const { headers, body } = await sent(t, part, value);
  assert.equal(headers["content-type"], "application/x-www-form-urlencoded");
  assert.equal(body, "name=Rex%20%26%20co&ids=1&ids=2&tags=a,b");
});

test("a multipart body has a part for each value", async (t) => {
  const value = {
    name: "Rex",
    photo: new Blob(["bytes"], { type: "image/png" }),
    raw: new Uint8Array([104, 105]),
    owner: { id: 7 },
    notes: ["a", "b"],
    data: "1,2",
    none: undefined,
  };
  const { headers, body } = await sent(t, multipart({ data: "text/csv" }), value);
  const answer = new Response(body, { headers: { "Content-Type": String(headers["content-type"]) } });
  const form = await answer.formData();
  const entries = [...form].map(async ([name, entry]) =>
    typeof entry === "string" ? [name, entry] : [name, entry.type, await entry.text()],
  );
  assert.deepEqual(await Promise.all(entries), [
    ["name", "Rex"],
    ["photo", "image/png", "bytes"],
    ["raw", "application/octet-stream", "hi"],
    ["owner", "application/json", '{"id":7}'],
    ["notes", "a"],
    ["notes", "b"],
    ["data", "text/csv", "1,2"],
  ]);
});

test("a body is sent again with each attempt", async (t) => {
  const send: Operation<{ body: unknown }, Success, ApiError> = operation("send", "PUT", "/", () => [
    multipart(),
    (draft) => {
      draft.repeat = "idempotent";
    },
  ]);
  const service = await serve(t, (_arrived, nth) => (nth ? [200, success({})] : [503]));
  await coreOf(service).core.call(send, { body: { a: "1" } });
  const [first, second] = service.arrived.map((one) => one.body.includes('name="a"\r\n\r\n1'));
  assert.ok(first && second);
});

test("an answer may be text", async (t) => {
  const { data } = await received(t, { read: readText, accept: "text/csv" }, "a,b", "text/csv");
  assert.equal(data, "a,b");
});

test("an answer may be bytes", async (t) => {
  const { data } = await received(t, { read: readBytes }, "abc", "image/png");
  assert.ok(data instanceof Blob);
  assert.equal(await data.text(), "abc");
});

test("an answer may be nothing", async (t) => {
  const { data } = await received(t, { read: readNothing }, "", "text/plain");
  assert.equal(data, undefined);
});

test("an answer may come without the envelope", async (t) => {
  const { data, meta } = await received(t, { open: bare }, '{"a":1}', "application/json");
  assert.deepEqual([data, meta], [{ a: 1 }, undefined]);
});
