/** The reference server as a process with a database of its own: {@link withServer}. */

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** How long the server may take to say its address, in milliseconds. */
const START_MS = 30_000;

/**
 * Starts the server and calls `use` with its address and sandbox tokens, by name. Stops it
 * afterwards; a server that does not end well is an error.
 */
export async function withServer(binary, options, use) {
  const folder = mkdtempSync(join(tmpdir(), "live-server-"));
  const database = ["--database", `sqlite:${join(folder, "live.db")}`];
  const server = spawn(binary, ["--port", "0", "--log", "json", ...database, ...options], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = [];
  createInterface({ input: server.stderr }).on("line", (line) => log.push(line));
  const ended = new Promise((resolve) => {
    server.once("exit", (...how) => resolve(how));
    // One that cannot be run never exits.
    server.once("error", (error) => resolve([error.message]));
  });
  try {
    const baseUrl = await address(server, ended);
    const printed = execFileSync(binary, [...database, "--print-tokens=json"], { encoding: "utf8" });
    const tokens = new Map(JSON.parse(printed).map((token) => [token.name, token]));
    await use({ baseUrl, tokens, log });
    server.kill("SIGTERM");
    const [code] = await ended;
    if (code !== 0) {
      throw new Error(`the server ended with ${code}`);
    }
  } catch (error) {
    process.stderr.write(`${log.slice(-20).join("\n")}\n`);
    throw error;
  } finally {
    server.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The address that the server prints once it listens. */
function address(server, ended) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("the server does not start")), START_MS);
    ended.then(([code]) => reject(new Error(`the server ended with ${code} at its start`)));
    createInterface({ input: server.stdout }).on("line", (line) => {
      const [url] = /https?:\/\/[\w.:[\]-]+/.exec(line) ?? [];
      if (url !== undefined) {
        clearTimeout(late);
        resolve(url);
      }
    });
  });
}
