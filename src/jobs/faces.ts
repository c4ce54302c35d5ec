/** What each kind of delivery says, made at the moment of saying it; or nothing, where it has been overtaken. */

import type { Temporal } from "temporal-polyfill";
import { codeOfTrouble, quoteAskedAbout, tryAskedAbout, weekOfDigest } from "../core/delivery-key.ts";
import type { DigestKind } from "../core/digests/index.ts";
import { ChannelId, UserId } from "../core/ids.ts";
import { whyThisCloserLook } from "../core/loop.ts";
import { isOpen } from "../core/round.ts";
import { digestAt, digestOf, dueToNudge, mayBeSummed } from "../core/schedule.ts";
import type { Said } from "../slack/blocks.ts";
import { channelTroubleMessage, sharedBeyond } from "../slack/channel-trouble.ts";
import { focusDigestMessage } from "../slack/focus-digest-message.ts";
import { focusPicture } from "../slack/focus-picture.ts";
import { installedMessage } from "../slack/installed-message.ts";
import { composeDigestFor } from "../slack/leader-digest.ts";
import { nudgeMessage } from "../slack/nudge-message.ts";
import { loopFor } from "../slack/opening.ts";
import { quoteQuestionMessage } from "../slack/quote-question.ts";
import { roundMessage } from "../slack/round-message.ts";
import { setUpMessage } from "../slack/set-up-words.ts";
import { summaryMessage } from "../slack/summary-message.ts";
import { teamStrips } from "../slack/team-strips.ts";
import { tryQuestionMessage } from "../slack/try-answers.ts";
import type { Picture, ShownPicture } from "../slack/uploading.ts";
import { welcomeMessage } from "../slack/welcome-message.ts";
import type { Delivery } from "../store/deliveries.ts";
import { digestRhythmOf } from "../store/digest-rhythms.ts";
import { passForChannelOf } from "../store/gate.ts";
import { quoteById } from "../store/quotes.ts";
import { standingInRound, whoHasNotAnswered } from "../store/rosters.ts";
import { closerLooksSeen, type KeptRound, latestRound, roundById } from "../store/rounds.ts";
import { summaryOf } from "../store/summaries.ts";
import { type TeamWithWhen, teamById, teamInChannel } from "../store/teams.ts";
import { tryById } from "../store/tries.ts";
import type { World } from "../world.ts";
import { stillTakesPart } from "./still-takes-part.ts";
import { teamNewsMessage } from "./team-news.ts";

export type Spoken = {
  readonly picture: Picture | null;
  /** The words, with the picture where Slack can show it. */
  readonly message: (shown: ShownPicture | null) => Said;
};

/** Makes the message; null: there is nothing to say any more. */
type Face = (world: World, delivery: Delivery, now: Temporal.Instant) => Promise<Spoken | null>;

export const deliveryKinds = [
  "round",
  "nudge",
  "summary",
  "digest",
  "try_question",
  "quote_question",
  "welcome",
  "installed",
  "set_up",
  "trouble",
  "team_news",
] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

export function isDeliveryKind(kind: string): kind is DeliveryKind {
  return deliveryKinds.some((one) => one === kind);
}

/** What is said for each kind of digest; the compiler asks for one. */
const deliveryOf: Readonly<Record<DigestKind, DeliveryKind>> = {
  "team-summary": "summary",
  "focus-digest": "digest",
};

/**
 * What is said once more, marked, when nobody knows whether it was heard. Digests are: they are waited for and stand
 * nowhere else in full. Openings, nudges and questions are not: the home tab shows what is open.
 */
export const saidAgain: readonly DeliveryKind[] = Object.values(deliveryOf);

export const faces: Readonly<Record<DeliveryKind, Face>> = {
  round: roundFace,
  nudge: toWhoTakesPart(nudgeFace),
  summary: summaryFace,
  digest: toWhoTakesPart(digestFace),
  try_question: tryFace,
  quote_question: quoteFace,
  welcome: welcomeFace,
  installed: async () => inWords(installedMessage()),
  set_up: setUpFace,
  trouble: troubleFace,
  team_news: async (world, delivery, now) => {
    const message = await teamNewsMessage(world, delivery, now);
    return message === null ? null : inWords(message);
  },
};

async function roundFace({ db }: World, delivery: Delivery, now: Temporal.Instant): Promise<Spoken | null> {
  const found = await roundAndTeam(db, delivery);
  if (found === null || !isOpen(found.round, now)) return null;
  const { round, team } = found;
  const looks = await closerLooksSeen(db, team.id, round.focus, { before: round.ordinal });
  const message = roundMessage({
    round,
    teamName: team.name,
    zone: team.rhythm.zone,
    loop: await loopFor(db, team, now),
    whyCloserLook: whyThisCloserLook(round.questions, round.focus, looks),
  });
  return inWords(message);
}

/**
 * Since the nudge was planned somebody may have answered, said *Not this week*, gone away, or left the team, or it rests. And
 * two hours may have passed: then it is too late for it, whatever held it up.
 */
