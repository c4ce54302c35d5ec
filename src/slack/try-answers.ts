/** A try's day has come: what was learned, that it is still going, or that it was dropped. Each is an answer. */
import type { Button, ModalView } from "@slack/types";
import { Temporal } from "temporal-polyfill";
import { isRefusal, type Refusal } from "../core/refusal.ts";
import { textLimits } from "../core/text.ts";
import { answerTry, type Try, type TryAnswer } from "../core/try.ts";
import { keepOnce } from "../store/heard.ts";
import { teamById } from "../store/teams.ts";
import { type KeptTry, answerTry as keepAnswer, tryById } from "../store/tries.ts";
import type { World } from "../world.ts";
import { planAsking } from "./asking-about-tries.ts";
import { button, buttons, inert, type Said, said, words } from "./blocks.ts";
import { type TryCarried, tryCarried } from "./carried.ts";
import { day, type Field, type FormValues, text } from "./form.ts";
import { dayWords } from "./moments.ts";
import { ofTeam } from "./permissions.ts";
import { sentenceFor, staleSentence } from "./refusals.ts";
import type { Submitted } from "./submitting.ts";
import type { Surface } from "./surface.ts";
import { notice, type Sending, sentence, tellOnly, type Visit } from "./visit.ts";

export const tryLearnedId = "try_learned";
export const tryStillGoingId = "try_still_going";
export const tryDroppedId = "try_dropped";

/** Asked in the team's channel on the day the team chose. */
export function tryQuestionMessage(tried: Pick<Try, "id" | "team" | "what">): Said {
  const line = `You wanted to try “${inert(tried.what)}”. How did it go?`;
  return {
    text: line,
    blocks: [words(`*How did it go?* You wanted to try “${inert(tried.what)}”.`), tryAnswers(tried)],
  };
}

function tryAnswers({ id, team }: Pick<Try, "id" | "team">) {
  const carried = tryCarried.write({ team, try: id });
  return buttons(
    "try-answers",
    button(tryLearnedId, "We learned something", carried, { primary: true }),
    button(tryStillGoingId, "Still going", carried),
    { ...button(tryDroppedId, "We dropped it", carried), confirm: sureToDrop },
  );
}

/** The way to say it before its day has come. */
export function learnedButton({ id, team }: Pick<Try, "id" | "team">): Button {
  return button(tryLearnedId, "We learned something", tryCarried.write({ team, try: id }));
}

/** Dropping ends a try, and there is no way back. */
const sureToDrop: NonNullable<Button["confirm"]> = {
  title: { type: "plain_text", text: "Drop it?" },
  text: { type: "plain_text", text: "I'll stop asking about it. That can't be taken back." },
  confirm: { type: "plain_text", text: "Drop it" },
  deny: { type: "plain_text", text: "Keep it" },
};

export function learnedModal(tried: Pick<Try, "id" | "team" | "what">): ModalView {
  return answerModal(tried, tryLearnedId, "What did you learn?", learnedField.draw());
}

export function stillGoingModal(
  tried: Pick<Try, "id" | "team" | "what">,
  today: Temporal.PlainDate,
): ModalView {
  const inTwoWeeks = today.add({ weeks: 2 }).toString();
  return answerModal(tried, tryStillGoingId, "Still going", askOnField.draw(inTwoWeeks));
}

function answerModal(
  { id, team, what }: Pick<Try, "id" | "team" | "what">,
  callback: string,
  title: string,
  field: ReturnType<Field<unknown>["draw"]>,
): ModalView {
  return {
    type: "modal",
    callback_id: callback,
    private_metadata: tryCarried.write({ team, try: id }),
    title: { type: "plain_text", text: title },
    submit: { type: "plain_text", text: "Keep it" },
    close: { type: "plain_text", text: "Not now" },
    blocks: [words(`You wanted to try “${inert(what)}”.`), field],
  };
}

const learnedField = text({
  block: "learned",
  label: "What did you learn?",
  hint: "Your team reads this, and its leaders in their digest. “It cost more than it saved” is worth as much as “it helped”.",
  needed: "Please write what you learned: a few words are enough.",
  most: textLimits.learned,
  lines: true,
});

const askOnField = day({ block: "ask-on", label: "When shall I ask again?", needed: "Please choose a day." });

/** What a submitted answer says, or a sentence under its field. */
export function readLearned(
  values: FormValues,
): TryAnswer | { readonly troubles: Readonly<Record<string, string>> } {
  const read = learnedField.read(values);
  return read.ok
    ? { how: "learned", learned: read.value ?? "" }
    : { troubles: { [learnedField.block]: read.trouble } };
}

export function readStillGoing(
  values: FormValues,
): TryAnswer | { readonly troubles: Readonly<Record<string, string>> } {
  const read = askOnField.read(values);
  return read.ok
    ? { how: "still-going", askOn: Temporal.PlainDate.from(read.value) }
    : { troubles: { [askOnField.block]: read.trouble } };
}

