/** What the runtime's sources promise: nothing in them switches the compiler off. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import ts from "typescript";

const directory = fileURLToPath(new URL("../../runtime/", import.meta.url));

/** What a source must not have, in words. */
function refused(node: ts.Node): string | undefined {
  switch (node.kind) {
    case ts.SyntaxKind.AnyKeyword:
      return "any";
    case ts.SyntaxKind.AsExpression:
    case ts.SyntaxKind.TypeAssertionExpression:
      return "a cast";
    case ts.SyntaxKind.NonNullExpression:
      return "a `!`";
    case ts.SyntaxKind.EnumDeclaration:
    case ts.SyntaxKind.ModuleDeclaration:
      return "an enum or a namespace";
    default:
      return undefined;
  }
}

for (const name of readdirSync(directory)) {
  const text = readFileSync(`${directory}/${name}`, "utf8");

  test(`${name} has no way around the compiler`, () => {
    const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      const what = refused(node);
      if (what) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        found.push(`line ${line + 1}: ${what}`);
      }
      node.forEachChild(visit);
    };
    visit(source);
    assert.deepEqual(found, []);
    assert.doesNotMatch(text, /@ts-|eslint-/);
  });

  test(`${name} has the form of the house`, () => {
    const lines = text.split("\n");
    assert.ok(text.startsWith("/**"), "it starts with what it is for");
    assert.ok(lines.length <= 400, "it has at most 400 lines");
    assert.deepEqual(
      lines.filter((line) => line.length > 100 || line.trimEnd() !== line),
      [],
    );
    assert.ok(text.endsWith("}\n") || text.endsWith(";\n"));
  });
}
