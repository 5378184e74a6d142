/**
 * An empty project with the packed SDK installed, as a user has it: {@link packedProject}. Needs the
 * tools that `templates/typescript` installs.
 */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(fileURLToPath(new URL("../..", import.meta.url)));
export const sdk = join(root, "generated/typescript/sdk");
export const tools = join(root, "templates/typescript/node_modules/.bin");
const windows = process.platform === "win32";

/** Runs a program and answers what it prints; that is shown only when it fails. */
export function run(program, args, cwd) {
  const env = { ...process.env, PATH: `${tools}${delimiter}${process.env.PATH}` };
  try {
    return execFileSync(program, args, { cwd, env, stdio: "pipe", encoding: "utf8", shell: windows });
  } catch (error) {
    process.stderr.write(`${error.stdout ?? ""}${error.stderr ?? ""}`);
    throw error;
  }
}

/**
 * Packs the SDK and installs the package in a new project; calls `use` with the project's folder,
 * the tarball and the paths in it, and takes the project away afterwards.
 */
export async function packedProject(use) {
  const project = mkdtempSync(join(tmpdir(), "packed-sdk-"));
  try {
    const npm = windows ? "npm.cmd" : "npm";
    const packed = run(npm, ["pack", "--json", "--pack-destination", project], sdk);
    // What `prepack` says comes before.
    const [{ filename, files }] = JSON.parse(packed.slice(packed.search(/^\[/m)));
    const tarball = join(project, filename.replace("@", "").replace("/", "-"));
    writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
    // The package has no dependencies, so nothing is fetched.
    run(npm, ["install", "--offline", "--no-audit", "--no-fund", tarball], project);
    await use({ project, tarball, paths: files.map(({ path }) => path) });
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}
