/**
 * A team's framework as a file that can be handed on: versioned, with the source and its attribution, and read again only
 * when all of it can be. What ships is named by its key; what the team wrote stands there whole.
 */
import { z } from "zod";
import { attribution, frameworkV1, measureByKey } from "./catalogue/index.ts";
import {
  audiences,
  betters,
  type CategoryKey,
  categoryKeys,
  type Measure,
  type MeasureKey,
  origins,
  units,
} from "./framework.ts";
import {
  asKept,
  asMeasure,
  type KeptMeasure,
  type KeptMeasures,
  type MeasureDraft,
  mostEver,
  mostOfCategory,
  newKey,
  readsTheSame,
  sameName,
  takeDraft,
  wordsAround,
} from "./own-framework.ts";
import { isRefusal } from "./refusal.ts";
import { textLimits } from "./text.ts";

export const frameworkFormat = "bearings-framework/1";

/** Characters. A full framework of long measures has about half of that. */
export const largestFile = 100_000;

/** What can't be read is told by its place, so many at a time. */
const mostTroubles = 5;

export type FileRead =
  | { readonly measures: KeptMeasures }
  /** Such as "measures[2].unit: …". Nothing of it was taken over. */
  | { readonly troubles: readonly string[] };

/** What a team uses, as a file. What it retired stays at home. */
export function writeFrameworkFile(kept: KeptMeasures): string {
  const { name, version, source } = frameworkV1;
  const measures = kept.flatMap((each) => {
    const measure = each.state === "retired" ? null : asMeasure(each);
    return measure === null ? [] : [entryOf(each, measure)];
  });
  const file = { format: frameworkFormat, framework: { name, version, source }, attribution, measures };
  return `${JSON.stringify(file, null, 1)}\n`;
}

function entryOf({ state, own }: KeptMeasure, measure: Measure) {
  const { key, category, name, audience, meaning, unit, obtained, misread, question, origin, better, after } =
    measure;
  const asked = state === "asked";
  const way = better === undefined ? {} : { better };
  if (own === null) return { key, name, origin, asked, ...way };
  const words = { audience, meaning, unit, obtained, misread, question };
  return { key, category, name, origin, asked, ...way, ...words, ...(after === undefined ? {} : { after }) };
}

/**
 * Reads a file into a team that has `kept`. What reads the same as before goes on; what reads otherwise begins a new line;
 * what isn't in the file is retired. Whole or not at all.
 */
export function readFrameworkFile(text: string, kept: KeptMeasures): FileRead {
  if (text.length > largestFile) return { troubles: [`The file is longer than ${largestFile} characters.`] };
  const json = parsedJson(text);
  if ("trouble" in json) return { troubles: [json.trouble] };
  const shaped = FrameworkFile.safeParse(json.value, { error: inPlainWords });
  if (!shaped.success)
    return {
      troubles: firstOf(shaped.error.issues.map(({ path, message }) => `${placeOf(path)}: ${message}`)),
    };
  return adopted(shaped.data.measures, kept);
}

const words = z.string().max(textLimits["measure-words"]);
const Entry = z.strictObject({
  key: z
    .string()
    .max(120)
    .regex(/^[a-z]+(-[a-z]+)*$/, "lower-case words joined by hyphens"),
  category: z.enum(categoryKeys).optional(),
  name: z.string().min(1).max(textLimits["measure-name"]).optional(),
  origin: z.enum(origins).optional(),
  asked: z.boolean().default(true),
  better: z.enum(betters).nullable().default(null),
  audience: z.enum(audiences).default("not-stated"),
  meaning: words.min(1).optional(),
  unit: z.enum(units).nullable().optional(),
  obtained: words.default(""),
  misread: words.default(""),
  question: words.default(""),
  after: z.string().max(120).optional(),
});
type Entry = z.infer<typeof Entry>;

const FrameworkFile = z.strictObject({
  format: z.literal(frameworkFormat),
  framework: z.object({ name: z.literal(frameworkV1.name) }),
  attribution: z
    .array(z.string())
    .max(50)
    .refine((lines) => attribution.every((line) => lines.includes(line)), {
      message: "the framework's own lines have to stay, whole and as they are",
    }),
  measures: z
    .array(Entry)
    .min(1)
    .max(categoryKeys.length * mostOfCategory),
});

