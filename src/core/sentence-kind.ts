/**
 * The kinds of sentence that results are told in. Each can answer "why do you say this?" (why.ts), and which of them stand
 * in a text is read from its own words: so nothing is explained that isn't said.
 */
import type { FocusDigest } from "./digests/focus-digest.ts";
import type { TeamSummary } from "./digests/team-summary.ts";
import { type Phrase, phraseText } from "./phrase.ts";

/** In the order in which they are explained. */
export const sentenceKinds = [
  "worth-a-talk",
  "quiet",
  "no-round",
  "question",
  "no-question",
  "no-question-too-few",
  "direction",
  "leaning",
  "holding",
  "leaning-holding",
  "capped",
  "mixed",
  "too-few",
  "good-enough",
  "though-slipping",
  "running",
  "new-since",
  "one-round",
  "beside-try",
  "waits",
  "together",
  "let-go",
  "held-back",
  "closer-look",
  "ballpark",
  "wobble",
  "outside",
  "eight-in-a-row",
  "provisional",
  "too-soon",
  "too-coarse",
  "time",
  "answered",
  "unnamed",
  "unnamed-held",
  "deleted",
] as const;
export type SentenceKind = (typeof sentenceKinds)[number];

/** What a kind of sentence looks like: in our own words only, never in what people wrote. */
const signs: readonly (readonly [SentenceKind, RegExp])[] = [
  ["direction", /(?<!leaning )\b(improving|slipping)\b/],
  ["leaning", /\bleaning (improving|slipping)\b/],
  ["holding", /(?<!leaning )\bholding\b/],
  ["leaning-holding", /\bleaning holding\b/],
  ["mixed", /\bmixed\b|\bread differently\b/],
  ["too-few", /\btoo few (to say|answer)|\btoo early to say\b/i],
  ["good-enough", /\bgood enough\b/i],
  ["though-slipping", /\bgood enough for now, though\b/],
  ["running", /\bround running\b/],
  ["new-since", /\bnew since last time\b/],
  ["one-round", /\bone round only\b/i],
  ["held-back", /\bheld back\b/i],
  ["ballpark", /\babout -?[\d.]+ |\bin the middle:/],
  ["wobble", /(?<!(from|its) )\bordinary wobble\b/i],
  ["outside", /\ba signal, (above|below) its ordinary wobble\b/i],
  ["eight-in-a-row", /\ba signal, eight in a row\b/i],
  ["provisional", /\(provisional\b/],
  ["too-soon", /\btoo soon to tell\b/i],
  ["too-coarse", /\btoo coarse to tell\b/i],
];

/** Which kinds stand in these sentences of ours. */
export function kindsIn(sentences: readonly string[]): readonly SentenceKind[] {
  return ordered(
    signs.filter(([, sign]) => sentences.some((sentence) => sign.test(sentence))).map(([kind]) => kind),
  );
}

/** Every kind of sentence in a team's summary. */
export function kindsOfSummary(summary: TeamSummary): readonly SentenceKind[] {
  const { tooFew, heldBack, together, closerLook, talk, answered, unnamed, mode } = summary;
  if (heldBack) return ordered(["held-back", unnamed.length > 0 ? "unnamed" : "unnamed-held", "deleted"]);
  const lines = linesOf(summary);
  const said = kindsIn(lines.map(({ phrase }) => oursIn(phrase)));
  const leans = said.includes("leaning") || said.includes("leaning-holding");
  return ordered([
    ...said,
    ...(leans && mode === "confidential" ? (["capped"] as const) : []),
    ...(lines.some(({ phrase }) => isBesideTry(phrase)) ? (["beside-try"] as const) : []),
    ...(tooFew ? (["too-few"] as const) : []),
    ...(tooFew && /\breadings wait\b/.test(tooFew.tail) ? (["waits"] as const) : []),
    ...(together ? [kindOfTogether(together)] : []),
    ...(closerLook && !tooFew ? (["closer-look"] as const) : []),
    talk ? "question" : tooFew ? "no-question-too-few" : "no-question",
    ...(answered ? (["answered"] as const) : []),
    unnamed.length > 0 ? "unnamed" : "unnamed-held",
    "deleted",
  ]);
}

function kindOfTogether({ intro, lines }: NonNullable<TeamSummary["together"]>): SentenceKind {
  if (lines.length > 0) return "together";
  return /\bheld back\b/.test(intro) ? "held-back" : "let-go";
}

/** Every kind of sentence in a leader's digest. */
export function kindsOfDigest(digest: FocusDigest): readonly SentenceKind[] {
  const { worthATalk, goodEnough, tooEarly, heldBack, opening } = digest;
  const isQuiet = /quiet week/.test(opening ?? "");
  return ordered([
    ...kindsIn(worthATalk.map(({ phrase }) => oursIn(phrase))),
    ...kindsIn(opening === null ? [] : [opening]),
    ...(worthATalk.length > 0 ? (["worth-a-talk"] as const) : []),
    ...(isQuiet ? (["quiet"] as const) : []),
    ...(/^No round/.test(opening ?? "") ? (["no-round"] as const) : []),
    ...(goodEnough.length > 0 ? (["good-enough"] as const) : []),
    ...(tooEarly.length > 0 ? (["too-few"] as const) : []),
    ...(heldBack.length > 0 ? (["held-back"] as const) : []),
    ...(digest.nothingToSay ? [] : (["time"] as const)),
  ]);
}

/** Every line of results: where too few answered, the single lines are not told. */
function linesOf({ categories, closerLook, ballparks, tooFew, together }: TeamSummary) {
  const told = tooFew ? [] : [...categories, ...(closerLook?.measures ?? []), ...ballparks];
  return [...told, ...(together?.lines ?? [])];
}

/** What a team tries is quoted at the end of a sentence, in its own words. */
const quotesTry = " You're trying “";

function isBesideTry({ tail }: Phrase): boolean {
  return tail.includes(quotesTry);
}

/** Without the name it begins with, and without what the team wrote. */
function oursIn({ lead, strong, tail }: Phrase): string {
  const [ours = ""] = tail.split(quotesTry);
  return phraseText({ lead, strong, tail: ours }).slice(lead.length);
}

function ordered(kinds: readonly SentenceKind[]): readonly SentenceKind[] {
  return sentenceKinds.filter((kind) => kinds.includes(kind));
}
