/** One measure to be written or changed: its fields, drawn and read by the same list. */
import type { ModalView } from "@slack/types";
import { frameworkV1 } from "../core/catalogue/index.ts";
import {
  type Audience,
  type Better,
  type CategoryKey,
  type Measure,
  type Unit,
  units,
} from "../core/framework.ts";
import type { MeasureDraft } from "../core/own-framework.ts";
import type { Refusal } from "../core/refusal.ts";
import { textLimits } from "../core/text.ts";
import { aside, button, buttons } from "./blocks.ts";
import { type MeasureFormCarried, measureFormCarried, measuresCarried } from "./carried.ts";
import { choice, type FormValues, pick, readForm, text } from "./form.ts";
import { backToMeasuresId } from "./measures-list.ts";
import { sentenceFor } from "./refusals.ts";

export const measureModalId = "measure";

const categoryNames: ReadonlyMap<CategoryKey, string> = new Map(
  frameworkV1.categories.map(({ key, name }) => [key, name]),
);
const unitNames: ReadonlyMap<Unit | "none", string> = new Map([
  ["none", "In words, not in numbers"],
  ...units.map((unit) => [unit, unit.charAt(0).toUpperCase() + unit.slice(1)] as const),
]);
const betterNames: ReadonlyMap<Better | "unsaid", string> = new Map([
  ["unsaid", "We don't say"],
  ["higher", "Higher is welcome"],
  ["lower", "Lower is welcome"],
]);
const audienceNames: ReadonlyMap<Audience, string> = new Map([
  ["not-stated", "The team"],
  ["executive", "Executives"],
  ["manager", "Managers"],
]);
const askedNames: ReadonlyMap<MeasureDraft["state"], string> = new Map([
  ["asked", "Everybody who is asked in the round"],
  ["looked-up", "Nobody: for looking up and for numbers only"],
]);

const words = { most: textLimits["measure-words"], lines: true };
const needed = "Please choose one.";
const form = {
  name: text({
    block: "name",
    label: "Name",
    needed: "Please give it a name.",
    most: textLimits["measure-name"],
  }),
  meaning: text({ block: "meaning", label: "What it means", needed: "A few words are enough.", ...words }),
  category: pick({ block: "category", label: "Category", placeholder: "Which one?", needed }, categoryNames),
  asked: choice({ block: "asked", label: "Who is asked about it?", needed }, askedNames),
  unit: pick({ block: "unit", label: "Unit", placeholder: "In words or numbers?", needed }, unitNames),
  better: pick(
    {
      block: "better",
      label: "Which way is welcome?",
      hint: "Told on its card, and nowhere else.",
      placeholder: "If you say",
    },
    betterNames,
  ),
  audience: pick({ block: "audience", label: "Whom is it for?", placeholder: "The team" }, audienceNames),
  obtained: text({ block: "obtained", label: "How to get it", ...words }),
  misread: text({ block: "misread", label: "How it is misread", ...words }),
  question: text({ block: "question", label: "A question to ask", ...words }),
} as const;

/** `measure` is what is being changed; null for a new one. */
export function measureFormModal(
  carried: MeasureFormCarried,
  measure: Measure | null,
  isAsked: boolean,
): ModalView {
  const { category } = carried;
  return {
    type: "modal",
    callback_id: measureModalId,
    private_metadata: measureFormCarried.write(carried),
    title: { type: "plain_text", text: measure === null ? "A measure of your own" : "Change a measure" },
    submit: { type: "plain_text", text: "Keep it" },
    close: { type: "plain_text", text: "Not now" },
    blocks: [
      aside(measure === null ? newWords : measure.origin === "team" ? ownWords : frameworkWords),
      form.name.draw(measure?.name),
      form.meaning.draw(measure?.meaning),
      form.category.draw(measure?.category ?? category),
      form.asked.draw(isAsked ? "asked" : "looked-up"),
      form.unit.draw(measure === null ? undefined : (measure.unit ?? "none")),
      form.better.draw(measure?.better ?? "unsaid"),
      form.audience.draw(measure?.audience ?? "not-stated"),
      form.obtained.draw(measure?.obtained),
      form.misread.draw(measure?.misread),
      form.question.draw(measure?.question),
      buttons("back", button(backToMeasuresId, "Back", measuresCarried.write(carried))),
    ],
  };
}

const newWords = "It is marked as the team's own, and asked about from the next round on.";
const ownWords =
  "Another name, meaning, category or unit is read as something else: then a new line begins, and the old one is retired with its words. The rest goes on.";
const frameworkWords =
  "This is the framework's own. What you reword is the team's: a new line begins, and the old one is retired with its words. Who is asked and which way is welcome you can set without that.";

/** What was written, or a sentence under each field that can't be read. */
export function readMeasure(
  values: FormValues,
): MeasureDraft | { readonly troubles: Readonly<Record<string, string>> } {
  const read = readForm(form, values);
  if ("troubles" in read) return read;
  const { name, meaning, category, asked, unit, better, audience, obtained, misread, question } = read.said;
  return {
    name: name ?? "",
    meaning: meaning ?? "",
    category: category ?? "customer",
    state: asked ?? "asked",
    unit: unit === null || unit === "none" ? null : unit,
    better: better === null || better === "unsaid" ? null : better,
    audience: audience ?? "not-stated",
    obtained: obtained ?? "",
    misread: misread ?? "",
    question: question ?? "",
  };
}

/** Under the field that a refusal is about. */
export function troubleAt(refusal: Refusal): Readonly<Record<string, string>> {
  return { [fieldOf(refusal)]: sentenceFor(refusal) };
}

function fieldOf(refusal: Refusal): string {
  if (refusal.no === "too-many-measures") return form.category.block;
  if (refusal.no === "last-asked") return form.asked.block;
  return "of" in refusal && refusal.of === "measure-words" ? form.meaning.block : form.name.block;
}
