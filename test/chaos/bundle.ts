/** The child of the fault programme in one file, made once for a run: tsx takes a second and more for each start. */
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

const required =
  'import { createRequire as requiring } from "node:module"; const require = requiring(import.meta.url);';

export type Bundle = { readonly file: string; readonly remove: () => void };

/** Two folders deep in the project, like the sources: there it finds `migrations` and the packages. */
export async function bundleChild(): Promise<Bundle> {
  await mkdir(join(root, ".data"), { recursive: true });
  const folder = mkdtempSync(join(root, ".data", "chaos-"));
  const file = join(folder, "child.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("./child.ts", import.meta.url))],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    // What is no JavaScript of one file stays where it is installed.
    external: ["@electric-sql/pglite", "@resvg/resvg-js", "node-cron", "pg-native", "esbuild"],
    banner: { js: required },
    logLevel: "error",
  });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
