/** Two teams in one workspace whose rounds of a Monday are open, and one of the same people in another workspace. */
import { Temporal } from "temporal-polyfill";
import type { ChannelId, TeamId, UserId, WorkspaceId } from "../../src/core/ids.ts";
import { harbour, nightDesk, setsUp } from "../../src/playground/scenes/scene.ts";
import type { Visitor } from "../../src/playground/visitor.ts";
import { latestRound } from "../../src/store/rounds.ts";
import { teamInChannel } from "../../src/store/teams.ts";
import { startTry } from "../../src/store/tries.ts";
import { keepWorkspace } from "../../src/store/workspaces.ts";
import { keptRound, keptTeam } from "./kept-teams.ts";
import { type TestTown, testTown } from "./town.ts";
import { visitorsOf } from "./visitors.ts";

/** A team and what there is of it that a button or a modal may carry. */
export type Ids = { readonly team: string; readonly round: string; readonly try: string };

export type TwoTeams = {
  readonly town: TestTown;
  /** The same visitor each time, so that what they typed is still there. */
  readonly as: (name: string) => Visitor;
  /** Harbour Support, led by Ada. */
  readonly ours: Ids;
  /** Night Desk, led by Bruno. Ivan is not in it. */
  readonly theirs: Ids;
  /** In another workspace, with Ivan in it and leading it. */
  readonly elsewhere: Ids;
  /** What the operator was told since somebody last asked. */
  readonly newTroubles: () => readonly string[];
};

export async function openTwoTeams(): Promise<TwoTeams> {
  const town = await testTown();
  const as = visitorsOf(() => town);
  await setsUp(town, "UADA", "#harbour-support", { members: harbour, leaders: ["UADA"] });
  await setsUp(town, "UBRUNO", "#night-desk", { members: nightDesk, leaders: ["UBRUNO"] });
  await town.turnTo(Temporal.Instant.from("2026-11-23T15:00:00Z"));
  let heard = 0;
  return {
    town,
    as,
    ours: await idsOf(town, "CHARBOUR"),
    theirs: await idsOf(town, "CNIGHT"),
    elsewhere: await inAnotherWorkspace(town),
    newTroubles: () => {
      const troubles = town.troubles.slice(heard);
      heard = town.troubles.length;
      return troubles;
    },
  };
}

async function idsOf(town: TestTown, channel: string): Promise<Ids> {
  const { db } = town.world;
  const team = await teamInChannel(db, "TLOCAL" as WorkspaceId, channel as ChannelId);
  const round = team && (await latestRound(db, team.id));
  if (team === null || round === null) throw new Error(`There is no round in ${channel}.`);
  return { team: team.id, round: round.id, try: await aTry(town, team.id) };
}

async function aTry({ world }: TestTown, team: TeamId): Promise<string> {
  const askOn = Temporal.PlainDate.from("2026-12-24");
  const what = "A shared inbox at shift change";
  const started = { category: "employee", what, ledBy: null, askOn } as const;
  return (await startTry(world.db, team, started, await world.now())).id;
}

/** For these people the ids would be the right ones, if only they came from there. */
async function inAnotherWorkspace(town: TestTown): Promise<Ids> {
  const { db } = town.world;
  const workspace = "TOTHER" as WorkspaceId;
  const now = await town.world.now();
  await keepWorkspace(db, { id: workspace, name: "Other", botUser: "UBOT" as UserId, installedAt: now });
  const later = now.add({ hours: 24 * 300 });
  const people = ["UADA", "UIVAN", "UCHEN", "UDALIA", "UELIF"] as UserId[];
  const team = await keptTeam(db, {
    workspace,
    channel: "CHARBOUR" as ChannelId,
    name: "Night Desk of another workspace",
    members: people,
    leaders: people,
    nextOpensAt: later,
  });
  const round = await keptRound(db, team, { closesAt: later, nudgesAt: null });
  return { team: team.id, round: round.id, try: await aTry(town, team.id) };
}