function adopted(entries: readonly Entry[], kept: KeptMeasures): FileRead {
  const next: KeptMeasure[] = [];
  const troubles: string[] = [];
  for (const [at, entry] of entries.entries()) {
    const taken = taking(entry, next, kept);
    if ("trouble" in taken) troubles.push(`measures[${at}].${taken.trouble}`);
    else next.push(taken);
  }
  troubles.push(...categoryKeys.flatMap((category) => troubleOf(category, next)));
  const rest = kept.filter((each) => next.every(({ key }) => key !== each.key));
  const measures = [...next, ...rest.map((each) => ({ ...each, state: "retired" as const }))];
  if (measures.length > mostEver) troubles.push(`measures: more than ${mostEver}, the retired ones counted`);
  return troubles.length > 0 ? { troubles: firstOf(troubles) } : { measures };
}

function taking(
  entry: Entry,
  next: readonly KeptMeasure[],
  kept: KeptMeasures,
): KeptMeasure | { readonly trouble: string } {
  const shipped = measureByKey(entry.key, frameworkV1);
  const state = entry.asked ? "asked" : "looked-up";
  const before = kept.find(({ key }) => key === entry.key);
  if (next.some(({ key }) => key === entry.key)) return { trouble: "key: it stands in the file twice" };
  const draft = entry.meaning === undefined ? null : draftOf(entry);
  if (draft !== null && "trouble" in draft) return draft;
  const name = draft?.name ?? shipped?.name ?? "";
  if (next.some((each) => sameName(asMeasure(each)?.name ?? "", name)))
    return { trouble: "name: two measures of one name couldn't be told apart" };
  if (draft === null) {
    if (shipped === null) return { trouble: "meaning: only what the framework ships can do without" };
    if (entry.name !== undefined && entry.name !== shipped.name)
      return {
        trouble: `name: the framework calls it “${shipped.name}”; another name needs its own meaning`,
      };
    return { key: shipped.key, state, better: entry.better, own: null };
  }
  if (shipped && readsTheSame(shipped, draft) && wordsAround(shipped) === wordsAround(draft))
    return { key: shipped.key, state, better: entry.better, own: null };
  const measure = before?.own ? asMeasure(before) : null;
  if (measure && readsTheSame(measure, draft)) return asKept(measure.key, draft, measure.after);
  const after = shipped?.key ?? measureByKey(entry.after ?? "", frameworkV1)?.key;
  return asKept(freshKey(entry, draft, [...kept, ...next]), draft, after);
}

/** Its own, so that a measure keeps its key from team to team; another where this team used that one already. */
function freshKey({ key }: Entry, { name }: MeasureDraft, used: KeptMeasures): MeasureKey {
  const isFree = key.startsWith("team-") && used.every((each) => each.key !== key);
  return isFree ? (key as MeasureKey) : newKey(used, name);
}

function draftOf(entry: Entry): MeasureDraft | { readonly trouble: string } {
  const { category, name, meaning, unit, audience, obtained, misread, question, better } = entry;
  if (category === undefined) return { trouble: "category: it is needed" };
  if (name === undefined) return { trouble: "name: it is needed" };
  if (unit === undefined) return { trouble: "unit: it is needed; null for one that is told in words" };
  const state = entry.asked ? "asked" : "looked-up";
  const taken = takeDraft({
    ...{ category, name, meaning: meaning ?? "", unit, audience, obtained, misread, question, better, state },
  });
  if (!isRefusal(taken)) return taken;
  return {
    trouble: `${"of" in taken && taken.of === "measure-name" ? "name" : "meaning"}: there is nothing to be seen in it`,
  };
}

function troubleOf(category: CategoryKey, next: readonly KeptMeasure[]): readonly string[] {
  const its = next.filter((each) => asMeasure(each)?.category === category);
  if (its.length > mostOfCategory) return [`measures: more than ${mostOfCategory} of ${category}`];
  if (its.some(({ state }) => state === "asked")) return [];
  return [`measures: rounds need at least one to ask about in ${category}`];
}

function parsedJson(text: string): { readonly value: unknown } | { readonly trouble: string } {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { trouble: "It isn't JSON: a part may be missing, or stand in the wrong order." };
  }
}

/** What is wrong at a place, for somebody who wrote the file by hand. What says it better itself keeps its words. */
function inPlainWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "it is needed" : "it is another kind of thing than is written there";
    case "invalid_value":
      return `it has to be ${issue.values.map(String).join(" or ")}`;
    case "unrecognized_keys":
      return `there is nothing called ${issue.keys.join(", ")}`;
    case "too_big":
      return `it may be ${issue.maximum} long at most`;
    case "too_small":
      return "it may not be empty";
    default:
      return undefined;
  }
}

/** "measures[2].unit". */
function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
  return place.replace(/^\./, "") || "the file";
}

function firstOf(troubles: readonly string[]): readonly string[] {
  const more = troubles.length - mostTroubles;
  return more > 0 ? [...troubles.slice(0, mostTroubles), `and ${more} more`] : troubles;
}
