/**
 * Rounds as people live them, seen from outside: several teams at once, answers at random times in random order, with
 * names and without, changed, taken back, *Not this week*, weeks with too few. What was said by whom is written down
 * here, so that an attacker's guesses can be counted.
 */
import type { CategoryKey } from "../../src/core/framework.ts";
import type { ChannelId, UserId } from "../../src/core/ids.ts";
import { type Answer, directions } from "../../src/core/reading.ts";
import { type Week, weekOf, weeksLater } from "../../src/core/week.ts";
import { closeNow } from "../../src/slack/closing.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { plan } from "../../src/store/deliveries.ts";
import { noteValue } from "../../src/store/noted-values.ts";
import { keepAnswer, sayNotThisWeek } from "../../src/store/readings.ts";
import { whoHasNotAnswered } from "../../src/store/rosters.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { startTry } from "../../src/store/tries.ts";
import type { Chance } from "./chance.ts";
import { keptRound, keptTeam, timeToSmile } from "./kept-teams.ts";

/** Who said what in one round, in the order in which it was last said. */
export type Lived = {
  readonly round: KeptRound;
  readonly roster: readonly UserId[];
  readonly said: readonly Told[];
  /** In the order in which people first said anything. */
  readonly firstSaid: readonly UserId[];
};

export type Told = { readonly person: UserId; readonly answer: Answer };

export type Neighbourhood = { readonly teams: readonly TeamWithWhen[]; readonly firstWeek: Week };

/** Some teams of different people, from ten to fourteen each, in one workspace. */
export async function settle(db: Db, by: Chance, count: number): Promise<Neighbourhood> {
  const teams: TeamWithWhen[] = [];
  for (let at = 0; at < count; at += 1) {
    const size = 10 + by.below(5);
    const ids = Array.from({ length: size }, () => `U${letters(by, 9)}` as UserId);
    teams.push(
      await keptTeam(db, {
        channel: `C0TEAM${at}` as ChannelId,
        name: `Team ${at}`,
        members: by.shuffled(ids),
        leaders: [`U0LEADS${at}` as UserId],
      }),
    );
  }
  return { teams, firstWeek: weekOf(await now(db), "UTC") };
}

/** One week of all teams: their rounds open, people answer between each other, and all close. */
export async function liveOneWeek(
  db: Db,
  by: Chance,
  { teams, firstWeek }: Neighbourhood,
  week: number,
): Promise<readonly Lived[]> {
  const open: { round: KeptRound; team: TeamWithWhen; told: Map<UserId, Answer>; first: UserId[] }[] = [];
  for (const team of teams) {
    const round = await keptRound(db, team, { week: weeksLater(firstWeek, week) });
    open.push({ round, team, told: new Map(), first: [] });
  }
  const acts = by.shuffled(open.flatMap((one) => visits(by, one.team).map((person) => ({ one, person }))));
  for (const { one, person } of acts) {
    if (by.happens(0.1)) await besides(db, by, one.team, one.round, person);
    const answer = anAnswer(by, one.told.get(person));
    const keeping = await keepAnswer(db, { round: one.round.id, person, answer });
    if (!keeping.kept) throw new Error(keeping.why);
    if (!one.told.has(person)) one.first.push(person);
    one.told.delete(person);
    one.told.set(person, answer);
  }
  const lived: Lived[] = [];
  for (const { round, team, told, first } of by.shuffled(open)) {
    await remind(db, by, round, team);
    await closeNow(db, round, await now(db));
    const said = [...told].map(([person, answer]) => ({ person, answer }));
    lived.push({ round, roster: team.members, said, firstSaid: first });
  }
  return lived;
}

/** Who comes, some of them twice; one week in seven too few do. */
function visits(by: Chance, team: TeamWithWhen): readonly UserId[] {
  const willing = by.happens(1 / 7) ? 2 + by.below(3) : team.members.length - by.below(3);
  const who = by.shuffled(team.members).slice(0, willing);
  return [...who, ...who.filter(() => by.happens(0.25))];
}

/** A new answer, or another reflection than before: most of them without a name. */
function anAnswer(by: Chance, before: Answer | undefined): Answer {
  const categories: readonly CategoryKey[] = ["customer", "employee"];
  const writes = by.happens(before === undefined ? 0.9 : 0.8);
  return {
    readings: [
      ...categories.map((subject) => ({
        subject,
        direction: by.one(directions),
        goodEnough: by.happens(0.3),
        ballpark: null,
      })),
      { subject: timeToSmile, direction: null, goodEnough: false, ballpark: 1 + by.below(9) },
    ],
    reflection: writes ? { text: prose(by), named: by.happens(0.35) } : null,
  };
}

/** What else people do meanwhile, which takes transaction numbers too. */
async function besides(
  db: Db,
  by: Chance,
  team: TeamWithWhen,
  round: KeptRound,
  person: UserId,
): Promise<void> {
  if (by.happens(0.5)) return void (await sayNotThisWeek(db, round.id, person));
  const at = await now(db);
  if (by.happens(0.5)) {
    const askOn = at.toZonedDateTimeISO("UTC").toPlainDate().add({ days: 14 });
    await startTry(db, team.id, { category: "customer", what: prose(by), ledBy: person, askOn }, at);
  } else {
    await noteValue(db, {
      team: team.id,
      measure: timeToSmile,
      week: round.week,
      value: 1 + by.below(9),
      notedBy: person,
    });
  }
}

async function remind(db: Db, by: Chance, round: KeptRound, team: TeamWithWhen): Promise<void> {
  if (by.happens(0.2)) return;
  const at = await now(db);
  const silent = await whoHasNotAnswered(db, round.id, at.toZonedDateTimeISO("UTC").toPlainDate());
  await plan(
    db,
    silent.map((person) => ({
      key: `nudge:${round.id}:${person}`,
      kind: "nudge",
      workspace: team.workspace,
      team: team.id,
      round: round.id,
      addressee: person,
      dueAt: at,
    })),
  );
}

/** Words that nobody has said before, of very different lengths. */
function prose(by: Chance): string {
  return Array.from({ length: 1 + by.below(by.happens(0.1) ? 60 : 8) }, () =>
    letters(by, 2 + by.below(6)),
  ).join(" ");
}

function letters(by: Chance, count: number): string {
  return Array.from({ length: count }, () => by.one([..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"])).join("");
}
