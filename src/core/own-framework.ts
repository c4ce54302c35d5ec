/**
 * The framework made one's own: a team chooses which measures it uses, in which order and which of them rounds ask about,
 * and writes measures of its own. What a key was read as never changes: to reword is to begin a new line (decision 016).
 */
import { frameworkV1, measureByKey } from "./catalogue/index.ts";
import { type Better, type Framework, type Measure, type MeasureKey, measureKey } from "./framework.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import { takeText } from "./text.ts";

/** `asked`: in its category's closer look, if it is among the first four. `looked-up`: for looking up and for numbers only. */
export const measureStates = ["asked", "looked-up", "retired"] as const;
export type MeasureState = (typeof measureStates)[number];

/** The words of a measure that a team wrote itself. */
export type OwnWords = Omit<Measure, "key" | "origin" | "better">;

/** One measure as a team keeps it. Their order is the team's; all that it ever had are among them, the retired ones too. */
export type KeptMeasure = {
  readonly key: MeasureKey;
  readonly state: MeasureState;
  readonly better: Better | null;
  /** Null for a measure of the framework: its words are the catalogue's. */
  readonly own: OwnWords | null;
};

export type KeptMeasures = readonly KeptMeasure[];

/** What somebody hands in of a measure. */
export type MeasureDraft = OwnWords & {
  readonly better: Better | null;
  readonly state: Exclude<MeasureState, "retired">;
};

/** Measures in use in one category: as many as can be looked at on one page. */
export const mostOfCategory = 12;

/** All that a team ever had. A team that rewords one a week gets there in six years. */
export const mostEver = 400;

/** What a team has that never changed anything: the framework as it is shipped. */
export const asShipped: KeptMeasures = frameworkV1.measures.map(({ key }) => ({
  key,
  state: "asked",
  better: null,
  own: null,
}));

/** A team's framework. What the catalogue no longer has, and a team never wrote, falls out. */
export function frameworkFrom(kept: KeptMeasures): Framework {
  const known = kept.flatMap((each) => {
    const measure = asMeasure(each);
    return measure === null ? [] : [{ state: each.state, measure }];
  });
  const inState = (...states: readonly MeasureState[]) =>
    known.filter(({ state }) => states.includes(state)).map(({ measure }) => measure);
  const unmentioned = frameworkV1.measures.filter(({ key }) => kept.every((each) => each.key !== key));
  return {
    ...frameworkV1,
    measures: inState("asked", "looked-up"),
    notAsked: inState("looked-up").map(({ key }) => key),
    retired: [...inState("retired"), ...unmentioned],
  };
}

/** Adds a measure at the end of its category. Refused when its name is taken, or its category is full. */
export function withMeasure(kept: KeptMeasures, draft: MeasureDraft): KeptMeasures | Refusal {
  const taken = takeDraft(draft);
  if (isRefusal(taken)) return taken;
  const refusal = mayStand(kept, taken);
  return refusal ?? [...kept, asKept(newKey(kept, taken.name), taken)];
}

/**
 * Changes a measure. Another name, meaning, category or unit is read as something else: then the old one is retired, with
 * all that was said of it, and a new line begins in its place. The rest is words around it, and goes on.
 */
export function withChange(kept: KeptMeasures, key: string, draft: MeasureDraft): KeptMeasures | Refusal {
  const at = kept.findIndex((each) => each.key === key && each.state !== "retired");
  const old = kept[at];
  const before = old && asMeasure(old);
  if (!old || !before) return { no: "no-such-measure" };
  const taken = takeDraft(draft);
  if (isRefusal(taken)) return taken;
  const emptied = leavesUnasked(kept, old, taken.category === before.category ? taken.state : "retired");
  if (emptied) return emptied;
  if (readsTheSame(before, taken)) {
    const around = { state: taken.state, better: taken.better };
    if (old.own === null && wordsAround(before) !== wordsAround(taken))
      return inPlaceOf(kept, at, taken, before);
    return kept.with(at, { ...old, ...around, own: old.own && wordsOf(taken, old.own.after) });
  }
  return inPlaceOf(kept, at, taken, before);
}

/** Asks about it in rounds, or not, or retires it, or brings it back. Rounds that are open go on as they are. */
export function withState(kept: KeptMeasures, key: string, state: MeasureState): KeptMeasures | Refusal {
  const whole = withTheRest(kept);
  const at = whole.findIndex((each) => each.key === key);
  const old = whole[at];
  const measure = old && asMeasure(old);
  if (!old || !measure) return { no: "no-such-measure" };
  const emptied = leavesUnasked(whole, old, state);
  if (emptied) return emptied;
  if (old.state !== "retired" || state === "retired") return whole.with(at, { ...old, state });
  return mayStand(whole, measure) ?? [...whole.toSpliced(at, 1), { ...old, state }];
}

/** One place up or down among the measures of its category that are in use. At the end already, it stays. */
export function moved(kept: KeptMeasures, key: string, by: -1 | 1): KeptMeasures | Refusal {
  const at = kept.findIndex((each) => each.key === key && each.state !== "retired");
  const one = kept[at];
  const category = one && asMeasure(one)?.category;
  if (!one || !category) return { no: "no-such-measure" };
  const places = kept.flatMap((each, place) =>
    each.state !== "retired" && asMeasure(each)?.category === category ? [place] : [],
  );
  const other = places[places.indexOf(at) + by];
  const beside = other === undefined ? undefined : kept[other];
  if (other === undefined || beside === undefined) return kept;
  return kept.with(at, beside).with(other, one);
}

