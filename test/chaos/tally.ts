/** What a run counted, scenario by scenario, for the table at its end. */
import { appendFileSync } from "node:fs";

export type Tally = {
  readonly scenario: string;
  readonly engine: string;
  readonly seed: number;
  kills: number;
  databaseCrashes: number;
  /** Messages of the outbox that Slack carried out. */
  deliveries: number;
  /** Carried out more often than once, and not as the one marked resend. */
  duplicates: number;
  resends: number;
  /** Answers and commands that were acknowledged. */
  acknowledged: number;
  /** Breaches of I6. */
  lost: number;
  breaches: number;
  /** From the end of a process until the next one is ready, or of a fault until the week's work is done, in milliseconds. */
  recoveries: number[];
  /** From the death of a process that was speaking until the next message is said, in milliseconds. */
  resumed: number[];
  /** Answers to people, in milliseconds. */
  latencies: number[];
  seconds: number;
};

export function newTally(scenario: string, engine: string, seed: number): Tally {
  return {
    scenario,
    engine,
    seed,
    kills: 0,
    databaseCrashes: 0,
    deliveries: 0,
    duplicates: 0,
    resends: 0,
    acknowledged: 0,
    lost: 0,
    breaches: 0,
    recoveries: [],
    resumed: [],
    latencies: [],
    seconds: 0,
  };
}

/** Hands a tally to the run that prints them all (run.ts). */
export function hand(tally: Tally): void {
  const file = process.env.BEARINGS_CHAOS_TALLIES;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(tally)}\n`);
}

/** The middle of some figures; 0 of none. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export function largest(figures: readonly number[]): number {
  return figures.reduce((one, other) => Math.max(one, other), 0);
}
