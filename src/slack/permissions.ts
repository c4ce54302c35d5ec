/**
 * What each right of rights.ts means: every listener names one of these, and listening.ts asks it before anything else happens.
 * What a button or a modal carries only tells which team or round is meant. Closed by default: a team or round that
 * isn't of this workspace, or isn't there, is refused like any other.
 */

import type { Temporal } from "temporal-polyfill";
import { type Answerer, mayNotAnswer } from "../core/reading.ts";
import { leadersOnly } from "../core/team.ts";
import { quoteById } from "../store/quotes.ts";
import { type Standing, standingInRound } from "../store/rosters.ts";
import { roundById } from "../store/rounds.ts";
import { nextRoundOf, teamById, teamsLedBy } from "../store/teams.ts";
import type { World } from "../world.ts";
import type { QuoteCarried, RoundCarried, SetupCarried, TeamCarried } from "./carried.ts";
import { whoIsIn } from "./channel.ts";
import { knownPerson } from "./person.ts";
import { sentenceFor, staleSentence } from "./refusals.ts";
import type { Right } from "./rights.ts";
import type { Caller } from "./visit.ts";

/** What was found on the way to a permission, so that the listener need not ask again; with the moment, where it was told. */
export type Found = { readonly asOf: Temporal.Instant } | null;

/** Answers with the sentence of its refusal; or, when the person may, with what it found, or null. */
export type Permission<C, F extends Found = null> = {
  readonly name: Right;
  readonly refuses: (world: World, caller: Caller, carried: C) => Promise<string | F>;
};

/** For what tells nobody anything about a team: help, look-ups, the source. */
export const anybody: Permission<unknown> = { name: "anybody", refuses: async () => null };

/**
 * For what is about whoever asks, and about nobody else: what somebody carries can't name another. No one is refused their
 * own, guests and people who have left their team included, and Slack isn't asked who they are: a right must not hang on that.
 */
export const themselves: Permission<unknown> = { name: "whoever it is about", refuses: async () => null };

/** People of this workspace itself: not guests, not people of another workspace in a shared channel, not bots. */
export const fullMember: Permission<unknown, null> = {
  name: "full member",
  refuses: async (_world, visit) => {
    const person = await knownPerson(visit);
    if (person.isStranger || person.isBot || person.isDeactivated) return sentenceFor({ no: "stranger" });
    return person.isGuest ? sentenceFor({ no: "guest" }) : null;
  },
};

/** People on the frozen list of an open round. */
export const onRoster: Permission<RoundCarried, Standing> = {
  name: "on the round's list",
  refuses: async ({ db }, caller, { round }) => {
    const standing = await standingInRound(db, round, caller.person);
    if (standing === null || standing.team.workspace !== caller.workspace) return staleSentence;
    return (await mayNotStand(caller, standing)) ?? standing;
  },
};

/** Why somebody may not answer a round in which they stand like this, or null. */
export async function mayNotStand(caller: Caller, standing: Standing): Promise<string | null> {
  const { team, round, asOf } = standing;
  const refusal = mayNotAnswer(round, await answererOf(caller, standing), asOf, nextRoundOf(team));
  return refusal && sentenceFor(refusal, team.rhythm.zone, asOf);
}

/** Only who isn't on the list is looked up in Slack: whoever is on it was let in when it was frozen. */
async function answererOf(
  caller: Caller,
  standing: { readonly onList: boolean; readonly isMember: boolean },
): Promise<Answerer> {
  if (standing.onList) return { ...standing, isGuest: false, isStranger: false };
  const { isGuest, isStranger } = await knownPerson(caller);
  return { ...standing, isGuest, isStranger };
}

/** Its leaders, as long as they are full members: somebody who became a guest leads nobody. */
export const leadsTeam: Permission<TeamCarried> = {
  name: "leads the team",
  refuses: async (world, visit, carried) => {
    const team = await teamById(world.db, carried.team);
    if (team === null || team.workspace !== visit.workspace) return staleSentence;
    const refusal = leadersOnly(team, visit.person);
    if (refusal !== null) return sentenceFor(refusal, team.rhythm.zone);
    return fullMember.refuses(world, visit, null);
  },
};

/** Who may set a team up: any full member; and a team that is there already may be changed by its leaders only. */
export const setsUp: Permission<SetupCarried> = {
  name: "full member; its leaders, where there is a team",
  refuses: (world, visit, { team }) =>
    team === null ? fullMember.refuses(world, visit, null) : leadsTeam.refuses(world, visit, { team }),
};

/** Leaders of the team whose round it is. */
export const leadsRoundsTeam: Permission<RoundCarried> = {
  name: "leads the round's team",
  refuses: async (world, visit, { round }) => {
    const kept = await roundById(world.db, round);
    return kept === null ? staleSentence : leadsTeam.refuses(world, visit, { team: kept.team });
  },
};

/** Whoever wrote a message that somebody would like to keep. */
export const wroteIt: Permission<QuoteCarried> = {
  name: "wrote it",
  refuses: async ({ db }, { workspace, person }, { quote: id }) => {
    const quote = await quoteById(db, id);
    const round = quote && (await roundById(db, quote.round));
    const team = round && (await teamById(db, round.team));
    return quote?.author === person && team?.workspace === workspace ? null : staleSentence;
  },
};

/** Leaders of at least one team of this workspace: for what is about their own time, and no one team. */
export const leadsAny: Permission<unknown> = {
  name: "leads a team",
  refuses: async (world, visit) => {
    const led = await teamsLedBy(world.db, visit.workspace, visit.person);
    return led.length > 0 ? fullMember.refuses(world, visit, null) : sentenceFor({ no: "leads-no-team" });
  },
};

/** Members and leaders of a team: those who may say that it talked, and what it will try. */
export const ofTeam: Permission<TeamCarried> = {
  name: "of the team",
  refuses: async (world, visit, carried) => {
    const team = await teamById(world.db, carried.team);
    if (team === null || team.workspace !== visit.workspace) return staleSentence;
    const belongs = team.members.includes(visit.person) || team.leaders.includes(visit.person);
    return belongs ? fullMember.refuses(world, visit, null) : sentenceFor({ no: "not-of-team" });
  },
};

/** Members and leaders of the team whose round it is, closed rounds included. */
export const ofRoundsTeam: Permission<RoundCarried> = {
  name: "of the round's team",
  refuses: async (world, visit, { round }) => {
    const kept = await roundById(world.db, round);
    return kept === null ? staleSentence : ofTeam.refuses(world, visit, { team: kept.team });
  },
};

/** Beyond this many in a channel only the team's own people may take it on. */
const mostLookedThrough = 1000;

/** Whoever takes on a team whose last leader has gone: a full member who is in its channel. */
export const takesOver: Permission<TeamCarried> = {
  name: "full member in the channel of a team without leaders",
  refuses: async (world, visit, carried) => {
    const team = await teamById(world.db, carried.team);
    if (team === null || team.workspace !== visit.workspace) return staleSentence;
    if (team.leaders.length > 0) return sentenceFor({ no: "not-a-leader", leaders: team.leaders });
    const refusal = await fullMember.refuses(world, visit, null);
    if (refusal !== null || team.members.includes(visit.person)) return refusal;
    const there = await whoIsIn(visit.slack, team.channel, mostLookedThrough);
    return there?.includes(visit.person) ? null : sentenceFor({ no: "not-in-channel" });
  },
};
