/** bench/RESULTS.md: the figures with the command, the machine and the versions that they were taken with. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { type Figure, isMet, type Section } from "./section.ts";
import { sections } from "./sections.ts";

export type Measured = { readonly section: Section; readonly figures: readonly Figure[] };

/** Figures of one section, with when they were taken and on what. */
type Taken = { readonly on: string; readonly with: string; readonly figures: readonly Figure[] };

const packages = ["@slack/bolt", "@electric-sql/pglite", "drizzle-orm", "pg", "autocannon"] as const;

/** Keeps what was measured in bench/figures.json, in the place of what stood there for the same sections, and writes the page. */
export function keepFigures(
  measured: readonly Measured[],
  { on, postgres }: { readonly on: string; readonly postgres: string },
): void {
  const at = new URL("figures.json", import.meta.url);
  const before = existsSync(at) ? (JSON.parse(readFileSync(at, "utf8")) as Record<string, Taken>) : {};
  const now = Object.fromEntries(
    measured.map(({ section, figures }) => [section.name, { on, with: withWhat(postgres), figures }]),
  );
  const kept = { ...before, ...now };
  writeFileSync(at, `${JSON.stringify(kept, null, 2)}\n`);
  const notes = readFileSync(new URL("notes.md", import.meta.url), "utf8");
  writeFileSync(new URL("RESULTS.md", import.meta.url), resultsPage(kept, notes));
}

function withWhat(postgres: string): string {
  const versions = packages.map((name) => `${name} ${versionOf(name)}`).join(", ");
  return `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, ${postgres}; ${versions}`;
}

function resultsPage(kept: Readonly<Record<string, Taken>>, notes: string): string {
  return [
    "# The numbers, as ratios in one run",
    "",
    "`npm run bench` writes this page; `npm run bench -- door` takes one section anew.",
    "",
    "Every ratio is ours by a base that ran on the same machine in the same run, so a slow machine slows both. Raw figures are for scale only.",
    "",
    ...sections.flatMap(({ name, title, how }) => {
      const taken = kept[name];
      const rows = taken?.figures.map(rowOf) ?? [];
      return [
        `## ${title}`,
        "",
        how,
        "",
        ...(taken === undefined
          ? ["Not taken yet."]
          : [...table, ...rows, "", `Taken on ${taken.on}: ${taken.with}.`]),
        "",
      ];
    }),
    notes.trim(),
    "",
  ].join("\n");
}

const table = ["| engine | what | against | ratio | goal | raw |", "| --- | --- | --- | --- | --- | --- |"];

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
