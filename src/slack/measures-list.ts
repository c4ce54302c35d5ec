/** The measures of a team as its leaders see them: one category at a time, in order, with what can be done with each. */
import type { KnownBlock, ModalView, Overflow, PlainTextOption, StaticSelect } from "@slack/types";
import { frameworkV1, measuresOf, mostMeasuresAsked, subjectName } from "../core/catalogue/index.ts";
import type { CategoryKey, Framework, Measure } from "../core/framework.ts";
import { originMark } from "../core/origin.ts";
import { frameworkFrom, type KeptMeasures } from "../core/own-framework.ts";
import type { TeamWithWhen } from "../store/teams.ts";
import { aside, button, buttons, clip, inert, limits, words } from "./blocks.ts";
import { measuresCarried } from "./carried.ts";
import { option } from "./form.ts";

export const measuresCategoryId = "measures_category";
export const measureActId = "measure_act";
export const bringBackId = "measure_bring_back";
export const addMeasureId = "measure_add";
export const sendFrameworkId = "framework_send";
export const bringInId = "framework_bring_in";
export const backToMeasuresId = "measures_back";

/** What can be done with one measure, by the word that its menu sends before the key. */
export const measureActs = ["change", "up", "down", "ask", "do-not-ask", "retire"] as const;
export type MeasureAct = (typeof measureActs)[number];

/** Slack offers a hundred in one list. */
const mostOffered = 100;

export type MeasuresShown = {
  readonly team: Pick<TeamWithWhen, "id" | "name">;
  readonly kept: KeptMeasures;
  readonly category: CategoryKey;
  /** What has just been done, or why it couldn't be. */
  readonly note: string | null;
};

export function measuresModal({ team, kept, category, note }: MeasuresShown): ModalView {
  const framework = frameworkFrom(kept);
  const carried = measuresCarried.write({ team: team.id, category });
  return {
    type: "modal",
    private_metadata: carried,
    title: { type: "plain_text", text: "Your measures" },
    close: { type: "plain_text", text: "Close" },
    blocks: [
      ...(note === null ? [] : [words(note)]),
      aside(
        `*${inert(team.name)}* · A round that is open goes on as it is; the next one asks as you leave it here.`,
      ),
      categoryMenu(category),
      words(askedWords(category)),
      ...measuresOf(category, framework).map((measure) => measureBlock(measure, framework)),
      ...retiredBlocks(category, framework),
      buttons(
        "measures",
        button(addMeasureId, "Add a measure", carried, { primary: true }),
        button(sendFrameworkId, "Send me a file", carried),
        button(bringInId, "Bring one in", carried),
      ),
    ],
  };
}

function categoryMenu(category: CategoryKey): KnownBlock {
  const options = frameworkV1.categories.map(({ key, name }) => option(key, name));
  const chosen = options.filter(({ value }) => value === category);
  const menu: StaticSelect = {
    type: "static_select",
    action_id: measuresCategoryId,
    options,
    ...(chosen[0] === undefined ? {} : { initial_option: chosen[0] }),
  };
  return {
    type: "section",
    // Its own id for each category: Slack keeps what was chosen where ids stay the same.
    block_id: `category:${category}`,
    text: { type: "mrkdwn", text: "*Category*", verbatim: true },
    accessory: menu,
  };
}

function askedWords(category: CategoryKey): string {
  return `When it's the turn of ${inert(subjectName(category))}, the check-in asks about the first ${mostMeasuresAsked} of those that are asked about, in this order. The others can be looked up, and take numbers.`;
}

function measureBlock(measure: Measure, framework: Framework): KnownBlock {
  const { key, name, origin, unit, better } = measure;
  const asked = measuresOf(measure.category, framework).filter(
    (each) => !framework.notAsked.includes(each.key),
  );
  const place = asked.findIndex((each) => each.key === key);
  const facts = [originMark(origin), unit ?? "in words", ...(better ? [`${better} is welcome`] : [])];
  const state =
    place < 0
      ? "not asked about"
      : place < mostMeasuresAsked
        ? "asked about"
        : `waiting behind the first ${mostMeasuresAsked}`;
  return {
    type: "section",
    block_id: `measure:${key}`,
    text: {
      type: "mrkdwn",
      text: `*${inert(name)}*: ${state}\n${inert(facts.join(" · "))}`,
      verbatim: true,
    },
    accessory: menuOf(measure, place >= 0),
  };
}

function menuOf({ key }: Measure, isAsked: boolean): Overflow {
  const act = (what: MeasureAct, label: string): PlainTextOption => option(`${what} ${key}`, label);
  return {
    type: "overflow",
    action_id: measureActId,
    options: [
      act("change", "Change"),
      act("up", "Move up"),
      act("down", "Move down"),
      isAsked ? act("do-not-ask", "Don't ask about it") : act("ask", "Ask about it"),
      act("retire", "Retire"),
    ],
  };
}

function retiredBlocks(category: CategoryKey, framework: Framework): KnownBlock[] {
  const retired = framework.retired.filter((each) => each.category === category).slice(-mostOffered);
  if (retired.length === 0) return [];
  return [
    {
      type: "section",
      block_id: "retired",
      text: { type: "mrkdwn", text: "*Retired:* what was said of them stays.", verbatim: true },
      accessory: {
        type: "static_select",
        action_id: bringBackId,
        placeholder: { type: "plain_text", text: "Bring one back" },
        // Of two that had the same name, each says what it meant.
        options: retired.map(({ key, name, meaning }) => ({
          ...option(key, name),
          description: { type: "plain_text", text: clip(meaning, limits.option), emoji: false },
        })),
      },
    },
  ];
}
