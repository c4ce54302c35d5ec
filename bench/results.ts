/** bench/RESULTS.md: the figures with the command, the machine and the versions that they were taken with. */
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { type Figure, isMet, type Section } from "./section.ts";

export type Measured = { readonly section: Section; readonly figures: readonly Figure[] };

const packages = ["@slack/bolt", "@electric-sql/pglite", "drizzle-orm", "pg", "autocannon"] as const;

export function resultsPage(
  measured: readonly Measured[],
  { command, postgres, notes }: { command: string; postgres: string; notes: string },
): string {
  const versions = packages.map((name) => `${name} ${versionOf(name)}`).join(", ");
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, ${postgres}`;
  return [
    "# The numbers, as ratios in one run",
    "",
    `\`${command}\` writes this page. Taken on: ${machine}; ${versions}.`,
    "",
    "Every ratio is ours by a base that ran on the same machine in the same run, so a slow machine slows both. Raw figures are for scale only.",
    "",
    ...measured.flatMap(({ section, figures }) => [
      `## ${section.title}`,
      "",
      section.how,
      "",
      "| engine | what | against | ratio | goal | raw |",
      "| --- | --- | --- | --- | --- | --- |",
      ...figures.map(rowOf),
      "",
    ]),
    notes.trim(),
    "",
  ].join("\n");
}

function rowOf(figure: Figure): string {
  const { engine, what, against, ratio, goal, raw } = figure;
  const wish = goal === null ? "–" : "atLeast" in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
  const met = isMet(figure);
  const verdict = met === null ? wish : `${wish} · ${met ? "met" : "missed"}`;
  return `| ${engine} | ${what} | ${against} | ${ratio === null ? "–" : ratio.toFixed(2)} | ${verdict} | ${raw} |`;
}

function versionOf(name: string): string {
  const page = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(page, "utf8")) as { version: string }).version;
}
