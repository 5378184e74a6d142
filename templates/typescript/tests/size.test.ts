import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

/** Bytes of a program, minified and compressed. */
async function sizeOf(program: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? assert.fail(), { level: 9 }).length;
}

const connected = `
  import { bearer } from "../runtime/auth.js";
  import { connect } from "../runtime/core.js";
  import { operation } from "../runtime/operation.js";
  import { conventions } from "./conventions.js";

  const core = connect(
    { baseUrl: "https://api.example.com" },
    { conventions, authorize: bearer("token", conventions) },
  );
`;

const path = '"/api/v1/tenants/{tenantId}/smtp/config"';

/** Programs of one operation, and the most bytes that they may have. */
const budgets: readonly [what: string, program: string, bytes: number][] = [
  [
    "a read",
    `${connected}
    await core.call(/* @__PURE__ */ operation("getTenantSmtpConfig", "GET", ${path}), {});`,
    2560,
  ],
  [
    "a read with a query",
    `import { query } from "../runtime/parts.js"; ${connected}
    await core.call(operation("getTenantSmtpConfig", "GET", ${path}, () => [query("window")]), {});`,
    2640,
  ],
  [
    "a keyed write",
    `import { json, keyed } from "../runtime/parts.js"; ${connected}
    const parts = () => [json, keyed("Idempotency-Key")];
    await core.call(operation("createWorkspace", "POST", ${path}, parts), { body: {} });`,
    2680,
  ],
];

for (const [what, program, bytes] of budgets) {
  test(`${what} has at most ${bytes} bytes`, async () => {
    const size = await sizeOf(program);
    assert.ok(size <= bytes, `${size} bytes`);
  });
}

test("modules without a use leave nothing behind", async () => {
  const runtime = ["auth", "bodies", "call", "client", "conventions", "core", "errors", "list"];
  runtime.push("middleware", "operation", "parts", "scalars", "security", "styles");
  const imports = runtime.map((name, nth) => `import * as m${nth} from "../runtime/${name}.js";`);
  assert.ok((await sizeOf(imports.join("\n"))) <= 30);
});
