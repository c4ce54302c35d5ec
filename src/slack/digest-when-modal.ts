/** When a leader hears their weekly digest: day, hour and zone, each leader for themselves; or not for now. */
import type { ModalView } from "@slack/types";
import type { UserId, WorkspaceId } from "../core/ids.ts";
import { digestDefault, isTime, isZone, type Weekday, type WeeklyMoment } from "../core/rhythm.ts";
import { nextDigest } from "../core/schedule.ts";
import type { Db } from "../store/database.ts";
import { deliveryByKey } from "../store/deliveries.ts";
import { changeDigestRhythm, type DigestRhythm, digestKey, digestRhythmOf } from "../store/digest-rhythms.ts";
import { keepOnce } from "../store/heard.ts";
import type { World } from "../world.ts";
import { button, inert, said, words } from "./blocks.ts";
import { nothingCarried } from "./carried.ts";
import { choice, type FormValues, finder, pick, readForm, time } from "./form.ts";
import { onMomentWords, weekdayChoices } from "./moments.ts";
import { anybody, leadsAny } from "./permissions.ts";
import { knownPerson } from "./person.ts";
import type { Submitted } from "./submitting.ts";
import type { Surface } from "./surface.ts";
import { notice, onTop, type Sending, type Visit } from "./visit.ts";
import { zoneOptions } from "./zones.ts";

export const digestWhenId = "digest_when";
export const digestWhenModalId = "digest_when";
export const digestZoneId = "digest_zone";

export const digestWhenButton = () => button(digestWhenId, "When it comes", nothingCarried.write({}));

/** What somebody chooses. */
export type DigestWish = { readonly told: WeeklyMoment; readonly zone: string; readonly paused: boolean };

const form = {
  paused: choice(
    { block: "digest-paused", label: "Shall it come?", needed: "Choose one of these." },
    new Map([
      ["no", "Yes, every week"],
      ["yes", "Not for now: pause it until I change this"],
    ] as const),
  ),
  weekday: pick(
    { block: "digest-day", label: "On", placeholder: "Choose a day", needed: "Choose a day." },
    weekdayChoices,
  ),
  time: time({ block: "digest-hour", label: "At", needed: "Choose the hour it comes." }),
  zone: finder({
    block: digestZoneId,
    label: "In which time zone?",
    hint: "Type a city, such as Berlin or New York.",
    placeholder: "Type a city",
    needed: "Choose the time zone that you go by.",
  }),
} as const;

export function digestWhenModal({ told, zone, paused }: DigestWish): ModalView {
  return {
    type: "modal",
    callback_id: digestWhenModalId,
    private_metadata: nothingCarried.write({}),
    title: { type: "plain_text", text: "Your weekly digest" },
    submit: { type: "plain_text", text: "Keep it" },
    close: { type: "plain_text", text: "Not now" },
    blocks: [
      words(
        "It comes to you alone, once a week. Paused or not, `/bearings digest` shows it as it would be told now.",
      ),
      form.paused.draw(paused ? "yes" : "no"),
      form.weekday.draw(String(told.weekday)),
      form.time.draw(told.time),
      form.zone.draw(zone),
    ],
  };
}

/** What was chosen, or a sentence for each field that can't be read. */
export function readDigestWish(
  values: FormValues,
): { readonly wish: DigestWish } | { readonly troubles: Readonly<Record<string, string>> } {
  const read = readForm(form, values);
  if ("troubles" in read) return read;
  const { weekday, time, zone, paused } = read.said;
  if (!isTime(time))
    return { troubles: { [form.time.block]: "I can't read this hour. Please choose it again." } };
  if (zone === null || !isZone(zone)) return { troubles: { [digestZoneId]: unknownZone } };
  const told = { weekday: Number(weekday) as Weekday, time };
  return { wish: { told, zone, paused: paused === "yes" } };
}

const unknownZone = "I don't know this time zone. Type a city, such as Berlin, and choose from the list.";

/** Opens it as it is; for whoever has chosen nothing yet, Friday 09:00 in the zone of their Slack profile. */
async function openDigestWhen({ db }: World, visit: Visit): Promise<void> {
  const { workspace, person } = visit;
  const kept = await digestRhythmOf(db, workspace, person);
  const wish = kept ?? { told: digestDefault, zone: (await knownPerson(visit)).zone, paused: false };
  await onTop(visit, digestWhenModal(wish));
}

async function submitDigestWhen({ db }: World, visit: Sending, values: FormValues): Promise<Submitted> {
  const read = readDigestWish(values);
  if ("troubles" in read) return { outcome: "refuse", troubles: read.troubles };
  const { workspace, person, now } = visit;
  const kept = await keepOnce(db, visit.sent, async (tx) => {
    const nextAt = await nextUntold(tx, { workspace, person }, read.wish, now);
    const rhythm: DigestRhythm = { workspace, person, ...read.wish, nextAt };
    await changeDigestRhythm(tx, rhythm);
    return rhythm;
  });
  if ("again" in kept) return { outcome: "again" };
  return { outcome: "show", view: notice(said(keptWords(kept.done, now))) };
}

/** There is one digest a week: where this week's was told before its day was moved, the next is the week after's. */
async function nextUntold(
  tx: Db,
  { workspace, person }: { readonly workspace: WorkspaceId; readonly person: UserId },
  { told, zone }: DigestWish,
  now: DigestRhythm["nextAt"],
): Promise<DigestRhythm["nextAt"]> {
  let nextAt = nextDigest({ ...told, zone }, now);
  while ((await deliveryByKey(tx, digestKey({ workspace, person, zone, nextAt }))) !== null)
    nextAt = nextDigest({ ...told, zone }, nextAt);
  return nextAt;
}

export function keptWords(
  { paused, nextAt, zone }: Pick<DigestRhythm, "paused" | "nextAt" | "zone">,
  now: DigestRhythm["nextAt"],
): string {
  if (paused) return "Paused. Nothing comes until you change it here again.";
  return `Kept. The next one comes ${onMomentWords(nextAt, zone, now)} (${inert(zone)}).`;
}

export const digestWhen: Surface = {
  listen(listening, world) {
    listening.button(digestWhenId, { carries: nothingCarried, may: leadsAny }, (visit) =>
      openDigestWhen(world, visit),
    );
    listening.options(digestZoneId, { may: anybody }, async (typed) => zoneOptions(typed));
    listening.submission(
      digestWhenModalId,
      { carries: nothingCarried, may: leadsAny },
      (visit, _carried, values) => submitDigestWhen(world, visit, values),
    );
  },
};