async function nudgeFace({ db }: World, delivery: Delivery, now: Temporal.Instant): Promise<Spoken | null> {
  if (delivery.round === null) return null;
  const person = UserId.parse(delivery.addressee);
  const standing = await standingInRound(db, delivery.round, person);
  if (standing === null || !isOpen(standing.round, now) || !standing.isMember) return null;
  const { round, team } = standing;
  if (team.paused || !dueToNudge({ ...round, nudged: false }, now)) return null;
  const { zone } = team.rhythm;
  const day = now.toZonedDateTimeISO(zone).toPlainDate();
  if (!(await whoHasNotAnswered(db, round.id, day)).includes(person)) return null;
  return inWords(nudgeMessage({ round, teamName: team.name, zone, now }));
}

/** What could not be said for weeks is not said all at once: trends and the home tab have the words. */
async function summaryFace({ db }: World, delivery: Delivery, now: Temporal.Instant): Promise<Spoken | null> {
  const found = await roundAndTeam(db, delivery);
  if (found === null || !mayBeSummed(found.round, now)) return null;
  const { round, team } = found;
  const pass = passForChannelOf(team);
  const summary = await summaryOf(db, pass, round.id);
  if (summary === null) return null;
  return {
    picture: summary.heldBack ? null : await teamStrips(db, pass),
    message: (picture) => summaryMessage(summary, { round: round.id, team: team.id, picture }),
  };
}

/** The key names the week. Up to a day late, whatever held it up; and what was paused meanwhile is left out. */
async function digestFace({ db }: World, delivery: Delivery, now: Temporal.Instant): Promise<Spoken | null> {
  const { workspace, key } = delivery;
  const person = UserId.parse(delivery.addressee);
  const week = weekOfDigest(key);
  const rhythm = await digestRhythmOf(db, workspace, person);
  if (week === null || rhythm === null || rhythm.paused) return null;
  if (digestAt(digestOf({ ...rhythm.told, zone: rhythm.zone }, week), now) === "skip") return null;
  const digest = await composeDigestFor(db, workspace, person, now, week);
  if (digest === null) return null;
  return {
    picture: focusPicture(digest),
    message: (picture) => focusDigestMessage(digest, { picture }),
  };
}

/** The key names the try and the day; another day was agreed on since, it ended, or its team rests: then nobody is asked. */
async function tryFace({ db }: World, delivery: Delivery): Promise<Spoken | null> {
  const team = delivery.team === null ? null : await teamById(db, delivery.team);
  if (team === null || team.paused || team.sharedBeyond) return null;
  const { id, askOn } = tryAskedAbout(delivery.key);
  const tried = await tryById(db, id);
  if (tried === null || tried.state !== "going" || tried.askOn.toString() !== askOn) return null;
  return inWords(tryQuestionMessage(tried));
}

/** The key names the message. Whoever has answered, whose round has closed, or who left the team, isn't asked. */
async function quoteFace({ db }: World, { key }: Delivery, now: Temporal.Instant): Promise<Spoken | null> {
  const quote = await quoteById(db, quoteAskedAbout(key));
  const standing = quote && (await standingInRound(db, quote.round, quote.author));
  if (quote?.state !== "asked" || !standing?.isMember || !isOpen(standing.round, now)) return null;
  return inWords(quoteQuestionMessage(quote, standing.team.name));
}

/** A channel that has its team by now needs no telling how one begins. */
async function welcomeFace({ db }: World, { workspace, addressee }: Delivery): Promise<Spoken | null> {
  const channel = ChannelId.parse(addressee);
  const team = await teamInChannel(db, workspace, channel);
  return team === null ? inWords(welcomeMessage(channel)) : null;
}

/** It tells of the first round to come: once that has come, its own message has said the same. */
async function setUpFace(
  { db }: World,
  { team: id }: Delivery,
  now: Temporal.Instant,
): Promise<Spoken | null> {
  const team = id === null ? null : await teamById(db, id);
  if (team === null || (await latestRound(db, team.id)) !== null) return null;
  return inWords(setUpMessage(team, now));
}

/** The key names the trouble. Who does not lead the team any more has nothing to mend; and a channel may be ours alone again. */
async function troubleFace({ db }: World, { team: id, key, addressee }: Delivery): Promise<Spoken | null> {
  const team = id === null ? null : await teamById(db, id);
  if (team === null || !team.leaders.includes(UserId.parse(addressee))) return null;
  const code = codeOfTrouble(key);
  if (code === sharedBeyond && !team.sharedBeyond) return null;
  return inWords(channelTroubleMessage(team, code));
}

/** Null too where the team has moved to another channel since, or people of another organisation would read along. */
async function roundAndTeam(
  db: World["db"],
  { round: id, addressee }: Pick<Delivery, "round" | "addressee">,
): Promise<{ readonly round: KeptRound; readonly team: TeamWithWhen } | null> {
  const round = id === null ? null : await roundById(db, id);
  const team = round === null ? null : await teamById(db, round.team);
  return round === null || team?.channel !== addressee || team.sharedBeyond ? null : { round, team };
}

/**
 * For what goes to a person: nothing, where they can't take part any more. Looking them up may take some seconds, in which
 * they may have answered: so it is made again afterwards.
 */
function toWhoTakesPart(face: Face): Face {
  return async (world, delivery, now) => {
    if ((await face(world, delivery, now)) === null) return null;
    const person = UserId.parse(delivery.addressee);
    return (await stillTakesPart(world, delivery.workspace, person, now)) ? face(world, delivery, now) : null;
  };
}

function inWords(message: Said): Spoken {
  return { picture: null, message: () => message };
}
