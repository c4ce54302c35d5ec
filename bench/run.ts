/**
 * `npm run bench`: the numbers, as ratios in one run, on real PostgreSQL and on the embedded engine, written to
 * bench/RESULTS.md. Words after it name sections, which are then taken anew while the others stay as they were taken;
 * `--quick` takes short looks that are written nowhere.
 */
import { execFileSync } from "node:child_process";
import { openEngines } from "./engine.ts";
import { keepFigures, type Measured } from "./results.ts";
import { type Figure, isMet } from "./section.ts";
import { sections } from "./sections.ts";

const words = process.argv.slice(2);
const quick = words.includes("--quick");
const wanted = words.filter((word) => !word.startsWith("--"));
const chosen = sections.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const unknown = words.filter((word) => word !== "--quick" && !sections.some(({ name }) => name === word));
if (unknown.length > 0) {
  const names = sections.map(({ name }) => name).join(", ");
  process.stderr.write(
    `I know no section called ${unknown.join(", ")}: ${names}. Beside them there is --quick.\n`,
  );
  process.exit(1);
}
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
if (!quick) {
  const taken = { on: new Date().toISOString().slice(0, 10), postgres: postgresVersion() };
  keepFigures(measured, taken);
  say(`\nWritten to bench/RESULTS.md: ${measured.map(({ section }) => section.name).join(", ")}.`);
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
