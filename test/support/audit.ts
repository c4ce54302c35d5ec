/**
 * What the registry knows against the packages that are shipped: known weaknesses, and whether each package is signed by
 * the registry. A high or critical weakness, or a package that isn't what was signed, ends with 1. A registry that can't be
 * asked is said plainly and ends with 0: that no answer came says nothing about the packages.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Found, ofSignatures, ofWeaknesses } from "./audit-answers.ts";

const run = promisify(execFile);

/** A registry that doesn't answer is asked once: npm would try for minutes. */
const impatiently = ["--fetch-retries=0", "--fetch-timeout=15000"] as const;

/** npm ends with 1 both when it has found something and when it could not ask: only what it says tells which. */
async function asked(words: readonly string[]): Promise<string> {
  const { stdout } = await run("npm", [...words, "--json", ...impatiently], {
    maxBuffer: 64_000_000,
    timeout: 60_000,
  }).catch((error: { readonly stdout?: string }) => ({ stdout: error.stdout ?? "" }));
  return stdout;
}

const found: readonly Found[] = [
  ofWeaknesses(await asked(["audit", "--omit=dev"])),
  ofSignatures(await asked(["audit", "signatures", "--omit=dev"])),
];
for (const { says } of found) process.stdout.write(`${says}\n`);
process.exitCode = found.some(({ is }) => is === "bad") ? 1 : 0;
