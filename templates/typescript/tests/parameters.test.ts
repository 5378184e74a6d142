import assert from "node:assert/strict";
import { test } from "node:test";

import { operation, type Descriptor, type Part } from "../runtime/operation.js";
import { form, query, single, type Style } from "../runtime/parts.js";
import { prepare } from "../runtime/request.js";
import * as styles from "../runtime/styles.js";

/** What a request with these members becomes. */
function prepared(path: string, parts: readonly Part[], members: object): ReturnType<typeof prepare> {
  const descriptor: Descriptor = operation("test", "GET", path, () => parts);
  return prepare(descriptor, members, {}, undefined);
}

const list = ["blue", "black", "brown"];
const object = { R: 100, G: 200, B: 150 };

// The table of OpenAPI 3.1.1 §4.8.12.3, and values that need escapes.
const table: readonly [name: string, style: Style, value: unknown, text: string][] = [
  ["simple", styles.simple, "blue", "blue"],
  ["simple", styles.simple, list, "blue,black,brown"],
  ["simple", styles.simple, object, "R,100,G,200,B,150"],
  ["simple", styles.simple, ["a,b", "c/d"], "a%2Cb,c%2Fd"],
  ["simpleExplode", styles.simpleExplode, object, "R=100,G=200,B=150"],
  ["simpleReserved", styles.simpleReserved, "a/b:c", "a/b:c"],
  ["simpleRaw", styles.simpleRaw, ["a b", "é"], "a b,é"],
  ["simpleRawExplode", styles.simpleRawExplode, object, "R=100,G=200,B=150"],
  ["label", styles.label, "blue", ".blue"],
  ["label", styles.label, list, ".blue,black,brown"],
  ["label", styles.label, object, ".R,100,G,200,B,150"],
  ["labelExplode", styles.labelExplode, list, ".blue.black.brown"],
  ["labelExplode", styles.labelExplode, object, ".R=100.G=200.B=150"],
  ["matrix", styles.matrix, "blue", ";color=blue"],
  ["matrix", styles.matrix, list, ";color=blue,black,brown"],
  ["matrix", styles.matrix, object, ";color=R,100,G,200,B,150"],
  ["matrixExplode", styles.matrixExplode, list, ";color=blue;color=black;color=brown"],
  ["matrixExplode", styles.matrixExplode, object, ";R=100;G=200;B=150"],
  ["single", single, "a b&c=d", "color=a%20b%26c%3Dd"],
  ["single", single, "", "color="],
  ["single", single, false, "color=false"],
  ["single", single, 0, "color=0"],
  ["form", form, "blue", "color=blue"],
  ["form", form, list, "color=blue&color=black&color=brown"],
  ["form", form, object, "R=100&G=200&B=150"],
  ["form", form, ["a&b", { c: 1 }], "color=a%26b&color=%7B%22c%22%3A1%7D"],
  ["form", form, [null, "a", undefined], "color=a"],
  ["formJoined", styles.formJoined, list, "color=blue,black,brown"],
  ["formJoined", styles.formJoined, object, "color=R,100,G,200,B,150"],
  ["formReserved", styles.formReserved, "a/b?c=%20#d&e+f", "color=a/b?c=%20%23d%26e%2Bf"],
  ["formJoinedReserved", styles.formJoinedReserved, ["/a", "/b"], "color=/a,/b"],
  ["spaceDelimited", styles.spaceDelimited, list, "color=blue%20black%20brown"],
  ["spaceDelimited", styles.spaceDelimited, object, "color=R%20100%20G%20200%20B%20150"],
  ["pipeDelimited", styles.pipeDelimited, list, "color=blue%7Cblack%7Cbrown"],
  ["pipeDelimited", styles.pipeDelimited, object, "color=R%7C100%7CG%7C200%7CB%7C150"],
  ["deepObject", styles.deepObject, object, "color[R]=100&color[G]=200&color[B]=150"],
  ["deepObject", styles.deepObject, { a: { b: [1, 2] } }, "color[a][b][0]=1&color[a][b][1]=2"],
  ["deepObject", styles.deepObject, { "a]&": "b&" }, "color[a%5D%26]=b%26"],
  ["cookieForm", styles.cookieForm, list, "color=blue; color=black; color=brown"],
  ["cookieRaw", styles.cookieRaw, "a=b", "color=a=b"],
  ["cookieRawJoined", styles.cookieRawJoined, list, "color=blue,black,brown"],
  ["simpleJson", styles.simpleJson, { a: 1 }, "%7B%22a%22%3A1%7D"],
  ["formJson", styles.formJson, { a: 1 }, "color=%7B%22a%22%3A1%7D"],
  ["headerJson", styles.headerJson, { a: "é\u2028" }, '{"a":"\\u00e9\\u2028"}'],
  ["wholeForm", styles.wholeForm, { a: [1, 2], b: "c", d: undefined }, "a=1&a=2&b=c"],
  ["wholeJson", styles.wholeJson, [1], "%5B1%5D"],
];

