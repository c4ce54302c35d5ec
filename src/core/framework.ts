/**
 * The framework: categories, their focus, their measures, and where all that comes from.
 * The Open Customer Metrics Framework v1 is the one Bearings ships (core/catalogue).
 */

/** The five categories, in the framework's own order. The order is used wherever categories are listed. */
export const categoryKeys = ["customer", "employee", "business", "knowledge", "acceleration"] as const;
export type CategoryKey = (typeof categoryKeys)[number];

declare const measureKey: unique symbol;
/** A measure's key is for ever: never renamed, never reused. Lower-case words joined by hyphens. */
export type MeasureKey = string & { readonly [measureKey]: true };

/** What a reading, a label or a trend is about: a category or a measure. */
export type SubjectKey = CategoryKey | MeasureKey;

/** Whom the source says a measure is for. OCMF's tables are pictures we could not read: then it is not stated. */
export const audiences = ["executive", "manager", "not-stated"] as const;
export type Audience = (typeof audiences)[number];

/**
 * Where a measure comes from, shown beside it wherever it is told.
 * `ocmf-v1`: named in the running text of OCMF v1. `ocmf-v1-intent`: OCMF v1 tells what it is for, we could not
 * read its name. `ocmf-draft`: discussed by the working group before v1. `bearings`: ours, because the source
 * could not be read. `team`: the team's own.
 */
export const origins = ["ocmf-v1", "ocmf-v1-intent", "ocmf-draft", "bearings", "team"] as const;
export type Origin = (typeof origins)[number];

export const units = ["days", "percent", "points"] as const;
export type Unit = (typeof units)[number];

export type Measure = {
  readonly key: MeasureKey;
  readonly category: CategoryKey;
  readonly name: string;
  readonly audience: Audience;
  readonly meaning: string;
  /** Null where the source gives none: then nobody is asked for a ballpark. */
  readonly unit: Unit | null;
  readonly obtained: string;
  readonly misread: string;
  readonly question: string;
  readonly origin: Origin;
};

export type Category = {
  readonly key: CategoryKey;
  readonly name: string;
  /** The share of leadership time suggested for it, in whole percent. Never a weight on anything. */
  readonly focus: number;
  readonly meaning: string;
  /** A question worth talking about when this category is the one to talk about. */
  readonly question: string;
};

export type Framework = {
  readonly key: string;
  readonly name: string;
  readonly version: string;
  readonly attribution: readonly string[];
  readonly source: string;
  readonly categories: readonly Category[];
  readonly measures: readonly Measure[];
};

export type FocusShares = Readonly<Record<CategoryKey, number>>;

/** What a team may look at more closely in one week: more would make the form long. */
const mostMeasuresAsked = 4;

/**
 * A key written in a catalogue, checked for its form: lower-case words joined by hyphens. Text from outside is never
 * made a key this way; look it up with `measureByKey`.
 */
export function measureKey(text: string): MeasureKey {
  if (!/^[a-z]+(-[a-z]+)*$/.test(text)) throw new Error(`"${text}" is no key for a measure`);
  return text as MeasureKey;
}

/** Whether a text is one of the five category keys. */
export function isCategoryKey(text: string): text is CategoryKey {
  return (categoryKeys as readonly string[]).includes(text);
}

/** The category with that key. Every framework has all five. */
export function categoryByKey(framework: Framework, key: CategoryKey): Category {
  const category = framework.categories.find((each) => each.key === key);
  if (!category) throw new Error(`${framework.name} has no category ${key}`);
  return category;
}

/** The measure with that key, or null where the framework has none: keys come from old messages and from people. */
export function measureByKey(framework: Framework, key: string): Measure | null {
  return framework.measures.find((each) => each.key === key) ?? null;
}

/** A category's measures, in the framework's order. */
export function measuresOf(framework: Framework, category: CategoryKey): readonly Measure[] {
  return framework.measures.filter((each) => each.category === category);
}

/**
 * The measures asked when it is a category's turn for the closer look: the first four in the framework's order, the same
 * every time, so that rounds can be compared.
 */
export function askedInCloserLook(framework: Framework, category: CategoryKey): readonly Measure[] {
  return measuresOf(framework, category).slice(0, mostMeasuresAsked);
}

/** What a category or measure is called. A measure that is no longer in the framework is told by its key's words. */
export function subjectName(framework: Framework, subject: SubjectKey): string {
  if (isCategoryKey(subject)) return categoryByKey(framework, subject).name;
  return measureByKey(framework, subject)?.name ?? subject.replaceAll("-", " ");
}

/** The category that a subject is, or that a measure belongs to; null for a measure no longer in the framework. */
export function categoryOf(framework: Framework, subject: SubjectKey): CategoryKey | null {
  if (isCategoryKey(subject)) return subject;
  return measureByKey(framework, subject)?.category ?? null;
}

/** The question that goes with a category or measure. */
export function subjectQuestion(framework: Framework, subject: SubjectKey): string | null {
  if (isCategoryKey(subject)) return categoryByKey(framework, subject).question;
  return measureByKey(framework, subject)?.question ?? null;
}

/** The suggested shares of leadership time, by category. */
export function focusShares(framework: Framework): FocusShares {
  const share = (key: CategoryKey) => categoryByKey(framework, key).focus;
  return {
    customer: share("customer"),
    employee: share("employee"),
    business: share("business"),
    knowledge: share("knowledge"),
    acceleration: share("acceleration"),
  };
}
