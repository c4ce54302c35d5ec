/** Teams and rounds kept in a test's database, with everything that a test doesn't care about filled in. */
import type { CategoryKey, FocusShares, MeasureKey, SubjectKey } from "../../src/core/framework.ts";
import type { ChannelId, RoundId, UserId, WorkspaceId } from "../../src/core/ids.ts";
import type { Answer, Direction, Reading } from "../../src/core/reading.ts";
import { defaultRhythm } from "../../src/core/rhythm.ts";
import { floors } from "../../src/core/team.ts";
import { weekOf } from "../../src/core/week.ts";
import { now } from "../../src/store/clock.ts";
import type { FrozenWords, RoundFacts } from "../../src/store/closing.ts";
import type { Db } from "../../src/store/database.ts";
import { keepAnswer } from "../../src/store/readings.ts";
import { type Opening, openRound } from "../../src/store/round-opening.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import { setUpTeam, type TeamDraft } from "../../src/store/team-setup.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { keepWorkspace } from "../../src/store/workspaces.ts";

export const harbour = "T0HARBOUR" as WorkspaceId;
export const timeToSmile = "time-to-smile" as MeasureKey;
export const people = ["ada", "ben", "cyd", "dee", "eli", "fay", "gus"].map(
  (name) => `U0${name.toUpperCase()}` as UserId,
);

export function person(name: string): UserId {
  return `U0${name.toUpperCase()}` as UserId;
}

const focus: FocusShares = { customer: 20, employee: 20, business: 30, knowledge: 20, acceleration: 10 };

/** A team of seven, led by Lea, in a workspace that is kept with it. */
export async function keptTeam(db: Db, wish: Partial<TeamDraft> = {}): Promise<TeamWithWhen> {
  const at = await now(db);
  await keepWorkspace(db, {
    id: harbour,
    name: "Harbour",
    botUser: "U0BEARINGS" as UserId,
    installedAt: at,
  });
  const set = await setUpTeam(db, {
    workspace: harbour,
    channel: "C0HARBOUR" as ChannelId,
    name: "Harbour Support",
    mode: "confidential",
    rhythm: defaultRhythm("Europe/Berlin"),
    members: people,
    leaders: [person("lea")],
    nextOpensAt: at,
    createdAt: at,
    ...wish,
  });
  if ("no" in set) throw new Error(set.no);
  return set.kept;
}

/** A round that is open now, for three days. */
export async function keptRound(db: Db, team: TeamWithWhen, wish: Partial<Opening> = {}): Promise<KeptRound> {
  const at = await now(db);
  const day = at.toZonedDateTimeISO("UTC").toPlainDate();
  const round = await openRound(db, {
    team: team.id,
    week: weekOf(at, "UTC"),
    opensAt: at,
    closesAt: at.add({ hours: 72 }),
    nudgesAt: at.add({ hours: 48 }),
    floor: floors[team.mode],
    mode: team.mode,
    questions: {
      categories: ["customer", "employee"],
      closerLook: { category: "business", measures: [timeToSmile] },
    },
    focus,
    firstDay: day,
    lastDay: day.add({ days: 3 }),
    ...wish,
  });
  if (round === null) throw new Error("That week has its round already.");
  return round;
}

/** An answer from a few words: `{ customer: "slipping" }`. */
export function answer(
  said: Partial<Record<CategoryKey | "time-to-smile", Direction>>,
  rest: Partial<Answer> = {},
): Answer {
  const readings: Reading[] = Object.entries(said).map(([subject, direction]) => ({
    subject: subject as SubjectKey,
    direction,
    goodEnough: false,
    ballpark: null,
  }));
  return { readings, reflection: null, ...rest };
}

/** Several people hand in the same. */
export async function everyoneSays(
  db: Db,
  round: RoundId,
  who: readonly UserId[],
  what: Answer,
): Promise<void> {
  for (const one of who) {
    const keeping = await keepAnswer(db, { round, person: one, answer: what });
    if (!keeping.kept) throw new Error(`${one}: ${keeping.why}`);
  }
}

/** Words that say nothing: for tests about what happens around them. */
export function noWords(_facts: RoundFacts): FrozenWords {
  return { labels: [], ballparks: [], answered: null, tellsChange: true, summary: { words: "none" } };
}
