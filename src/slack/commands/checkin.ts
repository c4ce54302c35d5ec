import { openRoundsFor, type Standing, standingInRound } from "../../store/rosters.ts";
import { latestRound, openRoundOfTeam } from "../../store/rounds.ts";
import { type TeamWithWhen, teamInChannel, teamsLedBy, teamsOfMember } from "../../store/teams.ts";
import type { World } from "../../world.ts";
import { button, inert, type Said, words } from "../blocks.ts";
import { roundCarried } from "../carried.ts";
import { openCheckIn } from "../check-in-opening.ts";
import { isStillToOpen, openNowButton } from "../open-now.ts";
import { fullMember, mayNotStand } from "../permissions.ts";
import { sentenceFor } from "../refusals.ts";
import { giveReadingId } from "../round-message.ts";
import { sentence, tellOnly, type Visit } from "../visit.ts";
import type { Command } from "./command.ts";

export const checkin: Command = {
  word: "checkin",
  takes: "",
  help: "Give your reading, or change it. Leaders may open this week's round now",
  may: fullMember,
  answer: checkIn,
};

/** This channel's round for its own people; else their only open round, or a choice of several. */
async function checkIn(world: World, visit: Visit): Promise<void> {
  const { db } = world;
  const here = visit.channel === null ? null : await teamInChannel(db, visit.workspace, visit.channel);
  const round = here && (await openRoundOfTeam(db, here.id));
  if (here !== null && round !== null) {
    const standing = await standingInRound(db, round.id, visit.person);
    if (standing?.onList || standing?.isMember) return answer(world, visit, standing);
  }
  if (here !== null && round === null && isOf(here, visit)) return noneOpen(world, visit, [here]);

  const open = await openRoundsFor(db, visit.workspace, visit.person);
  const [first, second] = open;
  if (first !== undefined) {
    return second === undefined ? answer(world, visit, first) : tellOnly(visit, whichRound(open));
  }
  const outside = round && (await standingInRound(db, round.id, visit.person));
  if (outside !== null) return answer(world, visit, outside);
  await noneOpen(world, visit, await teamsOf(world, visit));
}

/** Opens the check-in for who is on its list; to anybody else it says why not. */
async function answer(world: World, visit: Visit, standing: Standing): Promise<void> {
  const refusal = await mayNotStand(visit, standing);
  if (refusal !== null) return tellOnly(visit, sentence(refusal));
  await openCheckIn(world, visit, standing);
}

/** In one message: beyond this the home tab is the place. */
const most = 25;

function whichRound(open: readonly Standing[]): Said {
  const question = "You're asked in more than one team. Which one?";
  return {
    text: question,
    blocks: [
      words(question),
      ...open
        .slice(0, most)
        .map(({ team, round }) =>
          words(
            `*${inert(team.name)}*`,
            button(giveReadingId, "Give your reading", roundCarried.write({ round: round.id })),
          ),
        ),
    ],
  };
}

/** Says when the next one opens; to leaders it offers to open this week's now. */
async function noneOpen(world: World, visit: Visit, teams: readonly TeamWithWhen[]): Promise<void> {
  const [soonest] = teams.toSorted((one, other) =>
    one.paused === other.paused
      ? Number(one.nextOpensAt.epochMilliseconds - other.nextOpensAt.epochMilliseconds)
      : Number(one.paused) - Number(other.paused),
  );
  if (soonest === undefined) return tellOnly(visit, sentence(sentenceFor({ no: "no-team-of-yours" })));
  const { zone } = soonest.rhythm;
  const line = soonest.paused
    ? sentenceFor({ no: "paused" })
    : sentenceFor({ no: "no-open-round", nextOpensAt: soonest.nextOpensAt }, zone, visit.now);
  const openable = await teamsToOpen(world, visit, teams);
  if (openable.length === 0) return tellOnly(visit, sentence(line));
  await tellOnly(visit, {
    text: line,
    blocks: [
      words(line),
      ...openable.slice(0, most).map((team) => words(`*${inert(team.name)}*`, openNowButton(team))),
    ],
  });
}

async function teamsToOpen({ db }: World, { person, now }: Visit, teams: readonly TeamWithWhen[]) {
  const led = teams.filter((team) => team.leaders.includes(person));
  const latest = await Promise.all(led.map((team) => latestRound(db, team.id)));
  return led.filter((team, at) => isStillToOpen(team, latest[at] ?? null, now));
}

async function teamsOf({ db }: World, { workspace, person }: Visit): Promise<readonly TeamWithWhen[]> {
  const answering = await teamsOfMember(db, workspace, person);
  const leading = await teamsLedBy(db, workspace, person);
  return [...answering, ...leading.filter(({ id }) => answering.every((team) => team.id !== id))];
}

function isOf({ members, leaders }: TeamWithWhen, { person }: Visit): boolean {
  return members.includes(person) || leaders.includes(person);
}
