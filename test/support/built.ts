/**
 * Bearings in a few files, made once for a run of tests: tsx reads every source anew at each start, which takes a second and
 * more, and tests start it dozens of times.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { TestProject } from "vitest/node";

const root = fileURLToPath(new URL("../..", import.meta.url));

declare module "vitest" {
  export interface ProvidedContext {
    /** The file that starts Bearings. */
    readonly built: string;
  }
}

/** Two folders deep in the project, like the sources: there it finds `migrations` and the packages. */
export async function setup({ provide }: TestProject): Promise<() => void> {
  mkdirSync(join(root, ".data"), { recursive: true });
  const folder = mkdtempSync(join(root, ".data", "tests-"));
  await build({
    entryPoints: [join(root, "src/main.ts")],
    outdir: folder,
    bundle: true,
    splitting: true,
    outExtension: { ".js": ".mjs" },
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "error",
  });
  provide("built", join(folder, "main.mjs"));
  return () => rmSync(folder, { recursive: true, force: true });
}
