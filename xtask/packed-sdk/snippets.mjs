/**
 * The programs in the README of the packed SDK: each compiles, and each that calls the service runs
 * against a server that answers with the examples of the contract.
 */

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Writes the programs into a folder of the project; answers their names. */
export function writeSnippets(project) {
  const readme = join(project, "node_modules/@penguinmails/sdk/README.md");
  const text = readFileSync(readme, "utf8");
  const programs = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, program]) => program);
  assert.ok(programs.length > 1, "the README has no programs");
  mkdirSync(join(project, "snippets"));
  return programs.map((program, index) => {
    const name = `snippet${index}`;
    // What the reader has, and the program does not say.
    const given = "declare const process: { readonly env: { PENGUINMAILS_API_KEY?: string } };\n";
    const asked = "declare function token(): Promise<string>;\n";
    const source = given + (program.includes("token()") ? asked : "") + program;
    writeFileSync(join(project, "snippets", `${name}.ts`), source);
    return name;
  });
}

/** Runs the compiled programs; `baseUrl` stands for the service. */
export async function runSnippets(project, names, baseUrl) {
  const { fetch, console: real } = globalThis;
  globalThis.fetch = (url, request) =>
    fetch(String(url).replace("https://api.penguinmails.com", baseUrl), request);
  const said = [];
  const say = (...words) => said.push(words.join(" "));
  globalThis.console = { ...real, log: say, warn: say };
  process.env.PENGUINMAILS_API_KEY = "pm_test_key";
  try {
    for (const name of names) {
      await import(pathToFileURL(join(project, "dist/snippets", `${name}.js`)).href);
    }
  } finally {
    globalThis.fetch = fetch;
    globalThis.console = real;
  }
  assert.ok(said.length > 0, "the programs of the README say nothing");
}
