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
  /** Milliseconds from the end of a process, or of a fault, until it serves again. */
  readonly recovery: { readonly median: number; readonly most: number };
  /** Milliseconds: the longest that somebody waited for an answer that kept something. */
  readonly worstLatency: number;
  readonly seconds: number;
};

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
  const recoveries = of.flatMap((tally) => tally.recoveries);
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
    recovery: { median: median(recoveries), most: largest(recoveries) },
    worstLatency: largest(of.flatMap(({ latencies }) => latencies)),
    seconds: sum(({ seconds }) => seconds),
  };
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
        `${line.recovery.median} / ${line.recovery.most}`,
        line.worstLatency,
        line.seconds,
      ]),
    ),
  ].join("\n");
}
