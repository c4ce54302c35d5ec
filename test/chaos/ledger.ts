/** What people were told was kept: written down beside the app, and unknown to it. */
import type { Answer } from "./answers.ts";

export type Given = { readonly answer: Answer; readonly acknowledged: boolean };

export type Ledger = {
  /** Somebody handed something in, and was or wasn't told that it is kept. */
  readonly write: (round: string, person: string, given: Given) => void;
  /**
   * What may stand for somebody: the last answer that was acknowledged, or one handed in after it of which nobody was
   * told whether it was kept. Null stands for nothing at all.
   */
  readonly mayStand: (round: string, person: string) => readonly (Answer | null)[];
  readonly rounds: () => readonly string[];
  readonly peopleOf: (round: string) => readonly string[];
  readonly acknowledged: () => number;
};

export function openLedger(): Ledger {
  const written = new Map<string, Map<string, Given[]>>();
  let acknowledged = 0;
  return {
    write(round, person, given) {
      const people = written.get(round) ?? new Map<string, Given[]>();
      written.set(round, people);
      people.set(person, [...(people.get(person) ?? []), given]);
      if (given.acknowledged) acknowledged += 1;
    },
    mayStand(round, person) {
      const all = written.get(round)?.get(person) ?? [];
      const last = all.findLastIndex((given) => given.acknowledged);
      const standing = last < 0 ? null : (all[last]?.answer ?? null);
      return [standing, ...all.slice(last + 1).map(({ answer }) => answer)];
    },
    rounds: () => [...written.keys()],
    peopleOf: (round) => [...(written.get(round)?.keys() ?? [])],
    acknowledged: () => acknowledged,
  };
}
