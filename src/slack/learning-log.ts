/** The learning log of a team as a modal: what it is trying and what it learned, searched by category and by words. */
import type { KnownBlock, ModalView } from "@slack/types";
import { frameworkV1, subjectName } from "../core/catalogue/index.ts";
import { type LogSearch, searchLog } from "../core/learning-log.ts";
import { textLimits } from "../core/text.ts";
import { type TeamWithWhen, teamById } from "../store/teams.ts";
import { type KeptTry, triesOfTeam } from "../store/tries.ts";
import type { World } from "../world.ts";
import { aside, button, heading, inert, words } from "./blocks.ts";
import { type TeamCarried, teamCarried } from "./carried.ts";
import { type FormValues, pick, readForm, text } from "./form.ts";
import { dayWords } from "./moments.ts";
import { ofTeam } from "./permissions.ts";
import { quoted } from "./quotes.ts";
import type { Submitted } from "./submitting.ts";
import type { Surface } from "./surface.ts";
import { learnedButton } from "./try-answers.ts";
import type { Visit } from "./visit.ts";

export const learningLogId = "learning_log";

export function learningLogButton(team: Pick<TeamWithWhen, "id">) {
  return button(learningLogId, "Learning log", teamCarried.write({ team: team.id }));
}

export type LogShown = {
  readonly team: Pick<TeamWithWhen, "id" | "name" | "rhythm">;
  /** All of the team's, newest first. */
  readonly tries: readonly KeptTry[];
  readonly search: LogSearch;
};

/** Slack takes 100 blocks, 3 of them fields and headings. */
const mostShown = 90;

export function learningLogView({ team, tries, search }: LogShown): ModalView {
  const found = searchLog(tries, search);
  return {
    type: "modal",
    callback_id: learningLogId,
    private_metadata: teamCarried.write({ team: team.id }),
    title: { type: "plain_text", text: "Learning log" },
    submit: { type: "plain_text", text: "Look" },
    close: { type: "plain_text", text: "Close" },
    blocks: [
      aside(`*${inert(team.name)}* · Your team sees this.`),
      logForm.category.draw(search.category),
      logForm.words.draw(search.words),
      ...foundBlocks(found, tries.length, team),
    ],
  };
}

const logForm = {
  category: pick(
    { block: "category", label: "What was it for?", placeholder: "Any category" },
    new Map(frameworkV1.categories.map(({ key, name }) => [key, name])),
  ),
  words: text({ block: "words", label: "Words in it", most: textLimits.try }),
};

function foundBlocks(found: readonly KeptTry[], all: number, { rhythm }: LogShown["team"]): KnownBlock[] {
  if (found.length === 0) {
    return [
      words(
        all === 0
          ? "Nothing has been tried yet. *Try something* stands below each summary."
          : "Nothing like that. Choose another category, or fewer words.",
      ),
    ];
  }
  const shown = found.slice(0, mostShown);
  const part = (title: string, state: KeptTry["state"]) => {
    const those = shown.filter((one) => one.state === state);
    return those.length === 0 ? [] : [heading(title), ...those.map((one) => entry(one, rhythm.zone))];
  };
  const left = found.length - shown.length;
  return [
    ...part("Still going", "going"),
    ...part("Learned", "learned"),
    ...part("Let go", "dropped"),
    ...(left > 0 ? [aside(`And ${left} more: a category or a word finds them.`)] : []),
  ];
}

function entry(tried: KeptTry, zone: string): KnownBlock {
  const line = `“${inert(tried.what)}” (${subjectName(tried.category)}`;
  if (tried.state === "going") {
    const eye = tried.ledBy === null ? "" : ` <@${tried.ledBy}> keeps an eye on it.`;
    return words(`${line}). Look back: ${dayWords(tried.askOn)}.${eye}`, learnedButton(tried));
  }
  const ended = tried.endedAt?.toZonedDateTimeISO(zone).toPlainDate();
  const when = ended === undefined ? "" : `, ${dayWords(ended)} ${ended.year}`;
  const lesson = tried.learned === null ? "" : `\n${quoted(tried.learned)}`;
  return words(`${line}${when})${lesson}`);
}

async function openLog({ db }: World, visit: Visit, { team: id }: TeamCarried): Promise<void> {
  if (visit.trigger === null) return;
  const view = await logOf(db, id, { category: null, words: "" });
  const over = visit.view === null ? visit.slack.views.open : visit.slack.views.push;
  await over({ trigger_id: visit.trigger, view });
}

/** *Look* shows the same modal again, with what was found. */
async function search({ db }: World, { team: id }: TeamCarried, values: FormValues): Promise<Submitted> {
  const read = readForm(logForm, values);
  if ("troubles" in read) return { outcome: "refuse", troubles: read.troubles };
  const { category, words } = read.said;
  return { outcome: "show", view: await logOf(db, id, { category, words: words ?? "" }) };
}

async function logOf(db: World["db"], id: TeamCarried["team"], search: LogSearch): Promise<ModalView> {
  const team = await teamById(db, id);
  if (team === null) throw new Error("A team went away between two questions about it.");
  return learningLogView({ team, tries: await triesOfTeam(db, id), search });
}

export const learningLog: Surface = {
  listen(listening, world) {
    const guard = { carries: teamCarried, may: ofTeam };
    listening.button(learningLogId, guard, (visit, carried) => openLog(world, visit, carried));
    listening.submission(learningLogId, guard, (_visit, carried, values) => search(world, carried, values));
  },
};