/** Decides and keeps; the first answer that ends a try stands. Null: there is no such try in this team. */
async function answer(
  db: World["db"],
  visit: Visit,
  carried: TryCarried,
  said: TryAnswer,
): Promise<KeptTry | Refusal | null> {
  const tried = await tryOfTeam(db, carried);
  if (tried === null) return null;
  const decided = answerTry(tried, said, await todayIn(db, visit, carried));
  if (isRefusal(decided)) return decided;
  const kept: TryAnswer =
    said.how === "learned" ? { how: "learned", learned: decided.learned ?? said.learned } : said;
  return (await keepAndAskAgain(db, tried, kept, visit.now)) ?? { no: "try-ended" };
}

/** Still going means that it is asked about again, on the day agreed on. */
async function keepAndAskAgain(
  db: World["db"],
  tried: KeptTry,
  said: TryAnswer,
  now: Temporal.Instant,
): Promise<KeptTry | null> {
  return db.transaction(async (tx) => {
    const kept = await keepAnswer(tx, tried.id, said, now);
    const team = kept?.state === "going" ? await teamById(tx, kept.team) : null;
    if (kept !== null && team !== null) await planAsking(tx, team, kept);
    return kept;
  });
}

async function tryOfTeam(db: World["db"], carried: TryCarried): Promise<KeptTry | null> {
  const tried = await tryById(db, carried.try);
  return tried?.team === carried.team ? tried : null;
}

async function todayIn(db: World["db"], { now }: Visit, { team }: TryCarried): Promise<Temporal.PlainDate> {
  const zone = (await teamById(db, team))?.rhythm.zone ?? "UTC";
  return now.toZonedDateTimeISO(zone).toPlainDate();
}

async function submitAnswer(
  { db }: World,
  visit: Sending,
  carried: TryCarried,
  said: TryAnswer | { readonly troubles: Readonly<Record<string, string>> },
): Promise<Submitted> {
  if ("troubles" in said) return { outcome: "refuse", troubles: said.troubles };
  const wasKept = (done: KeptTry | Refusal | null) => done !== null && !isRefusal(done);
  const once = await keepOnce(db, visit.sent, (tx) => answer(tx, visit, carried, said), wasKept);
  if ("again" in once) return { outcome: "again" };
  const kept = once.done;
  const field = said.how === "learned" ? learnedField.block : askOnField.block;
  if (kept === null) return { outcome: "refuse", troubles: { [field]: staleSentence } };
  if (isRefusal(kept)) return { outcome: "refuse", troubles: { [field]: sentenceFor(kept) } };
  return { outcome: "show", view: notice(answerKept(kept)) };
}

export function answerKept({ state, askOn }: Pick<Try, "state" | "askOn">): Said {
  switch (state) {
    case "learned":
      return said(
        "Kept. Your team finds it with `/bearings try`, and its leaders read it in their next digest.",
      );
    case "going":
      return said(`Still going, then. I'll ask again on ${dayWords(askOn)}.`);
    case "dropped":
      return said("Dropped, and I won't ask again. Letting something go is an answer too.");
  }
}

/** Opens a form for whoever pressed, while the try is still going. */
async function openAnswer(
  { db }: World,
  visit: Visit,
  carried: TryCarried,
  viewOf: (tried: KeptTry, today: Temporal.PlainDate) => ModalView,
): Promise<void> {
  const tried = await tryOfTeam(db, carried);
  if (tried === null) return tellOnly(visit, sentence(staleSentence));
  if (tried.state !== "going") return tellOnly(visit, sentence(sentenceFor({ no: "try-ended" })));
  if (visit.trigger === null) return;
  const view = viewOf(tried, await todayIn(db, visit, carried));
  await visit.slack.views.open({ trigger_id: visit.trigger, view });
}

async function drop({ db }: World, visit: Visit, carried: TryCarried): Promise<void> {
  const kept = await answer(db, visit, carried, { how: "dropped" });
  if (kept === null) return tellOnly(visit, sentence(staleSentence));
  await tellOnly(visit, isRefusal(kept) ? sentence(sentenceFor(kept)) : answerKept(kept));
}

export const answeringTries: Surface = {
  listen(listening, world) {
    const guard = { carries: tryCarried, may: ofTeam };
    listening.button(tryLearnedId, guard, (visit, carried) =>
      openAnswer(world, visit, carried, learnedModal),
    );
    listening.button(tryStillGoingId, guard, (visit, carried) =>
      openAnswer(world, visit, carried, stillGoingModal),
    );
    listening.button(tryDroppedId, guard, (visit, carried) => drop(world, visit, carried));
    listening.submission(tryLearnedId, guard, (visit, carried, values) =>
      submitAnswer(world, visit, carried, readLearned(values)),
    );
    listening.submission(tryStillGoingId, guard, (visit, carried, values) =>
      submitAnswer(world, visit, carried, readStillGoing(values)),
    );
  },
};
