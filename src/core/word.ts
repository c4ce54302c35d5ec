/** What a round says of one subject once its readings have become words: this is all of it that is kept. */
import { isCategoryKey, type SubjectKey } from "./framework.ts";
import { isBelowFloor, isGoodEnough, type Label, labelOf } from "./label.ts";
import type { Tally } from "./reading.ts";
import type { Mode } from "./team.ts";

/** The word of one subject: of a round, or of a block taken together. */
export type SubjectWord = {
  readonly subject: SubjectKey;
  readonly label: Label;
  /** Of categories only. */
  readonly goodEnough: boolean;
};

/** The words of a round, or of a block, by its own frozen rule. One for each tally, in their order; no count is left. */
export function wordsOf(
  tallies: readonly Tally[],
  rule: { readonly floor: number; readonly mode: Mode },
): readonly SubjectWord[] {
  return tallies.map((tally) => ({
    subject: tally.subject,
    label: labelOf(tally, rule),
    goodEnough: isCategoryKey(tally.subject) && isGoodEnough(tally, rule.floor),
  }));
}

/** Whether anything of it waits for the end of its block: said, but by fewer people than the floor gave a direction. */
export function leavesWaiting(tallies: readonly Tally[], floor: number): boolean {
  return tallies.some((tally) => tally.answered > 0 && isBelowFloor(tally, floor));
}

/** Whether there is anything to tell: a label, or that it is good enough for now. */
export function saysAnything({ label, goodEnough }: SubjectWord): boolean {
  return label.word !== "too-few" || goodEnough;
}
