/** The same organisations, lived through in the database: what closing holds back is what the rule says, round by round. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { ChannelId, UserId } from "../../src/core/ids.ts";
import { type Week, weeksLater } from "../../src/core/week.ts";
import { closeNow } from "../../src/slack/closing.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { passForChannelOf } from "../../src/store/gate.ts";
import { labelsOfTeam } from "../../src/store/labels.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import { answers, members, readings, rounds } from "../../src/store/schema.ts";
import { summaryOf } from "../../src/store/summaries.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { anySeed, chance } from "../support/chance.ts";
import { testDatabase } from "../support/database.ts";
import { keptRound, keptTeam } from "../support/kept-teams.ts";
import {
  likelyVictims,
  type PlayedRound,
  teamsInAnOrganisation,
  whatIsTold,
} from "../support/organisations.ts";
import { bySize } from "../support/size.ts";

const organisations = bySize({ commit: 1, nightly: 4, release: 12 });
const weeks = bySize({ commit: 4, nightly: 52, release: 52 });
const firstWeek = "2025-W02" as Week;

test("what is held back at close is what the rule says", { timeout: 6 * 3_600_000 }, async () => {
  const seed = anySeed();
  let heldBack = 0;
  let blocks = 0;
  for (let at = 0; at < organisations; at += 1) {
    const db = await testDatabase();
    const teams = await keptTeams(db);
    const played = likelyVictims(chance(seed + at), weeks);
    const expected = whatIsTold(played);
    for (const [number, week] of played.entries()) {
      const open = await openWeek(db, teams, week, number);
      for (const [place, round] of open.entries()) {
        await answerIn(db, round.id, week[place]);
        const closed = await closeNow(db, round, await now(db));
        const rule = expected[number]?.[place];
        const saw = `seed ${seed + at}, week ${number}, round ${place}`;
        expect(closed?.heldBack, saw).toBe(rule?.heldBack);
        const frozen = await whatWasFrozen(db, teams, round);
        expect(frozen.told, saw).toBe(rule?.told);
        expect(frozen.blockHeldBack, saw).toBe(rule?.blockHeldBack);
        heldBack += rule?.heldBack ? 1 : 0;
        blocks += rule?.blockHeldBack ? 1 : 0;
      }
    }
  }
  process.stdout.write(
    `subtraction at close: ${organisations} organisations over ${weeks} weeks, ${heldBack} rounds and ${blocks} blocks held back as the rule says (seed ${seed})\n`,
  );
  expect(heldBack).toBeGreaterThan(0);
});

async function keptTeams(db: Db): Promise<readonly TeamWithWhen[]> {
  const teams: TeamWithWhen[] = [];
  for (let at = 0; at < teamsInAnOrganisation; at += 1) {
    teams.push(await keptTeam(db, { channel: `C${at}` as ChannelId, name: `Team ${at}` }));
  }
  return teams;
}

/** Every team's round of one week is open at the same time, as in life. */
async function openWeek(
  db: Db,
  teams: readonly TeamWithWhen[],
  week: readonly PlayedRound[],
  number: number,
): Promise<readonly KeptRound[]> {
  const open: KeptRound[] = [];
  for (const { team: at, people, floor } of week) {
    const team = teamAt(teams, at);
    await db.delete(members).where(eq(members.team, team.id));
    if (people.size > 0) {
      await db.insert(members).values([...people].map((id) => ({ team: team.id, person: id as UserId })));
    }
    const questions = { categories: ["customer"], closerLook: null } as const;
    open.push(await keptRound(db, team, { week: weeksLater(firstWeek, number), floor, questions }));
  }
  return open;
}

async function answerIn(db: Db, round: KeptRound["id"], played: PlayedRound | undefined): Promise<void> {
  const who = [...(played?.people ?? [])].slice(0, played?.answering) as UserId[];
  if (who.length === 0) return;
  const said = { round, subject: "customer", direction: "slipping" } as const;
  await db.insert(readings).values(who.map((person) => ({ ...said, person })));
  const keptAt = await now(db);
  await db.insert(answers).values(who.map((person) => ({ round, person, keptAt })));
}

/** As the rule knows it: something was told of the week itself; what waited was held back. */
async function whatWasFrozen(
  db: Db,
  teams: readonly TeamWithWhen[],
  { id, team: of }: KeptRound,
): Promise<{ readonly told: boolean; readonly blockHeldBack: boolean }> {
  const pass = passForChannelOf(
    teamAt(
      teams,
      teams.findIndex((team) => team.id === of),
    ),
  );
  const words = (await labelsOfTeam(db, pass, { rounds: 1 })).filter(({ round }) => round === id);
  const [row] = await db.select({ answered: rounds.answered }).from(rounds).where(eq(rounds.id, id));
  const summary = await summaryOf(db, pass, id);
  const waited = `${summary?.together?.intro ?? ""} ${summary?.heldBack?.tail ?? ""}`;
  return {
    told:
      words.some(({ span, label }) => span === "round" && label.word !== "too-few") || row?.answered != null,
    blockHeldBack: /What waited from .* (is held back|is deleted with them)/.test(waited),
  };
}

function teamAt(teams: readonly TeamWithWhen[], at: number): TeamWithWhen {
  const team = teams[at];
  if (team === undefined) throw new Error(`There is no team ${at}.`);
  return team;
}
