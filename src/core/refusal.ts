/**
 * Every expected "no", as data, with the facts that its sentence needs. A surface turns it into words, and the compiler
 * names each place that must answer for a new one. A surprise is not a refusal: it throws.
 */
import type { Temporal } from "temporal-polyfill";
import type { CategoryKey, MeasureKey, SubjectKey, Unit } from "./framework.ts";
import type { UserId } from "./ids.ts";

export type Refusal =
  /** `nextOpensAt` is null where no further round is planned. */
  | {
      readonly no: "round-closed";
      readonly closedAt: Temporal.Instant;
      readonly nextOpensAt: Temporal.Instant | null;
    }
  | { readonly no: "round-not-open"; readonly opensAt: Temporal.Instant }
  /** Not on the list that was frozen when the round opened. `joined-later`: a member now, on the next list. */
  | { readonly no: "not-on-list"; readonly because: "joined-later" | "not-a-member" }
  | { readonly no: "guest" }
  /** From another workspace, in a shared channel. */
  | { readonly no: "stranger" }
  /** A check-in needs one direction at least. */
  | { readonly no: "nothing-said" }
  /** The form asked something that this round doesn't: an old form. */
  | { readonly no: "not-asked"; readonly subject: SubjectKey }
  | {
      readonly no: "number-outside";
      readonly measure: MeasureKey;
      readonly unit: Unit;
      readonly lowest: number;
      readonly highest: number;
    }
  /** What was typed can't be read as a number without guessing. */
  | { readonly no: "not-a-number"; readonly unit: Unit }
  /** The measure has no unit, so no number can be noted for it. */
  | { readonly no: "no-unit"; readonly measure: MeasureKey }
  | { readonly no: "text-missing"; readonly of: TextOf }
  /** `limit` in characters, after what can't be seen was taken out. */
  | { readonly no: "text-too-long"; readonly of: TextOf; readonly limit: number }
  /** A team is asked about a try on a day to come, within a year. */
  | {
      readonly no: "ask-on-outside";
      readonly earliest: Temporal.PlainDate;
      readonly latest: Temporal.PlainDate;
    }
  | { readonly no: "try-ended" }
  /** The five words about a leader's time were all left empty, or all "none". */
  | { readonly no: "no-time-reported" }
  /** A share of leaders' time is a whole percent, and none is more than half. */
  | { readonly no: "share-outside"; readonly category: CategoryKey; readonly most: number }
  /** The shares of leaders' time don't make 100. */
  | { readonly no: "shares-not-whole"; readonly sum: number }
  /** Neither a member nor a leader of the team that something belongs to. */
  | { readonly no: "not-of-team" }
  | { readonly no: "not-a-leader"; readonly leaders: readonly UserId[] }
  | { readonly no: "leads-no-team" }
  | { readonly no: "no-team-here" }
  | { readonly no: "no-team-of-yours" }
  | { readonly no: "no-open-round"; readonly nextOpensAt: Temporal.Instant | null }
  | { readonly no: "already-open-this-week"; readonly closesAt: Temporal.Instant }
  | { readonly no: "already-closed-this-week"; readonly nextOpensAt: Temporal.Instant | null }
  /** This week's round was due while nobody was there to open it. */
  | { readonly no: "was-skipped"; readonly nextOpensAt: Temporal.Instant | null }
  | { readonly no: "team-too-small"; readonly fewest: number }
  | { readonly no: "team-too-big"; readonly most: number }
  /** A confidential team needs as many members as its floor; a smaller one may choose the open mode. */
  | { readonly no: "too-few-for-confidential"; readonly floor: number }
  | { readonly no: "leader-missing" }
  /** The team rests: its leaders resume it before anything opens. */
  | { readonly no: "paused" }
  /** Only somebody who is in the team's channel may take the team on. */
  | { readonly no: "not-in-channel" }
  /** Another measure in use has that name, or reads the same. */
  | { readonly no: "name-taken"; readonly name: string }
  /** A category has as many measures in use as one can look at. */
  | { readonly no: "too-many-measures"; readonly most: number }
  /** Rounds would have nothing to ask about when it is that category's turn. */
  | { readonly no: "last-asked"; readonly category: CategoryKey }
  /** Changed or retired meanwhile, or never there. */
  | { readonly no: "no-such-measure" };

export type TextOf =
  | "reflection"
  | "try"
  | "learned"
  | "focus-note"
  | "team-name"
  | "measure-name"
  | "measure-words";

/** Whether a decision came out as a no. What can be refused carries no field named `no`. */
export function isRefusal<Kept extends object>(outcome: Kept | Refusal): outcome is Refusal {
  return "no" in outcome;
}