/** Whether two are read as one and the same by whoever answers: all that a check-in shows of them. */
export function readsTheSame(
  one: Pick<Measure, "name" | "meaning" | "category" | "unit">,
  other: Pick<Measure, "name" | "meaning" | "category" | "unit">,
): boolean {
  return (
    one.name === other.name &&
    one.meaning === other.meaning &&
    one.category === other.category &&
    one.unit === other.unit
  );
}

/** A draft as it may be kept: one line each, a name and a meaning at least. */
export function takeDraft(draft: MeasureDraft): MeasureDraft | Refusal {
  const name = takeText(draft.name, "measure-name");
  if (isRefusal(name)) return name;
  const meaning = takeText(draft.meaning, "measure-words");
  if (isRefusal(meaning)) return meaning;
  const rest: string[] = [];
  for (const written of [draft.obtained, draft.misread, draft.question]) {
    const taken = takeText(written, "measure-words");
    if (isRefusal(taken) && taken.no !== "text-missing") return taken;
    rest.push(isRefusal(taken) ? "" : taken.text);
  }
  const [obtained = "", misread = "", question = ""] = rest;
  return { ...draft, name: name.text, meaning: meaning.text, obtained, misread, question };
}

/** Why one more measure can't be in use beside the others; null when it can. */
export function mayStand(
  kept: KeptMeasures,
  { name, category }: Pick<Measure, "name" | "category">,
): Refusal | null {
  const inUse = frameworkFrom(kept).measures;
  if (inUse.some((each) => sameName(each.name, name))) return { no: "name-taken", name };
  if (inUse.filter((each) => each.category === category).length >= mostOfCategory)
    return { no: "too-many-measures", most: mostOfCategory };
  return kept.length >= mostEver ? { no: "too-many-measures", most: mostEver } : null;
}

/** A key that this team and the framework never had: words of its name, and letters where those were used before. */
export function newKey(kept: KeptMeasures, name: string): MeasureKey {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z]+/g, "-")
    .slice(0, 48)
    .replace(/^-+|-+$/g, "");
  const plain = `team-${words === "" ? "measure" : words}`;
  const isUsed = (key: string) =>
    kept.some((each) => each.key === key) || measureByKey(key, frameworkV1) !== null;
  for (let tried = plain, nth = 0; ; nth++, tried = `${plain}-${letters(nth)}`)
    if (!isUsed(tried)) return measureKey(tried);
}

/** Refused where no measure of its category would be asked about any more: its turn would come, and nothing with it. */
function leavesUnasked(kept: KeptMeasures, one: KeptMeasure, next: MeasureState): Refusal | null {
  const category = asMeasure(one)?.category;
  if (one.state !== "asked" || next === "asked" || category === undefined) return null;
  const others = kept.filter((each) => each !== one && each.state === "asked");
  return others.some((each) => asMeasure(each)?.category === category)
    ? null
    : { no: "last-asked", category };
}

/** Keeps a draft under a key. */
export function asKept(key: MeasureKey, draft: MeasureDraft, after?: MeasureKey): KeptMeasure {
  return { key, state: draft.state, better: draft.better, own: wordsOf(draft, after) };
}

/** A kept measure with its words; null where neither the team nor the catalogue has any. */
export function asMeasure({ key, better, own }: KeptMeasure): Measure | null {
  const words = own === null ? measureByKey(key, frameworkV1) : { ...own, key, origin: "team" as const };
  return words && (better === null ? words : { ...words, better });
}

/** What the catalogue has and the kept list doesn't: there to be brought back. */
function withTheRest(kept: KeptMeasures): KeptMeasures {
  const missing = asShipped.filter(({ key }) => kept.every((each) => each.key !== key));
  return [...kept, ...missing.map((each) => ({ ...each, state: "retired" as const }))];
}

function inPlaceOf(
  kept: KeptMeasures,
  at: number,
  draft: MeasureDraft,
  before: Measure,
): KeptMeasures | Refusal {
  const old = kept[at];
  if (old === undefined) return { no: "no-such-measure" };
  const without = kept.with(at, { ...old, state: "retired" });
  const refusal = mayStand(without, draft);
  if (refusal) return refusal;
  const after = before.origin === "team" ? before.after : before.key;
  const next = asKept(newKey(kept, draft.name), draft, after);
  return [...without.slice(0, at), next, ...without.slice(at)];
}

function wordsOf(draft: OwnWords, after: MeasureKey | undefined): OwnWords {
  const { category, name, audience, meaning, unit, obtained, misread, question } = draft;
  const words = { category, name, audience, meaning, unit, obtained, misread, question };
  return after === undefined ? words : { ...words, after };
}

/** What stands around a measure. Of the framework's own these are not a team's to change: what is changed is the team's. */
export function wordsAround({ audience, obtained, misread, question }: OwnWords): string {
  return JSON.stringify([audience, obtained, misread, question]);
}

/** Whether nobody could tell two names apart. */
export function sameName(one: string, other: string): boolean {
  return one.normalize("NFKC").toLowerCase() === other.normalize("NFKC").toLowerCase();
}

/** 1 is b, 2 is c, 25 is z, 26 is bb: a is the one without. */
function letters(nth: number): string {
  const letter = "bcdefghijklmnopqrstuvwxyz".charAt((nth - 1) % 25);
  return nth <= 25 ? letter : `${letters(Math.floor((nth - 1) / 25))}${letter}`;
}
