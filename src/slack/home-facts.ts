/** Gathers what one person's home tab tells. All of it is about them, or the frozen words of their teams. */
import type { WebClient } from "@slack/web-api";
import type { UserId, WorkspaceId } from "../core/ids.ts";
import { isOpen } from "../core/round.ts";
import { awayFrom } from "../store/away.ts";
import type { Db } from "../store/database.ts";
import { passFor } from "../store/gate.ts";
import { answerOf } from "../store/readings.ts";
import { openRoundsFor, type Standing } from "../store/rosters.ts";
import { latestRound } from "../store/rounds.ts";
import { lastSummary } from "../store/summaries.ts";
import { type TeamWithWhen, teamsLedBy, teamsOfMember } from "../store/teams.ts";
import { triesOfTeam } from "../store/tries.ts";
import type { World } from "../world.ts";
import type { HomeFacts, HomeRound } from "./home-tab.ts";
import type { HomeTeam } from "./home-team.ts";
import { troubleOf } from "./home-trouble.ts";
import { leadersWeek } from "./leader-digest.ts";
import { goingTries } from "./opening.ts";
import { knownPerson, mayTakePart } from "./person.ts";
import { teamStrips } from "./team-strips.ts";

export async function gatherHome(
  world: World,
  slack: WebClient,
  workspace: WorkspaceId,
  person: UserId,
): Promise<HomeFacts> {
  const { db } = world;
  const now = await world.now();
  const who = await knownPerson({ slack, workspace, person });
  const today = now.toZonedDateTimeISO(who.zone).toPlainDate();
  const answering = await teamsOfMember(db, workspace, person);
  const leading = await teamsLedBy(db, workspace, person);
  const own = [...answering, ...leading.filter(({ id }) => answering.every((team) => team.id !== id))];
  const open = (await openRoundsFor(db, workspace, person)).filter(({ round }) => isOpen(round, now));
  return {
    now,
    today,
    mayTakePart: mayTakePart(who),
    rounds: await Promise.all(open.map((standing) => homeRound(db, standing, person))),
    teams: await Promise.all(
      own
        .toSorted((one, other) => one.name.localeCompare(other.name, "en"))
        .map((team) => homeTeam(db, team, person)),
    ),
    away: await awayFrom(db, workspace, person, today),
    leadersWeek: leading.length === 0 ? null : await leadersWeek(db, workspace, person, now),
  };
}

async function homeRound(db: Db, standing: Standing, person: UserId): Promise<HomeRound> {
  const { round, team, hasAnswered, saidNotThisWeek } = standing;
  const said = hasAnswered ? await answerOf(db, round.id, person) : null;
  const { name: teamName, rhythm } = team;
  return { round, teamName, zone: rhythm.zone, answeredAt: said?.keptAt ?? null, saidNotThisWeek };
}

async function homeTeam(db: Db, team: TeamWithWhen, person: UserId): Promise<HomeTeam> {
  const pass = passFor({ workspace: team.workspace, person }, team);
  const last = pass && (await lastSummary(db, pass));
  const tries = await triesOfTeam(db, team.id);
  return {
    team,
    isMember: team.members.includes(person),
    leads: team.leaders.includes(person),
    trouble: await troubleOf(db, team, team.leaders.includes(person)),
    latest: await latestRound(db, team.id),
    said: last && { round: last.round.id, summary: last.summary, talkedAbout: last.round.talkedAbout },
    trying: await goingTries(db, team),
    learned: tries.flatMap(({ what, learned }) => (learned === null ? [] : [{ what, learned }])),
    strips: pass && last && !last.summary.heldBack ? await teamStrips(db, pass) : null,
  };
}
