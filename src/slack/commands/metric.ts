/** `/bearings metric <words> [number]`: looks a measure up, forgiving of typing; with a number at the end, notes it at once. */
import { frameworkV1, measuresOf } from "../../core/catalogue/index.ts";
import type { Category, Framework } from "../../core/framework.ts";
import { readNumber } from "../../core/number.ts";
import { isRefusal } from "../../core/refusal.ts";
import { frameworkMeant } from "../../store/frameworks.ts";
import type { World } from "../../world.ts";
import { clip, inert, type Said, said } from "../blocks.ts";
import { measurePicker, tellCard } from "../find-measure.ts";
import { type Subject, subjectMeant } from "../looking-up.ts";
import { oneTeamMeant, teamsMeant } from "../meant-team.ts";
import type { Near } from "../near-names.ts";
import { notedAnswer, noteFor } from "../note-modal.ts";
import { fullMember } from "../permissions.ts";
import { sentenceFor } from "../refusals.ts";
import { sentence, tellOnly, type Visit } from "../visit.ts";
import type { Command } from "./command.ts";

export const metric: Command = {
  word: "metric",
  takes: "<words> [number]",
  help: "What a measure means, how it is got and misread, what to ask; with a number, notes it for this week",
  may: fullMember,
  answer: async (world, visit, rest) => {
    const { words, number } = readMetricWords(rest);
    const team = await oneTeamMeant(world.db, visit);
    const framework = await frameworkMeant(world.db, team);
    if (words === "") return tellOnly(visit, allNames(framework));
    const near = subjectMeant(words, framework);
    if (near.meant === null) return tellOnly(visit, nothingNear(words));
    if (number !== null) return note(world, visit, near.meant, number);
    await tellCard(world, visit, { subject: near.meant, team, intro: takenAs(near) });
  },
};

/**
 * "time to smile 3 days" → the words, and what is typed from the first digit on (or from the sign before it), so that
 * nothing that looks like a number is dropped unsaid. Where a digit comes first, all of it is both.
 */
export function readMetricWords(typed: string): { readonly words: string; readonly number: string | null } {
  const said = typed.trim().split(/\s+/);
  const digit = said.findIndex((each) => /\p{N}/u.test(each));
  if (digit === -1) return { words: said.join(" "), number: null };
  const from = /^[^\p{L}]+$/u.test(said[digit - 1] ?? "") ? digit - 1 : digit;
  return { words: said.slice(0, from || said.length).join(" "), number: said.slice(from).join(" ") };
}

async function note({ db }: World, visit: Visit, subject: Subject, typed: string): Promise<void> {
  const teams = await teamsMeant(db, visit);
  if (isRefusal(teams)) return tellOnly(visit, sentence(sentenceFor(teams)));
  const [team] = teams;
  if (team === undefined || teams.length > 1) return tellOnly(visit, sentence(whichTeam));
  if (!("unit" in subject)) return tellOnly(visit, sentence(noNumberOf(subject)));
  if (subject.unit === null) return tellOnly(visit, sentence(noUnitOf(subject)));
  const read = readNumber(typed, subject.unit);
  if (isRefusal(read)) return tellOnly(visit, unread(typed, sentenceFor(read)));
  const kept = await noteFor(db, visit, team, subject, read.number);
  if (isRefusal(kept)) return tellOnly(visit, sentence(sentenceFor(kept)));
  await tellOnly(visit, notedAnswer(subject, kept));
}

/** Told only where it wasn't typed exactly. */
function takenAs({ meant, exact, others }: Near<Subject>): string | null {
  if (meant === null || exact) return null;
  const instead = others.map(({ name }) => inert(name)).join(", ");
  return `I took that as *${inert(meant.name)}*.${instead === "" ? "" : ` If you meant something else: ${instead}.`}`;
}

const whichTeam =
  "You're in more than one team, and a number belongs to one of them: type it in that team's channel.";

/** Said rather than dropped: whoever typed a number believes that it is noted. */
function unread(typed: string, how: string): Said {
  return said(
    `I can't read “${inert(clip(typed, mostQuoted))}” as a number, so nothing is noted. ${how} It comes last.`,
  );
}

const mostQuoted = 80;

function noNumberOf({ name }: Category): string {
  return `${inert(name)} is a whole category, so there is no one number to note. \`/bearings metric ${name.toLowerCase()}\` lists its measures.`;
}

function noUnitOf({ name }: Subject): string {
  return `${inert(name)} has no unit, so there is no number to note. Its direction says enough.`;
}

function nothingNear(words: string): Said {
  const categories = frameworkV1.categories.map(({ name }) => `*${inert(name)}*`).join(", ");
  return said(
    `I know no measure called anything like “${inert(words)}”. The categories are ${categories}: \`/bearings metric\` and one of them lists its measures.`,
  );
}

/** Every name, by category, for somebody who is looking round. */
function allNames(framework: Framework): Said {
  const lines = framework.categories.map(
    ({ key, name }) =>
      `*${inert(name)}:* ${measuresOf(key, framework)
        .map((measure) => inert(measure.name))
        .join(", ")}`,
  );
  const { text, blocks } = said("*What can be looked up.* Type a few letters of any of them.", ...lines);
  return { text, blocks: [...blocks, measurePicker("*Or find it here.*")] };
}
