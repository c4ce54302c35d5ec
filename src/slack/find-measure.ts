/** A picker of everything that can be looked up: what ships, and what one's own teams made their own. */
import type { PlainTextOption, SectionBlock } from "@slack/types";
import { frameworkV1, subjectName } from "../core/catalogue/index.ts";
import { TeamId } from "../core/ids.ts";
import { isRefusal } from "../core/refusal.ts";
import { frameworkOf } from "../store/frameworks.ts";
import { passFor } from "../store/gate.ts";
import { type TeamWithWhen, teamById } from "../store/teams.ts";
import type { World } from "../world.ts";
import { clip, limits } from "./blocks.ts";
import { nothingCarried } from "./carried.ts";
import { option } from "./form.ts";
import { lookUpMessage } from "./look-up-message.ts";
import { type Subject, subjectByKey, teamSaid } from "./looking-up.ts";
import { oneTeamMeant, teamsMeant } from "./meant-team.ts";
import { nearest } from "./near-names.ts";
import { fullMember, ofTeam } from "./permissions.ts";
import { staleSentence } from "./refusals.ts";
import type { Surface } from "./surface.ts";
import { sayWithPicture } from "./uploading.ts";
import { type Caller, sentence, tellOnly, type Visit } from "./visit.ts";

export const findMeasureId = "find_measure";

/** Offered as soon as it is opened; typing makes it shorter. */
export function measurePicker(words: string): SectionBlock {
  return {
    type: "section",
    block_id: "find",
    text: { type: "mrkdwn", text: words, verbatim: true },
    accessory: {
      type: "external_select",
      action_id: findMeasureId,
      min_query_length: 0,
      placeholder: { type: "plain_text", text: "Find a measure" },
    },
  };
}

type Offered = { readonly team: TeamWithWhen | null; readonly subject: Subject };

/** What ships, without what the teams of whoever asks retired; and those teams' own, each with the team's name. */
export async function offeredTo({ db }: World, caller: Caller): Promise<readonly Offered[]> {
  const meant = await teamsMeant(db, caller);
  const teams = isRefusal(meant) ? [] : meant;
  const own: Offered[] = [];
  const [team] = teams;
  const base = team !== undefined && teams.length === 1 ? await frameworkOf(db, team.id) : frameworkV1;
  for (const each of teams) {
    const { measures } = await frameworkOf(db, each.id);
    own.push(
      ...measures.filter(({ origin }) => origin === "team").map((subject) => ({ team: each, subject })),
    );
  }
  const shipped = [...base.categories, ...base.measures.filter(({ origin }) => origin !== "team")];
  return [...shipped.map((subject) => ({ team: null, subject })), ...own];
}

/** Those that hold what was typed; else those near it. */
export function matching(typed: string, offered: readonly Offered[]): readonly Offered[] {
  const wanted = typed.trim().toLowerCase();
  const holding = offered.filter(({ subject }) => subject.name.toLowerCase().includes(wanted));
  if (holding.length > 0) return holding.slice(0, limits.options);
  const { meant, others } = nearest(typed, offered, ({ subject }) => [subject.name]);
  return meant === null ? [] : [meant, ...others];
}

/** The team goes with the key: two teams may have the same key for different things. */
function asOption({ team, subject }: Offered): PlainTextOption {
  const beside = "unit" in subject ? subjectName(subject.category) : "a category";
  const told = team === null ? beside : `${beside}, ${team.name}`;
  return {
    ...option(`${team?.id ?? "-"} ${subject.key}`, subject.name),
    description: { type: "plain_text", text: clip(told, limits.option), emoji: false },
  };
}

async function chooses(world: World, visit: Visit, chosen: string | null): Promise<void> {
  const [id = "", key = ""] = (chosen ?? "").split(" ");
  const named = TeamId.safeParse(id);
  const team = named.success
    ? await teamToldTo(world, visit, named.data)
    : await oneTeamMeant(world.db, visit);
  const subject = subjectByKey(key, team === null ? undefined : await frameworkOf(world.db, team.id));
  if (subject === null) return tellOnly(visit, sentence(staleSentence));
  await tellCard(world, visit, { subject, team, intro: null });
}

async function teamToldTo(world: World, visit: Visit, id: TeamId): Promise<TeamWithWhen | null> {
  if ((await ofTeam.refuses(world, visit, { team: id })) !== null) return null;
  return teamById(world.db, id);
}

/** The card of a measure or a category, to whoever asked, with what their team has said of it. */
export async function tellCard(
  { db }: World,
  visit: Visit,
  {
    subject,
    team,
    intro,
  }: { readonly subject: Subject; readonly team: TeamWithWhen | null; readonly intro: string | null },
): Promise<void> {
  const pass = team && passFor(visit, team);
  const said = team && pass && (await teamSaid(db, pass, team, subject));
  const framework = team === null ? frameworkV1 : await frameworkOf(db, team.id);
  const shareable = visit.channel !== null && !visit.channel.startsWith("D");
  await sayWithPicture({ db, ...visit }, said?.strip ?? null, (picture) =>
    tellOnly(visit, lookUpMessage({ subject, intro, team: said, shareable, framework, picture })),
  );
}

export const findMeasure: Surface = {
  listen(listening, world) {
    listening.options(findMeasureId, { may: fullMember }, async (typed, caller) =>
      matching(typed, await offeredTo(world, caller)).map(asOption),
    );
    const guard = { carries: nothingCarried, may: fullMember };
    listening.button(findMeasureId, guard, (visit, _, { chosen }) => chooses(world, visit, chosen));
  },
};
