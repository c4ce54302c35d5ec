/** The named moments themselves: each stands in the code once, each is died at, and nothing in the program listens. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { killPoints } from "../../src/store/kill-point.ts";
import { passedIn } from "./deaths.ts";

const root = fileURLToPath(new URL("../../src", import.meta.url));
const sources = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
  .join("\n");

it.each(killPoints)("“%s” stands in the code once, and is died at", (point) => {
  expect(sources.split(`killPoint("${point}")`)).toHaveLength(2);
  const died = passedIn[point];
  const backup = readFileSync(fileURLToPath(new URL("./killing.ts", import.meta.url)), "utf8");
  expect(died !== null || backup.includes(`backup("${point}"`)).toBe(true);
});

it("nothing in the program listens, so nothing dies in production", () => {
  expect(sources).not.toMatch(/\bsubscribe\(|diagnostics_channel"\)/);
  expect(sources.match(/killPointChannel/g)).toHaveLength(2);
});
