/** What a closed round says of a category or measure, in words and never in counts. */
import type { Tally } from "./reading.ts";
import { signTest } from "./sign-test.ts";
import type { Mode } from "./team.ts";

export type LabelDirection = "improving" | "slipping" | "holding";

export type Label =
  | { readonly word: "clear"; readonly direction: LabelDirection }
  | { readonly word: "leaning"; readonly direction: LabelDirection }
  | { readonly word: "mixed" }
  | { readonly word: "too-few" };

/**
 * The word for one subject of a round. "Clear": if everyone had tossed a coin between the two sides, so lopsided a split
 * would come at most 1 time in 10, and more than half say so. "Leaning": less than half the time, and two in five say
 * so. "Holding" is an answer of its own. "Mixed": a coin could easily do it. "Too few": fewer than the floor gave a
 * direction, or more people couldn't tell than could. In confidential rounds five who all agree still say "leaning":
 * a clear direction needs six answers and clear holding eight, so that no word tells what each person answered.
 */
export function labelOf(
  tally: Pick<Tally, "improving" | "holding" | "slipping" | "cantTell">,
  rule: { readonly floor: number; readonly mode: Mode },
): Label {
  const { improving, holding, slipping, cantTell } = tally;
  const said = improving + holding + slipping;
  if (said < rule.floor || cantTell > said) return { word: "too-few" };

  const direction = improving > slipping ? "improving" : "slipping";
  const [winners, others] = [Math.max(improving, slipping), Math.min(improving, slipping)];
  if (winners > others) {
    const p = signTest(winners, others);
    if (p <= 0.1 && 2 * winners > said) return { word: mayBeClear(6) ? "clear" : "leaning", direction };
    if (p < 0.5 && 5 * winners >= 2 * said) return { word: "leaning", direction };
  }
  const moving = improving + slipping;
  if (holding > moving) {
    const isClear = signTest(holding, moving) <= 0.1 && mayBeClear(8);
    return { word: isClear ? "clear" : "leaning", direction: "holding" };
  }
  return { word: "mixed" };

  function mayBeClear(answers: number): boolean {
    return rule.mode === "open" || said >= answers;
  }
}

/**
 * Whether a category is "good enough for now": at least the floor said anything of it, and two thirds of those or more
 * ticked it.
 */
export function isGoodEnough(tally: Pick<Tally, "goodEnough" | "answered">, floor: number): boolean {
  return tally.answered >= floor && tally.goodEnough * 3 >= tally.answered * 2;
}

/**
 * Whether too few gave a direction for a word this week: then what they said waits for the end of its block. Who can't
 * tell gave none.
 */
export function isBelowFloor(
  { improving, holding, slipping }: Pick<Tally, "improving" | "holding" | "slipping">,
  floor: number,
): boolean {
  return improving + holding + slipping < floor;
}
