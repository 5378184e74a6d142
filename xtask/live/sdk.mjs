/**
 * The SDK against the reference server: packed, installed in an empty project, compiled, and run with
 * sandbox tokens. The argument is the server's binary.
 */

import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { packedProject, root, run } from "../packed-sdk/project.mjs";
import { withServer } from "./server.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const [binary] = process.argv.slice(2);

/** Windows of one second, so that the test of limits does not take a minute. */
const options = ["--rate-limit-window", "1"];

await packedProject(async ({ project }) => {
  cpSync(join(here, "consumer.ts"), join(project, "consumer.ts"));
  cpSync(join(root, "xtask/packed-sdk/tsconfig.json"), join(project, "tsconfig.json"));
  run("tsc", ["--project", "."], project);
  const { all, persist, tell } = await import(
    pathToFileURL(join(project, "dist/consumer.js")).href
  );
  await withServer(binary, options, async ({ baseUrl, tokens, log }) => {
    const caller = (name, tenantId = tokens.get(name)?.tenant) => {
      assert.ok(tokens.has(name), `the sandbox has no token ${name}`);
      return { baseUrl, token: tokens.get(name).token, tenantId };
    };
    const owner = caller("key-owner");

    const { config, status, metrics } = await all(owner);
    assert.equal(config.data.tenant_id, owner.tenantId);
    assert.ok(config.data.from_domains.length > 0);
    assert.match(config.meta.request_id, /^req_/);
    assert.equal(status.data.reputation_band, "healthy");
    assert.equal(metrics.data.window, "30d");
    assert.ok(metrics.data.sent > 0);

    const told = async (...call) => {
      const { details = [], requestId = "req_", documentationUrl = "", ...rest } = await tell(...call);
      assert.match(requestId, /^req_/);
      return { ...rest, detail: details[0]?.code };
    };
    assert.deepEqual(await told({ ...owner, token: "pm_test_unknown" }), {
      code: "AUTHENTICATION_REQUIRED",
      status: 401,
      detail: "TOKEN_MALFORMED",
    });
    assert.deepEqual(await told(caller("key-expired")), {
      code: "AUTHENTICATION_REQUIRED",
      status: 401,
      detail: "TOKEN_EXPIRED",
    });
    assert.deepEqual(await told(caller("key-no-scope")), {
      code: "INSUFFICIENT_PERMISSIONS",
      status: 403,
      detail: "SCOPE_MISSING",
    });
    assert.deepEqual(await told({ ...owner, tenantId: "tn_other" }), {
      code: "TENANT_SCOPE_MISMATCH",
      status: 403,
      detail: undefined,
    });
    assert.deepEqual(await told({ ...owner, tenantId: "acme" }), {
      code: "VALIDATION_ERROR",
      status: 400,
      detail: "PATTERN",
    });
    assert.deepEqual(await told(caller("support", "tn_nobody")), {
      code: "RESOURCE_NOT_FOUND",
      status: 404,
      detail: undefined,
    });

    // The limit of the operation is 60 in a window, which is a second here.
    const attempts = await persist(owner, 70);
    assert.ok(attempts > 70, `${attempts} attempts: no call was told to wait`);
    const answered = log.map((line) => JSON.parse(line)).filter((entry) => entry.status === 429);
    assert.ok(answered.length > 0, "the log has no 429");
    for (const { token } of tokens.values()) {
      assert.ok(!log.some((line) => line.includes(token)), "a token is in the log");
    }
  });
});
