/** What a run found, for people and for documents: one line for each scenario and engine, and one for all. */
import { largest, median, type Tally } from "./tally.ts";

export type Line = {
  readonly scenario: string;
  readonly engine: string;
  readonly seed: number;
  readonly kills: number;
  readonly databaseCrashes: number;
  readonly acknowledged: number;
  readonly deliveries: number;
  readonly resends: number;
  readonly duplicates: number;
  readonly lost: number;
  readonly breaches: number;
  /** Milliseconds from the end of a process until the next one is ready, or of a fault until the week's work is done. */
  readonly recovery: Spread;
  /** Milliseconds from the death of a process that was speaking until the next message is said. */
  readonly resumed: Spread;
  /** Milliseconds: the longest that somebody waited for an answer that kept something. */
  readonly worstLatency: number;
  readonly seconds: number;
};

/** Null where nothing was measured. */
type Spread = { readonly median: number; readonly most: number } | null;

export type Report = { readonly lines: readonly Line[]; readonly all: Line };

export function reportOf(tallies: readonly Tally[]): Report {
  return { lines: tallies.map((tally) => lineOf(tally, [tally])), all: lineOf(ofAll(tallies), tallies) };
}

function ofAll([first]: readonly Tally[]): Pick<Tally, "scenario" | "engine" | "seed"> {
  return { scenario: "all", engine: "both", seed: first?.seed ?? 0 };
}

function lineOf(
  { scenario, engine, seed }: Pick<Tally, "scenario" | "engine" | "seed">,
  of: readonly Tally[],
): Line {
  const sum = (figure: (tally: Tally) => number) => of.reduce((total, tally) => total + figure(tally), 0);
  return {
    scenario,
    engine,
    seed,
    kills: sum(({ kills }) => kills),
    databaseCrashes: sum(({ databaseCrashes }) => databaseCrashes),
    acknowledged: sum(({ acknowledged }) => acknowledged),
    deliveries: sum(({ deliveries }) => deliveries),
    resends: sum(({ resends }) => resends),
    duplicates: sum(({ duplicates }) => duplicates),
    lost: sum(({ lost }) => lost),
    breaches: sum(({ breaches }) => breaches),
    recovery: spread(of.flatMap(({ recoveries }) => recoveries)),
    resumed: spread(of.flatMap(({ resumed }) => resumed)),
    worstLatency: largest(of.flatMap(({ latencies }) => latencies)),
    seconds: sum(({ seconds }) => seconds),
  };
}

function spread(figures: readonly number[]): Spread {
  return figures.length === 0 ? null : { median: median(figures), most: largest(figures) };
}

/** A table in Markdown. */
export function table({ lines, all }: Report): string {
  const head = [
    "scenario",
    "engine",
    "kills",
    "crashes",
    "acknowledged",
    "deliveries",
    "marked resends",
    "duplicates",
    "lost",
    "breaches",
    "recovery median / most (ms)",
    "next message median / most (ms)",
    "worst answer (ms)",
    "seconds",
  ];
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [
    row(head),
    row(head.map(() => "---")),
    ...[...lines, all].map((line) =>
      row([
        line.scenario,
        line.engine,
        line.kills,
        line.databaseCrashes,
        line.acknowledged,
        line.deliveries,
        line.resends,
        line.duplicates,
        line.lost,
        line.breaches,
        inCell(line.recovery),
        inCell(line.resumed),
        line.worstLatency,
        line.seconds,
      ]),
    ),
  ].join("\n");
}

function inCell(figures: Spread): string {
  return figures === null ? "–" : `${figures.median} / ${figures.most}`;
}
