/**
 * The framework: categories, their focus, their measures, and where all that comes from.
 * The Open Customer Metrics Framework v1 is the one Bearings ships (core/catalogue).
 */

/** The five categories, in the framework's own order. The order is used wherever categories are listed. */
export const categoryKeys = ["customer", "employee", "business", "knowledge", "acceleration"] as const;
export type CategoryKey = (typeof categoryKeys)[number];

declare const measure: unique symbol;
/** A measure's key is for ever: never renamed, never reused. Lower-case words joined by hyphens. */
export type MeasureKey = string & { readonly [measure]: true };

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

/** Which way of a number would be welcome, where a team has said so. It judges nothing: it is told on the card. */
export const betters = ["higher", "lower"] as const;
export type Better = (typeof betters)[number];

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
  /** Left out where nobody has said: the framework says it of none. */
  readonly better?: Better;
  /** The framework's measure that a team wrote its own after. */
  readonly after?: MeasureKey;
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
  /** What can be looked up, in order. */
  readonly measures: readonly Measure[];
  /** Those of them that no round asks about: they are there for looking up and for numbers. */
  readonly notAsked: readonly MeasureKey[];
  /** No longer in use; what was said of them once is still told by their names. */
  readonly retired: readonly Measure[];
};

export type FocusShares = Readonly<Record<CategoryKey, number>>;

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
