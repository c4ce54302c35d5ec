/** What each kind of delivery says, made at the moment of saying it; or nothing, where it has been overtaken. */
import type { WebClient } from "@slack/web-api";
import type { Temporal } from "temporal-polyfill";
import type { DigestKind } from "../core/digests/index.ts";
import { ChannelId, type RoundId, TryId, UserId } from "../core/ids.ts";
import { whyThisCloserLook } from "../core/loop.ts";
import { isOpen } from "../core/round.ts";
import type { Said } from "../slack/blocks.ts";
import { focusDigestMessage } from "../slack/focus-digest-message.ts";
import { focusPicture } from "../slack/focus-picture.ts";
import { composeDigestFor } from "../slack/leader-digest.ts";
import { nudgeMessage } from "../slack/nudge-message.ts";
import { loopFor, summaryOf } from "../slack/opening.ts";
import { roundMessage } from "../slack/round-message.ts";
import { setUpMessage } from "../slack/set-up-words.ts";
import { summaryMessage } from "../slack/summary-message.ts";
import { teamStrips } from "../slack/team-strips.ts";
import { tryQuestionMessage } from "../slack/try-answers.ts";
import { type Picture, uploadPicture } from "../slack/uploading.ts";
import { welcomeMessage } from "../slack/welcome-message.ts";
import type { Delivery } from "../store/deliveries.ts";
import { standingInRound } from "../store/rosters.ts";
import { closerLooksSeen, type KeptRound, roundById } from "../store/rounds.ts";
import { type TeamWithWhen, teamById } from "../store/teams.ts";
import { tryById } from "../store/tries.ts";
import type { World } from "../world.ts";

export type Spoken = {
  readonly message: Said;
  /** The same words, where the message has a picture that Slack may not show yet. */
  readonly withoutPicture?: Said;
};

/** Makes the message; null: there is nothing to say any more. */
type Face = (
  world: World,
  slack: WebClient,
  delivery: Delivery,
  now: Temporal.Instant,
) => Promise<Spoken | null>;

export const deliveryKinds = [
  "round",
  "nudge",
  "summary",
  "digest",
  "try_question",
  "welcome",
  "set_up",
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
 * Whether something is said once more, marked, when nobody knows whether it was heard. Digests are: they are waited for
 * and stand nowhere else in full. Openings, nudges and questions are not: the home tab shows what is open.
 */
export function isSaidAgain(kind: string): boolean {
  return Object.values(deliveryOf).some((digest) => digest === kind);
}

export const faces: Readonly<Record<DeliveryKind, Face>> = {
  round: (world, _slack, delivery, now) => roundFace(world, delivery, now),
  nudge: (world, _slack, delivery, now) => nudgeFace(world, delivery, now),
  summary: summaryFace,
  digest: digestFace,
  try_question: (world, _slack, delivery) => tryFace(world, delivery),
  welcome: async (_world, _slack, { addressee }) => ({ message: welcomeMessage(ChannelId.parse(addressee)) }),
  set_up: (world, _slack, delivery, now) => setUpFace(world, delivery, now),
};

async function roundFace({ db }: World, delivery: Delivery, now: Temporal.Instant): Promise<Spoken | null> {
  const found = await roundAndTeam(db, delivery);
  if (found === null || !isOpen(found.round, now)) return null;
  const { round, team } = found;
  const seen = await closerLooksSeen(db, team.id);
  const before = round.questions.closerLook === null ? seen : seen.slice(0, -1);
  const message = roundMessage({
    round,
    teamName: team.name,
    zone: team.rhythm.zone,
    loop: await loopFor(db, team, now),
    whyCloserLook: whyThisCloserLook(round.questions, round.focus, before),
  });
  return { message };
}

/** Somebody may have answered, or said *Not this week*, since the nudge was planned. */
async function nudgeFace({ db }: World, delivery: Delivery, now: Temporal.Instant): Promise<Spoken | null> {
  if (delivery.round === null) return null;
  const standing = await standingInRound(db, delivery.round, UserId.parse(delivery.addressee));
  if (standing === null || !isOpen(standing.round, now) || standing.hasAnswered || standing.saidNotThisWeek)
    return null;
  const { round, team } = standing;
  return { message: nudgeMessage({ round, teamName: team.name, zone: team.rhythm.zone, now }) };
}

async function summaryFace({ db }: World, slack: WebClient, delivery: Delivery): Promise<Spoken | null> {
  const found = await roundAndTeam(db, delivery);
  const summary = found === null ? null : summaryOf(found.round);
  if (found === null || summary === null) return null;
  const { round, team } = found;
  const drawn = await uploaded(slack, await teamStrips(db, team.id));
  return withAndWithout(drawn, (picture) =>
    summaryMessage(summary, { round: round.id, team: team.id, picture }),
  );
}

async function digestFace(
  { db }: World,
  slack: WebClient,
  delivery: Delivery,
  now: Temporal.Instant,
): Promise<Spoken | null> {
  const digest = await composeDigestFor(db, delivery.workspace, UserId.parse(delivery.addressee), now);
  if (digest === null) return null;
  const drawn = await uploaded(slack, await focusPicture(digest));
  return withAndWithout(drawn, (picture) => focusDigestMessage(digest, { picture }));
}

/** The key names the try and the day; another day was agreed on since, or it ended: then nobody is asked. */
async function tryFace({ db }: World, delivery: Delivery): Promise<Spoken | null> {
  const [, id, askOn] = delivery.key.split(":");
  const tried = await tryById(db, TryId.parse(id));
  if (tried === null || tried.state !== "going" || tried.askOn.toString() !== askOn) return null;
  return { message: tryQuestionMessage(tried) };
}

async function setUpFace(
  { db }: World,
  { team: id }: Delivery,
  now: Temporal.Instant,
): Promise<Spoken | null> {
  const team = id === null ? null : await teamById(db, id);
  return team === null ? null : { message: setUpMessage(team, now) };
}

async function roundAndTeam(
  db: World["db"],
  { round: id }: { readonly round: RoundId | null },
): Promise<{ readonly round: KeptRound; readonly team: TeamWithWhen } | null> {
  const round = id === null ? null : await roundById(db, id);
  const team = round === null ? null : await teamById(db, round.team);
  return round === null || team === null ? null : { round, team };
}

type Shown = { readonly file: string; readonly alt: string };

/** Words never wait for a picture: where it can't be uploaded they go out alone. */
async function uploaded(slack: WebClient, picture: Picture | null): Promise<Shown | null> {
  const file = picture === null ? null : await uploadPicture(slack, picture);
  return picture === null || file === null ? null : { file, alt: picture.alt };
}

function withAndWithout(picture: Shown | null, compose: (picture: Shown | null) => Said): Spoken {
  return picture === null
    ? { message: compose(null) }
    : { message: compose(picture), withoutPicture: compose(null) };
}
