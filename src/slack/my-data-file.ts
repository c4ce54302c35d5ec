/**
 * What is kept of a person as a file for that person, in their direct messages with Bearings. It stands in Slack then, where
 * others may export it, so nothing that they answered is in it: that is to be seen in the modal, and nowhere else.
 */
import type { Temporal } from "temporal-polyfill";
import { measureByKey, subjectName } from "../core/catalogue/index.ts";
import { type KeptOfPerson, keptOf } from "../store/people.ts";
import type { World } from "../world.ts";
import { sendFiles } from "./sending-files.ts";
import { sentence, tellDirectly, type Visit } from "./visit.ts";

/** The file's own form. A program may read it, so its names are for ever. */
export function myDataFile(
  kept: KeptOfPerson,
  of: Pick<Visit, "workspace" | "person">,
  now: Temporal.Instant,
): string {
  const file = {
    what: "What Bearings keeps of one person in one Slack workspace",
    made: now.toString({ smallestUnit: "second" }),
    workspace: of.workspace,
    person: of.person,
    teams: kept.teams.map(({ name, isMember, leads, askedIn }) => ({ name, isMember, leads, askedIn })),
    noticed: kept.reflections.map(({ team, week, text }) => ({ team, week, text })),
    messages: kept.quotes.map(({ team, week, text, state }) => ({ team, week, text, state })),
    tries: kept.tries.map(({ team, what, state, learned }) => ({ team, what, state, learned })),
    numbers: kept.notedValues.map(({ team, week, measure, value }) => {
      const framework = kept.frameworks?.get(team);
      const unit = measureByKey(measure, framework)?.unit ?? null;
      return { team, week, measure: subjectName(measure, framework), value, unit };
    }),
    time: kept.focusReports.map(({ week, words }) => ({ week, ...words })),
    away: kept.away.map(({ firstDay, lastDay }) => ({
      first: firstDay.toString(),
      last: lastDay.toString(),
    })),
    focusShares: kept.focusChanges.map(({ team, note, since }) => ({ team, note, since: since.toString() })),
    poolsIn: kept.poolsIn,
    digest: kept.digest && { ...kept.digest.told, zone: kept.digest.zone, paused: kept.digest.paused },
    messageRecords: kept.toldRecords,
    leftOut: [
      "Your answers in open rounds, what waits below the floor, and what you said in an open team: this file stands in Slack, where others may export it. Type /bearings mydata to see them.",
      "Answers of closed rounds: they have become words, and nothing says which part of them was yours.",
    ],
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Sends it to whoever asked. Where that can't be done they are told so, in words. */
export async function sendMyFile({ db, log }: World, visit: Visit): Promise<void> {
  const { slack, workspace, person, now } = visit;
  try {
    const text = myDataFile(await keptOf(db, workspace, person), visit, now);
    const name = `bearings-${now.toString().slice(0, 10)}.json`;
    await sendFiles(slack, person, [{ name, text }], fileWords);
  } catch (error) {
    log.warn("a person's file was not sent", { error });
    await tellDirectly(slack, person, sentence(notSent));
  }
}

const notSent = "I couldn't send your file just now. Nothing was lost: ask for it again in a moment.";

const fileWords =
  "Here is what I keep of you, as a file. It stands in our direct messages for as long as your workspace keeps them.";
