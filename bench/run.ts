/**
 * `npm run bench`: the numbers, as ratios in one run, on real PostgreSQL and on the embedded engine, written to
 * bench/RESULTS.md. Words after it name sections; `--quick` takes short looks that are written nowhere.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { digest } from "./digest.ts";
import { door } from "./door.ts";
import { openEngines } from "./engine.ts";
import { footprint } from "./footprint.ts";
import { type Measured, resultsPage } from "./results.ts";
import { type Figure, isMet, type Section } from "./section.ts";
import { storm } from "./storm.ts";
import { tick } from "./tick.ts";
import { years } from "./years.ts";

const sections: readonly Section[] = [door, tick, digest, years, storm, footprint];

const words = process.argv.slice(2);
const quick = words.includes("--quick");
const wanted = words.filter((word) => !word.startsWith("--"));
const chosen = sections.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const say = (line: string) => process.stdout.write(`${line}\n`);

const engines = await openEngines();
const measured: Measured[] = [];
try {
  for (const section of chosen) {
    say(`\n${section.title}`);
    const figures = await section.measure(engines.all, quick);
    for (const figure of figures) say(line(figure));
    measured.push({ section, figures });
  }
} finally {
  await engines.stop();
}
if (!quick && wanted.length === 0) {
  const page = new URL("RESULTS.md", import.meta.url);
  const notes = readFileSync(new URL("notes.md", import.meta.url), "utf8");
  writeFileSync(
    page,
    resultsPage(measured, { command: "npm run bench", postgres: postgresVersion(), notes }),
  );
  say("\nWritten to bench/RESULTS.md.");
}

function line(figure: Figure): string {
  const { engine, what, against, ratio, raw } = figure;
  const met = isMet(figure);
  const verdict = met === null ? "" : met ? "  met" : "  MISSED";
  return `  ${engine.padEnd(10)}  ${what}, against ${against}: ${ratio === null ? "–" : ratio.toFixed(2)}${verdict}  (${raw})`;
}

function postgresVersion(): string {
  try {
    return execFileSync("postgres", ["--version"], { encoding: "utf8" })
      .trim()
      .replace(/^postgres \(/, "")
      .replace(")", "");
  } catch {
    return "PostgreSQL";
  }
}
