/**
 * Packs the generated SDK, installs the package in an empty project, compiles programs that use it,
 * and runs them against a small server. Needs the tools that `templates/typescript` installs.
 */

import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { checkContent, checkSizes, lint } from "./package.mjs";
import { packedProject, root, run, sdk, tools } from "./project.mjs";
import { runSnippets, writeSnippets } from "./snippets.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** A success with the figures of one day. */
const metrics = {
  success: true,
  data: {
    window: "24h",
    sent: 40_000,
    delivered: 38_000,
    bounced: 1_200,
    complaints: 12,
    opens: 9_000,
    clicks: 800,
    reputation_band: "watch",
    recommendations: [
      { code: "HIGH_BOUNCE_RATE", message: "Clean the list.", severity: "high" },
    ],
  },
  meta: { request_id: "req_200", as_of: "2026-01-02T03:04:05Z" },
};

/** An error in the one envelope. */
function fault(status, code, details = []) {
  return {
    success: false,
    error: {
      code,
      message: "What went wrong.",
      details,
      request_id: `req_${status}`,
      documentation_url: `https://docs.penguinmails.com/api/errors#${code}`,
    },
    timestamp: "2026-01-02T03:04:05Z",
  };
}

/** Answers by tenant id: status, body, headers. */
const answers = {
  tn_200: [200, metrics],
  tn_401: [401, fault(401, "AUTHENTICATION_REQUIRED")],
  tn_422: [
    422,
    fault(422, "VALIDATION_ERROR", [
      { field: "/window", in: "query", code: "ENUM", message: "not one of the values" },
    ]),
  ],
  // Longer than the client's budget, so it is told at once instead of waited for.
  tn_429: [429, fault(429, "RATE_LIMIT_EXCEEDED"), { "Retry-After": "30" }],
  // A gateway in front of the API: no envelope.
  tn_502: [502, "<html>Bad Gateway</html>"],
};

const expected = {
  tn_200: { sent: 40_000, first: "high", requestId: "req_200", attempts: 1 },
  tn_401: told(401, "log in"),
  tn_422: { ...told(422, "VALIDATION_ERROR"), field: "/window" },
  tn_429: { ...told(429, "wait"), retryAfterMs: 30_000 },
  tn_502: { ...told(502, "HTTP_502"), requestId: undefined, attempts: 2 },
};

function told(status, advice) {
  const requestId = `req_${status}`;
  return { status, requestId, retryAfterMs: undefined, attempts: 1, field: undefined, advice };
}

/** The first example of each answer in the contract, by the last segment of its path. */
function examples() {
  const file = join(root, "generated/openapi/tenant-smtp/openapi-3.1.json");
  const { paths } = JSON.parse(readFileSync(file, "utf8"));
  return new Map(
    Object.entries(paths).map(([path, { get }]) => {
      const { examples } = get.responses["200"].content["application/json"];
      return [path.split("/").at(-1), Object.values(examples)[0].value];
    }),
  );
}

/** Answers, and remembers what was asked. Tenants without an answer of their own get examples. */
function server(seen) {
  const known = examples();
  return createServer((request, response) => {
    seen.push(request);
    const { pathname } = new URL(request.url, "http://localhost");
    const [tenant, resource] = [pathname.split("/")[4], pathname.split("/").at(-1)];
    const [status, body, headers = {}] = answers[tenant] ?? [200, known.get(resource)];
    const json = typeof body !== "string";
    const type = json ? "application/json" : "text/html";
    response.writeHead(status, { "Content-Type": type, ...headers });
    response.end(json ? JSON.stringify(body) : body);
  });
}

await packedProject(async ({ project, tarball, paths }) => {
  checkContent(paths);
  lint(run, sdk, tarball);
  for (const file of ["consumer.ts", "tsconfig.json"]) {
    cpSync(join(here, file), join(project, file));
  }
  const snippets = writeSnippets(project);
  run("tsc", ["--project", "."], project);
  await checkSizes(tools, project);

  const { ask } = await import(pathToFileURL(join(project, "dist/consumer.js")).href);
  const seen = [];
  const listening = server(seen);
  await new Promise((ready) => listening.listen(0, "127.0.0.1", ready));
  try {
    const baseUrl = `http://127.0.0.1:${listening.address().port}`;
    for (const [tenant, outcome] of Object.entries(expected)) {
      assert.deepEqual(await ask(baseUrl, tenant), outcome, tenant);
    }
    await runSnippets(project, snippets, baseUrl);
  } finally {
    listening.close();
  }
  const [first] = seen;
  assert.equal(first.method, "GET");
  assert.equal(first.url, "/api/v1/tenants/tn_200/smtp/metrics?window=24h");
  assert.equal(first.headers.authorization, "Bearer pm_test_key");
});