for (const [name, style, value, text] of table) {
  test(`${name} writes ${JSON.stringify(value)}`, () => {
    assert.equal(style("color", value), text);
  });
}

for (const [name, style] of new Map(table.map(([one, style]) => [one, style]))) {
  test(`${name} writes nothing for what is absent`, () => {
    assert.equal(style("color", undefined), "");
  });
}

test("every style is in the table", () => {
  const known = new Set(table.map(([name]) => name));
  const parts = ["header", "cookie", "path"];
  const exported = Object.keys(styles).filter((name) => !parts.includes(name));
  assert.deepEqual(exported.filter((name) => !known.has(name)), []);
});

test("empty lists and objects are left out", () => {
  for (const style of [form, styles.simple, styles.formJoined, styles.deepObject]) {
    assert.equal(style("color", []), "");
    assert.equal(style("color", {}), "");
  }
});

test("parameters of a query stand in their order, absent ones not at all", () => {
  const parts = [query("b", "B"), query("c"), query("a", "x[]", form)];
  const { path } = prepared("/pets", parts, { a: [1, 2], b: true });
  assert.equal(path, "/pets?B=true&x%5B%5D=1&x%5B%5D=2");
});

test("a path with a query of its own keeps it", () => {
  assert.equal(prepared("/pets?v=1", [query("a")], { a: 2 }).path, "/pets?v=1&a=2");
});

test("parameters of a path are escaped", () => {
  const members = { a: "x/y?z#%", b: 7, c: "ü" };
  assert.equal(prepared("/{a}/to/{b}...{c}", [], members).path, "/x%2Fy%3Fz%23%25/to/7...%C3%BC");
});

test("a value that looks like a parameter stays a value", () => {
  assert.equal(prepared("/{a}/{b}", [], { a: "{b}", b: "$&" }).path, "/%7Bb%7D/%24%26");
});

test("a path may have parameters in other styles", () => {
  const parts = [styles.path("a", "a", styles.matrixExplode), styles.path("b", "b", styles.label)];
  const { path } = prepared("/x{a}/y{b}/{c}", parts, { a: ["$&", "2"], b: 3, c: 4 });
  assert.equal(path, "/x;a=%24%26;a=2/y.3/4");
});

for (const value of ["", ".", "..", undefined, null]) {
  test(`${JSON.stringify(value)} is refused in a path`, () => {
    assert.throws(() => prepared("/pets/{petId}", [], { petId: value }), TypeError);
    assert.throws(() => prepared("/pets/{petId}", [styles.path("petId")], { petId: value }), TypeError);
  });
}

for (const value of [[], {}, ["."], [".", undefined]]) {
  test(`${JSON.stringify(value)} is refused as a list or object in a path`, () => {
    assert.throws(() => prepared("/pets/{petId}", [styles.path("petId")], { petId: value }), TypeError);
  });
}

test("names of parameters that objects inherit are absent unless they are given", () => {
  assert.throws(() => prepared("/{constructor}", [], {}), TypeError);
  assert.equal(prepared("/", [query("toString")], {}).path, "/");
});

test("headers are written as they are, and not at all when absent", () => {
  const parts = [styles.header("trace", "X-Trace"), styles.header("other", "X-Other")];
  const { headers } = prepared("/", parts, { trace: ["a b", "c"] });
  assert.equal(headers.get("x-trace"), "a b,c");
  assert.ok(!headers.has("x-other"));
});

test("cookies share one header", () => {
  const parts = [styles.cookie("a", "A"), styles.cookie("b", "B"), styles.cookie("c", "C")];
  assert.equal(prepared("/", parts, { a: "1;", c: [2, 3] }).headers.get("cookie"), "A=1%3B; C=2; C=3");
});
