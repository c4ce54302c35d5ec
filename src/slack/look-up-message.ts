/** `/bearings metric`: what a measure or category is, how it is got and misread, what to ask, and what my team says of it. */
import type { Button } from "@slack/types";
import type { Category, Framework, Measure } from "../core/framework.ts";
import type { TeamId } from "../core/ids.ts";
import { frameworkMeant } from "../store/frameworks.ts";
import { passFor } from "../store/gate.ts";
import { hear, unhear } from "../store/heard.ts";
import { type TeamWithWhen, teamById } from "../store/teams.ts";
import type { World } from "../world.ts";
import { aside, button, buttons, inert, picture as pictureBlock, type Said, words } from "./blocks.ts";
import { type MeasureCarried, measureCarried } from "./carried.ts";
import { categoryWords, measureWords, sourceLine, type TeamSays, teamWords } from "./look-up-words.ts";
import { subjectByKey, teamSaid } from "./looking-up.ts";
import { noteNumberId } from "./note-modal.ts";
import { fullMember, ofTeam } from "./permissions.ts";
import type { Pressed } from "./pressed.ts";
import { staleSentence } from "./refusals.ts";
import type { Surface } from "./surface.ts";
import { type ShownPicture, sayWithPicture } from "./uploading.ts";
import { sentence, slackCode, tellOnly, type Visit } from "./visit.ts";

export const shareLookUpId = "share_look_up";

export type LookUp = {
  readonly subject: Measure | Category;
  /** Said first, such as how what was typed was taken. */
  readonly intro: string | null;
  readonly team: { readonly id: TeamId; readonly says: TeamSays } | null;
  /** Whether there is a channel to share it in. */
  readonly shareable: boolean;
  /** The team's, or the one that ships. */
  readonly framework: Framework;
  /** The team's last twelve rounds of it, where it has any. */
  readonly picture: ShownPicture | null;
};

export function lookUpMessage({ subject, intro, team, shareable, framework, picture }: LookUp): Said {
  const isMeasure = "unit" in subject;
  const paragraphs = isMeasure ? measureWords(subject) : categoryWords(subject, framework);
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
      ...(picture === null ? [] : [pictureBlock(picture.file, picture.alt)]),
      aside(inert(sourceLine(isMeasure ? subject : null))),
      ...(offered.length > 0 ? [buttons("look-up", ...offered)] : []),
    ],
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
  if (channel === null) return;
  const asked = team === null ? null : await ownTeam(world, visit, team);
  const framework = await frameworkMeant(world.db, asked);
  const subject = subjectByKey(measure, framework);
  if (subject === null) return tellOnly(visit, sentence(staleSentence));
  const shared = `shared ${channel} ${pressed}`;
  if ((await hear(world.db, shared)) === null) return tellOnly(visit, sentence(sharedAlready));
  const pass = asked && passFor({ workspace: visit.workspace, everybodyIn: channel }, asked);
  const said = asked && pass && (await teamSaid(world.db, pass, asked, subject));
  const intro = `<@${person}> looked this up:`;
  try {
    await sayWithPicture({ db: world.db, ...visit }, said?.strip ?? null, (picture) => {
      const card = lookUpMessage({ subject, intro, team: said, shareable: false, framework, picture });
      return slack.chat.postMessage({ channel, ...card, unfurl_links: false, unfurl_media: false });
    });
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

async function ownTeam(world: World, visit: Visit, id: TeamId): Promise<TeamWithWhen | null> {
  const team = await teamById(world.db, id);
  if (team === null) return null;
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
