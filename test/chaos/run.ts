/**
 * `npm run test:chaos -- --size commit|nightly|release`: the fault programme in that size. It starts a PostgreSQL of its
 * own from this machine's binaries, prints the seed that repeats a run (BEARINGS_SEED), and a table of what happened; the
 * same figures stand in a JSON file whose name it prints last. Other words pick tests, as with vitest.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseCLI, startVitest } from "vitest/node";
import { anySeed } from "../support/chance.ts";
import { sizes } from "../support/size.ts";
import { reportOf, table } from "./report.ts";
import type { Tally } from "./tally.ts";

const words = process.argv
  .slice(2)
  .flatMap((word) => (word.startsWith("--size=") ? ["--size", word.slice("--size=".length)] : [word]));
const at = words.indexOf("--size");
const size = at < 0 ? "commit" : (words.splice(at, 2)[1] ?? "");
if (!sizes.some((each) => each === size)) {
  process.stderr.write(
    `${size === "" ? "A size is missing" : `There is no size ${size}`}: use --size ${sizes.join(", ")}.\n`,
  );
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), "bearings-chaos-tallies-"));
const tallies = join(folder, "tallies");
process.env.BEARINGS_SIZE = size;
process.env.BEARINGS_CHAOS_TALLIES = tallies;
process.env.BEARINGS_SEED = String(anySeed());
process.stdout.write(`Size ${size}, BEARINGS_SEED=${process.env.BEARINGS_SEED}\n`);

const { filter, options } = parseCLI(["vitest", ...words]);
const vitest = await startVitest("test", filter, {
  ...options,
  run: true,
  watch: false,
  config: "test/chaos/vitest.config.ts",
});
await vitest.close();

const lines = existsSync(tallies) ? readFileSync(tallies, "utf8").trim().split("\n") : [];
const report = reportOf(lines.map((line) => JSON.parse(line) as Tally));
const file = join(tmpdir(), `bearings-chaos-${size}.json`);
writeFileSync(file, JSON.stringify(report, null, 2));
rmSync(folder, { recursive: true });
process.stdout.write(`\n${table(report)}\n\nThe same as JSON: ${file}\n`);
