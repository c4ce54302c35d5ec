/** A small thing a team will try, with the day it will be asked about. It ends as learned or dropped, or is still going. */
import { Temporal } from "temporal-polyfill";
import type { CategoryKey } from "./framework.ts";
import type { TeamId, TryId, UserId } from "./ids.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import { takeText } from "./text.ts";

export const tryStates = ["going", "learned", "dropped"] as const;
export type TryState = (typeof tryStates)[number];

export type Try = {
  readonly id: TryId;
  readonly team: TeamId;
  readonly category: CategoryKey;
  readonly what: string;
  /** Whoever keeps an eye on it, by their own offer; null when nobody in particular. */
  readonly ledBy: UserId | null;
  /** A local day of the team. */
  readonly askOn: Temporal.PlainDate;
  readonly state: TryState;
  /** What was learned, once it ended as learned. */
  readonly learned: string | null;
};

/** What somebody hands in for a new try. */
export type NewTry = {
  readonly category: CategoryKey;
  readonly what: string;
  readonly ledBy: UserId | null;
  readonly askOn: Temporal.PlainDate;
};

/** What a team says when asked how a try went. */
export type TryAnswer =
  | { readonly how: "learned"; readonly learned: string }
  | { readonly how: "still-going"; readonly askOn: Temporal.PlainDate }
  | { readonly how: "dropped" };

/** A try is asked about from tomorrow to a year from now. */
const latestAfter = { years: 1 } as const;

/** How a try stands after an answer. */
export type TryAfter = Pick<Try, "state" | "learned" | "askOn">;

/** A new try as it is kept: one line of up to 200 characters, and a day to come on which the team is asked about it. */
export function takeTry(written: NewTry, today: Temporal.PlainDate): NewTry | Refusal {
  const what = takeText(written.what, "try");
  if (isRefusal(what)) return what;
  return dayOutside(written.askOn, today) ?? { ...written, what: what.text };
}

/** What becomes of a try: learned, with what; still going, with the next day to ask; or dropped. An ended one stays. */
export function answerTry(tried: Try, answer: TryAnswer, today: Temporal.PlainDate): TryAfter | Refusal {
  if (tried.state !== "going") return { no: "try-ended" };
  switch (answer.how) {
    case "learned": {
      const learned = takeText(answer.learned, "learned");
      if (isRefusal(learned)) return learned;
      return { state: "learned", learned: learned.text, askOn: tried.askOn };
    }
    case "still-going":
      return (
        dayOutside(answer.askOn, today) ?? { state: "going", learned: tried.learned, askOn: answer.askOn }
      );
    case "dropped":
      return { state: "dropped", learned: null, askOn: tried.askOn };
  }
}

function dayOutside(askOn: Temporal.PlainDate, today: Temporal.PlainDate): Refusal | null {
  const earliest = today.add({ days: 1 });
  const latest = today.add(latestAfter);
  const isInside =
    Temporal.PlainDate.compare(askOn, earliest) >= 0 && Temporal.PlainDate.compare(askOn, latest) <= 0;
  return isInside ? null : { no: "ask-on-outside", earliest, latest };
}
