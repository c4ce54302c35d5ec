/** `/bearings metric <words> [number]`: looks a measure up, forgiving of typing; with a number at the end, notes it at once. */
import { frameworkV1, measuresOf } from "../../core/catalogue/index.ts";
import type { Category, Measure } from "../../core/framework.ts";
import { isRefusal } from "../../core/refusal.ts";
import type { World } from "../../world.ts";
import { inert, type Said, said } from "../blocks.ts";
import { lookUpMessage, teamSays } from "../look-up-message.ts";
import { oneTeamMeant, teamsMeant } from "../meant-team.ts";
import { type Near, nearest } from "../near-names.ts";
import { notedAnswer, noteFor } from "../note-modal.ts";
import { fullMember } from "../permissions.ts";
import { sentenceFor } from "../refusals.ts";
import { sentence, tellOnly, type Visit } from "../visit.ts";
import type { Command } from "./command.ts";

type Named = Measure | Category;

export const metric: Command = {
  word: "metric",
  takes: "<words> [number]",
  help: "What a measure means, how it is got and misread, what to ask; with a number, notes it for this week",
  may: fullMember,
  answer: async (world, visit, rest) => {
    const { words, number } = readMetricWords(rest);
    if (words === "") return tellOnly(visit, allNames());
    const near = nearest<Named>(words, [...frameworkV1.categories, ...frameworkV1.measures], ({ name }) => [
      name,
    ]);
    if (near.meant === null) return tellOnly(visit, nothingNear(words));
    return number === null ? lookUp(world, visit, near, near.meant) : note(world, visit, near.meant, number);
  },
};

/** "time to smile 3,5" → the words, and the number that ends them. */
export function readMetricWords(typed: string): { readonly words: string; readonly number: number | null } {
  const found = /^(.*?)\s+([-−]?\d+(?:[.,]\d+)?)$/.exec(typed.trim());
  if (found === null) return { words: typed.trim(), number: null };
  const number = Number((found[2] ?? "").replace("−", "-").replace(",", "."));
  return { words: (found[1] ?? "").trim(), number };
}

async function lookUp({ db }: World, visit: Visit, near: Near<Named>, subject: Named): Promise<void> {
  const team = await oneTeamMeant(db, visit);
  const message = lookUpMessage({
    subject,
    intro: takenAs(near),
    team: team && { id: team.id, says: await teamSays(db, team, subject.key) },
    shareable: visit.channel !== null && !visit.channel.startsWith("D"),
  });
  await tellOnly(visit, message);
}

async function note({ db }: World, visit: Visit, subject: Named, number: number): Promise<void> {
  const teams = await teamsMeant(db, visit);
  if (isRefusal(teams)) return tellOnly(visit, sentence(sentenceFor(teams)));
  const [team] = teams;
  if (team === undefined || teams.length > 1) return tellOnly(visit, sentence(whichTeam));
  if (!("unit" in subject)) return tellOnly(visit, sentence(noNumberOf(subject)));
  const kept = await noteFor(db, visit, team, subject, number);
  if (isRefusal(kept)) return tellOnly(visit, sentence(sentenceFor(kept)));
  await tellOnly(visit, notedAnswer(subject, kept));
}

/** Told only where it wasn't typed exactly. */
function takenAs({ meant, exact, others }: Near<Named>): string | null {
  if (meant === null || exact) return null;
  const instead = others.map(({ name }) => inert(name)).join(", ");
  return `I took that as *${inert(meant.name)}*.${instead === "" ? "" : ` If you meant something else: ${instead}.`}`;
}

const whichTeam =
  "You're in more than one team, and a number belongs to one of them: type it in that team's channel.";

function noNumberOf({ name }: Category): string {
  return `${inert(name)} is a whole category, so there is no one number to note. \`/bearings metric ${name.toLowerCase()}\` lists its measures.`;
}

function nothingNear(words: string): Said {
  const categories = frameworkV1.categories.map(({ name }) => `*${inert(name)}*`).join(", ");
  return said(
    `I know nothing that is called nearly “${inert(words)}”. The categories are ${categories}: \`/bearings metric\` and one of them lists its measures.`,
  );
}

/** Every name, by category, for somebody who is looking round. */
function allNames(): Said {
  const lines = frameworkV1.categories.map(
    ({ key, name }) =>
      `*${inert(name)}:* ${measuresOf(key)
        .map((measure) => inert(measure.name))
        .join(", ")}`,
  );
  return said("*What can be looked up.* Type a few letters of any of them.", lines.join("\n"));
}
