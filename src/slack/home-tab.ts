/** The home tab: what is asked of me first, then what my teams said, what we try, and what I may do. It is the truth where a message got lost. */
import type { HomeView, KnownBlock } from "@slack/types";
import type { Temporal } from "temporal-polyfill";
import type { UserId, WorkspaceId } from "../core/ids.ts";
import type { Round } from "../core/round.ts";
import type { Week } from "../core/week.ts";
import { type Away, backFrom } from "../store/away.ts";
import { killPoint } from "../store/kill-point.ts";
import type { World } from "../world.ts";
import { aside, button, buttons, heading, inert, rule, words } from "./blocks.ts";
import { nothingCarried, roundCarried } from "./carried.ts";
import { gatherHome } from "./home-facts.ts";
import { backId, homeMine } from "./home-mine.ts";
import { publishWithPictures, type TeamPictures } from "./home-pictures.ts";
import { type HomeTeam, homeTeamBlocks } from "./home-team.ts";
import { momentWords, weekdayWords } from "./moments.ts";
import { themselves } from "./permissions.ts";
import { knownPerson } from "./person.ts";
import { answerButtons, giveReadingId } from "./round-message.ts";
import { setUpButton } from "./setup-modal.ts";
import { attributionLine } from "./source-words.ts";
import type { Surface } from "./surface.ts";
import { whatIsThis } from "./what-is-this.ts";

export type HomeFacts = {
  readonly now: Temporal.Instant;
  /** The person's own day. */
  readonly today: Temporal.PlainDate;
  /** A full member of this workspace: others can't set a team up. */
  readonly mayTakePart: boolean;
  /** Rounds that are open and ask this person, the one that closes first on top. */
  readonly rounds: readonly HomeRound[];
  readonly teams: readonly HomeTeam[];
  readonly away: readonly Away[];
  /** The leader's own week; null for somebody who leads no team. */
  readonly leadersWeek: Week | null;
};

export type HomeRound = {
  readonly round: Pick<Round, "id" | "closesAt">;
  readonly teamName: string;
  readonly zone: string;
  readonly answeredAt: Temporal.Instant | null;
  readonly saidNotThisWeek: boolean;
};

/** Slack takes 100 blocks: at most 8 × 2 for rounds, 9 × 7 for teams, 3 pictures, and a dozen for the rest. */
const most = { rounds: 8, teams: 9 } as const;

/** `pictures`: of the teams whose strips Slack has by now. */
export function homeView(facts: HomeFacts, pictures: TeamPictures = new Map()): HomeView {
  return {
    type: "home",
    blocks: [
      ...(facts.teams.length + facts.rounds.length === 0 ? firstTime(facts) : ofTeams(facts, pictures)),
      rule(),
      aside(
        "What you answer is kept only until it has become words. `/bearings privacy` says it all, `/bearings help` lists what you can type.",
      ),
      aside(attributionLine()),
    ],
  };
}

/** Three lines for somebody who is in no team yet, and the way to start one. */
function firstTime({ mayTakePart }: HomeFacts): KnownBlock[] {
  const lines = whatIsThis().blocks.filter((block) => block.type === "section");
  const start = setUpButton("Set up a team", { channel: null, team: null }, { primary: true });
  return [
    heading("Which way is it heading?"),
    ...lines,
    ...(mayTakePart
      ? [
          words("*To begin:* set up the team of a channel. It takes about a minute."),
          buttons("set-up", start),
        ]
      : []),
  ];
}

function ofTeams(facts: HomeFacts, pictures: TeamPictures): KnownBlock[] {
  const { rounds, teams, now } = facts;
  return [
    heading(rounds.length === 0 ? "Nothing is asked of you just now" : "Asked of you now"),
    ...rounds.slice(0, most.rounds).flatMap((round) => roundBlocks(round, now)),
    ...andMore(
      rounds.length - most.rounds,
      "open round",
      "`/bearings checkin` in the team's channel opens it.",
    ),
    ...teams.slice(0, most.teams).flatMap((team) => homeTeamBlocks(team, now, pictures.get(team.team.id))),
    ...andMore(teams.length - most.teams, "team", "`/bearings trends` in the team's channel tells of it."),
    ...homeMine(facts),
  ];
}

function roundBlocks(
  { round, teamName, zone, answeredAt, saidNotThisWeek }: HomeRound,
  now: Temporal.Instant,
): KnownBlock[] {
  const until = momentWords(round.closesAt, zone, now);
  const line = `*${inert(teamName)}*, open until ${until}.`;
  const carried = roundCarried.write({ round: round.id });
  if (answeredAt !== null) {
    return [
      words(`${line} You answered on ${weekdayWords(answeredAt, zone)}, and can change it until then.`),
      buttons(`round:${round.id}`, button(giveReadingId, "Look at it, or change it", carried)),
    ];
  }
  if (saidNotThisWeek) {
    return [
      words(
        `${line} You said *Not this week*, and that's fine. If you change your mind, the way in is open.`,
      ),
      buttons(`round:${round.id}`, button(giveReadingId, "Give your reading", carried)),
    ];
  }
  return [words(`${line} It takes about 90 seconds.`), buttons(`round:${round.id}`, ...answerButtons(round))];
}

function andMore(count: number, what: string, where: string): KnownBlock[] {
  return count > 0 ? [aside(`And ${count} more ${what}${count === 1 ? "" : "s"}. ${where}`)] : [];
}

/** Draws somebody's home tab anew. Nothing happens where Bearings isn't installed any more. */
export async function publishHome(world: World, workspace: WorkspaceId, person: UserId): Promise<void> {
  const slack = await world.slackFor(workspace);
  if (slack === null) return;
  const facts = await gatherHome(world, slack.people, workspace, person);
  const wall = { db: world.db, slack: slack.people, workspace, now: facts.now };
  killPoint("before the home tab is drawn");
  await publishWithPictures(wall, facts.teams, (pictures) =>
    slack.people.views.publish({ user_id: person, view: homeView(facts, pictures) }),
  );
  killPoint("after the home tab is drawn");
}

export const home: Surface = {
  listen(listening, world) {
    listening.event("app_home_opened", async ({ workspace, person }, event) => {
      if (event.tab === "home" && person !== null) await publishHome(world, workspace, person);
    });
    listening.button(
      backId,
      { carries: nothingCarried, may: themselves },
      async ({ workspace, person, now, slack }) => {
        const { zone } = await knownPerson({ slack, workspace, person });
        await backFrom(world.db, workspace, person, now.toZonedDateTimeISO(zone).toPlainDate());
        await publishHome(world, workspace, person);
      },
    );
  },
};
