/** `/bearings metric`: what a measure or category is, how it is got and misread, what to ask, and what my team says of it. */
import type { Button } from "@slack/types";
import { frameworkV1, measureByKey } from "../core/catalogue/index.ts";
import type { Category, Measure } from "../core/framework.ts";
import { isCategoryKey, type SubjectKey } from "../core/framework.ts";
import type { ChannelId, TeamId } from "../core/ids.ts";
import { trendOf } from "../core/trend.ts";
import type { Db } from "../store/database.ts";
import { type Pass, passFor } from "../store/gate.ts";
import { hear, unhear } from "../store/heard.ts";
import { notedValuesOf } from "../store/noted-values.ts";
import { type TeamWithWhen, teamById } from "../store/teams.ts";
import type { World } from "../world.ts";
import { aside, button, buttons, inert, type Said, words } from "./blocks.ts";
import { type MeasureCarried, measureCarried } from "./carried.ts";
import { historyOf } from "./history.ts";
import { categoryWords, measureWords, sourceLine, type TeamSays, teamWords } from "./look-up-words.ts";
import { noteNumberId } from "./note-modal.ts";
import { fullMember, ofTeam } from "./permissions.ts";
import type { Pressed } from "./pressed.ts";
import { staleSentence } from "./refusals.ts";
import type { Surface } from "./surface.ts";
import { sentence, slackCode, tellOnly, type Visit } from "./visit.ts";

export const shareLookUpId = "share_look_up";

export type LookUp = {
  readonly subject: Measure | Category;
  /** Said first, such as how what was typed was taken. */
  readonly intro: string | null;
  readonly team: { readonly id: TeamId; readonly says: TeamSays } | null;
  /** Whether there is a channel to share it in. */
  readonly shareable: boolean;
};

export function lookUpMessage({ subject, intro, team, shareable }: LookUp): Said {
  const isMeasure = "unit" in subject;
  const paragraphs = isMeasure ? measureWords(subject) : categoryWords(subject);
  const unit = isMeasure ? subject.unit : null;
  const carried = measureCarried.write({ team: team?.id ?? null, measure: subject.key });
  const offered: Button[] = [
    ...(team !== null && unit !== null ? [button(noteNumberId, "Note a number", carried)] : []),
    ...(shareable ? [button(shareLookUpId, "Share here", carried)] : []),
  ];
  return {
    text: [intro ?? "", `${inert(subject.name)}: ${inert(subject.meaning)}`].join(" ").trim(),
    blocks: [
      ...(intro === null ? [] : [words(intro)]),
      ...paragraphs.map((paragraph) => words(paragraph)),
      ...(team === null ? [] : [words(teamWords(team.says, unit))]),
      aside(inert(sourceLine(isMeasure ? subject.origin : null))),
      ...(offered.length > 0 ? [buttons("look-up", ...offered)] : []),
    ],
  };
}

/** A measure or a category by its key; null where the framework has none any more. */
export function subjectByKey(key: string): Measure | Category | null {
  return isCategoryKey(key)
    ? (frameworkV1.categories.find((category) => category.key === key) ?? null)
    : measureByKey(key);
}

/** What one team has said and noted of a subject. For its own people, and in its own channel. */
export async function teamSays(
  db: Db,
  pass: Pass,
  { id, name }: TeamWithWhen,
  subject: SubjectKey,
): Promise<TeamSays> {
  const history = await historyOf(db, pass);
  const noted = await notedValuesOf(db, id, subject);
  return {
    name,
    trend: trendOf(history.get(subject) ?? []),
    noted: noted.map(({ week, value }) => ({ week, value })),
  };
}

/**
 * Puts the card into the channel, by whoever pressed; a team's words only into the team's own channel. One card is shared
 * once, however often its button is pressed.
 */
async function share(
  world: World,
  visit: Visit,
  { team, measure }: MeasureCarried,
  { card: pressed }: Pressed,
): Promise<void> {
  const { channel, slack, person } = visit;
  const subject = subjectByKey(measure);
  if (subject === null) return tellOnly(visit, sentence(staleSentence));
  if (channel === null) return;
  const shared = `shared ${channel} ${pressed}`;
  if ((await hear(world.db, shared)) === null) return tellOnly(visit, sentence(sharedAlready));
  const own = team === null ? null : await ownTeamIn(world, visit, team, channel);
  const pass = own && passFor({ workspace: visit.workspace, everybodyIn: channel }, own);
  const says = own && pass && { id: own.id, says: await teamSays(world.db, pass, own, subject.key) };
  const intro = `<@${person}> looked this up:`;
  const card = lookUpMessage({ subject, intro, team: says, shareable: false });
  try {
    await slack.chat.postMessage({ channel, ...card, unfurl_links: false, unfurl_media: false });
  } catch (error) {
    const no = slackCode(error);
    // Where nobody knows whether it was posted, it is not posted again.
    if (no !== null) await unhear(world.db, shared);
    if (no !== "not_in_channel" && no !== "channel_not_found") throw error;
    await tellOnly(visit, sentence(notInChannelSentence));
  }
}

const sharedAlready =
  "I shared this already. If you don't find it further down in this channel, look it up again.";

const notInChannelSentence =
  "I can't post here: I'm not in this channel. Type `/invite @Bearings` and press *Share here* again.";

async function ownTeamIn(
  world: World,
  visit: Visit,
  id: TeamId,
  channel: ChannelId,
): Promise<TeamWithWhen | null> {
  const team = await teamById(world.db, id);
  if (team === null || team.channel !== channel) return null;
  return (await ofTeam.refuses(world, visit, { team: id })) === null ? team : null;
}

export const lookUp: Surface = {
  listen(listening, world) {
    const guard = { carries: measureCarried, may: fullMember };
    listening.button(shareLookUpId, guard, (visit, carried, pressed) =>
      share(world, visit, carried, pressed),
    );
  },
};
