/** What leaders take out of Bearings as files, gathered through the gate in their name, and sent to nobody else. */
import { attribution } from "../core/catalogue/index.ts";
import { composeExport, howToRead, type OwnTime, type TeamExport } from "../core/team-export.ts";
import type { Db } from "../store/database.ts";
import { focusReportsOf } from "../store/focus-reports.ts";
import { focusChangesOf } from "../store/focus-shares.ts";
import { frameworkOf } from "../store/frameworks.ts";
import { type Pass, passFor } from "../store/gate.ts";
import { ballparksOfTeam, labelsOfTeam } from "../store/labels.ts";
import { notedValuesOf } from "../store/noted-values.ts";
import { type TeamWithWhen, teamsLedBy } from "../store/teams.ts";
import { triesOfTeam } from "../store/tries.ts";
import type { World } from "../world.ts";
import { exportTable } from "./export-table.ts";
import { sendFiles, type TextFile } from "./sending-files.ts";
import { sentence, tellDirectly, type Visit } from "./visit.ts";

export const exportForms = ["csv", "json"] as const;
export type ExportForm = (typeof exportForms)[number];

/** Longer than anything is kept: 400 days are 58 weeks. */
const everyRound = 60;

/** Sends every team that somebody leads, in the forms they chose. Where that can't be done they are told so, in words. */
export async function sendExport(world: World, visit: Visit, forms: readonly ExportForm[]): Promise<void> {
  const { slack, person } = visit;
  try {
    await sendFiles(slack, person, await exportFiles(world.db, visit, forms), fileWords);
  } catch (error) {
    world.log.warn("an export was not sent", { error });
    await tellDirectly(slack, person, sentence(notSent));
  }
}

/** The files, as of now. Only of teams that this person leads now. */
export async function exportFiles(
  db: Db,
  { workspace, person, now }: Pick<Visit, "workspace" | "person" | "now">,
  forms: readonly ExportForm[],
): Promise<readonly TextFile[]> {
  const teams: TeamExport[] = [];
  for (const team of await teamsLedBy(db, workspace, person)) {
    const pass = passFor({ workspace, person }, team);
    if (pass !== null) teams.push(await exportOf(db, pass, team));
  }
  const time: readonly OwnTime[] = await focusReportsOf(db, workspace, person, { weeks: everyRound });
  const name = `bearings-${now.toString().slice(0, 10)}`;
  return forms.map((form) => ({
    name: `${name}.${form}`,
    text:
      form === "csv"
        ? exportTable([...attribution, ...howToRead], teams, time)
        : exportDocument(teams, time, now.toString({ smallestUnit: "second" })),
  }));
}

/** A program may read it, so its names are for ever. */
export function exportDocument(teams: readonly TeamExport[], time: readonly OwnTime[], made: string): string {
  const format = "bearings-export/1";
  return `${JSON.stringify({ format, made, attribution, howToRead, teams, yourTime: time }, null, 2)}\n`;
}

async function exportOf(db: Db, pass: Pass, team: TeamWithWhen): Promise<TeamExport> {
  const changes = await focusChangesOf(db, [team.id]);
  return composeExport({
    team: team.name,
    framework: await frameworkOf(db, team.id),
    labels: await labelsOfTeam(db, pass, { rounds: everyRound }),
    ballparks: await ballparksOfTeam(db, pass, { rounds: everyRound }),
    noted: await notedValuesOf(db, team.id),
    tries: await triesOfTeam(db, team.id),
    zone: team.rhythm.zone,
    shares: changes.get(team.id) ?? [],
  });
}

const fileWords =
  "Here is what your teams said, tried and learned, with how to read it and whose framework it is. It stands in our direct messages for as long as your workspace keeps them.";

const notSent = "I couldn't send your export just now. Nothing was lost: ask for it again in a moment.";
