/**
 * What the packed SDK is as a package: what is in it, what linters of packages say, how large the
 * programs are that use it. What it does is for `run.mjs`, which calls this.
 */

import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Paths that a package may have. */
const CONTENT = [
  /^package\.json$/,
  /^README\.md$/,
  /^llms\.txt$/,
  /^src\/[a-z0-9/-]+\.ts$/,
  /^dist\/[a-z0-9/-]+\.(js|js\.map|d\.ts|d\.ts\.map)$/,
];

/** Files that the package must have, and no others than those of its kinds. */
export function checkContent(paths) {
  const strange = paths.filter((path) => !CONTENT.some((kind) => kind.test(path)));
  assert.deepEqual(strange, [], "files that do not belong into the package");
  for (const path of ["README.md", "llms.txt", "dist/index.js", "dist/index.d.ts", "src/index.ts"]) {
    assert.ok(paths.includes(path), `the package lacks ${path}`);
  }
  const sources = paths.filter((path) => path.startsWith("src/")).map((path) => path.slice(4, -3));
  for (const extension of [".js", ".js.map", ".d.ts", ".d.ts.map"]) {
    const built = sources.map((source) => `dist/${source}${extension}`);
    assert.deepEqual(built.filter((path) => !paths.includes(path)), [], "not built");
  }
}

/** Linters of packages; both know that it is for ESM alone. */
export function lint(run, sdk, tarball) {
  run("publint", ["--strict", "--pack", "npm"], sdk);
  run("attw", [tarball, "--profile", "esm-only", "--format", "ascii"], sdk);
}

/** Programs, and the most bytes that they may have, minified and compressed. */
const BUDGETS = [
  [
    "one operation",
    `import { createCore } from "@penguinmails/sdk/core";
    import { getTenantSmtpConfig } from "@penguinmails/sdk/tenant-smtp";
    const core = createCore({ auth: "token", tenantId: "tn_123" });
    await core.call(getTenantSmtpConfig);`,
    2560,
  ],
  [
    "a client",
    `import { createClient } from "@penguinmails/sdk";
    const mails = createClient({ auth: "token", tenantId: "tn_123" });
    await mails.smtp.config();`,
    5632,
  ],
  ["everything", `export * from "@penguinmails/sdk";`, 5632],
];

/** The sizes of programs in a project that has the package. */
export async function checkSizes(tools, project) {
  const { build } = await import(join(tools, "../esbuild/lib/main.js"));
  for (const [what, contents, most] of BUDGETS) {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: project },
      bundle: true,
      format: "esm",
      minify: true,
      target: "es2022",
      write: false,
    });
    const size = gzipSync(outputFiles[0].contents, { level: 9 }).length;
    assert.ok(size <= most, `${what} has ${size} bytes, more than ${most}`);
  }
}
