/**
 * "Why do you say this?" of every kind of sentence, in plain words: the rule, and no count of this round. What is told
 * here is the same for everybody, so it can't give anybody away.
 */
import { driftRules } from "./focus-drift.ts";
import { countWord } from "./number-words.ts";
import type { SentenceKind } from "./sentence-kind.ts";
import { ballparkFloor, floors, type Mode, unnamedWritersFloor } from "./team.ts";

/** The rule that a round froze; null where rounds of several teams, or of several rules, are told of. */
export type WordRule = { readonly floor: number; readonly mode: Mode } | null;

/** What is explained, and why it is said. */
export type Why = { readonly lead: string; readonly because: string };

/** Why a sentence of this kind is said, by the rule of its round. `question` is why the question of this round was chosen. */
export function whyOf(kind: SentenceKind, rule: WordRule, question: string | null = null): Why {
  const { lead, because } = whys[kind];
  const told = typeof because === "string" ? because : because(floorWords(rule), rule);
  return { lead, because: kind === "question" && question !== null ? `${question} ${told}` : told };
}

/** "five people", or both floors where the rule may be either. */
function floorWords(rule: WordRule): string {
  if (rule !== null) return `${countWord(rule.floor)} people`;
  return `${countWord(floors.confidential)} people (${countWord(floors.open)} where a team answers openly)`;
}

type Told = { readonly lead: string; readonly because: string | ((floor: string, rule: WordRule) => string) };

const whys: Readonly<Record<SentenceKind, Told>> = {
  "worth-a-talk": {
    lead: "Worth a talk",
    because:
      "where a talk helps: first where people differ, then where a word is new, then where a slip lasts. Three at most, and one of every team before a second of any. What a team ticked as good enough is left alone unless it turned.",
  },
  quiet: {
    lead: "A quiet week",
    because:
      "I found nothing that I call worth a talk: people who differ, a word that is new, a slip that lasts. Or it was ticked as good enough.",
  },
  "no-round": {
    lead: "No round closed",
    because:
      "a digest looks back over seven days, or to the last one, and tells of rounds that closed in them.",
  },
  question: {
    lead: "Why this question",
    because:
      "Questions go where a talk helps: first where people differ, then where a word is new, then where a slip lasts, else to this week's closer look.",
  },
  "no-question": {
    lead: "Why no question",
    because: "nothing stood out that a talk would help with. Good enough is a finding too.",
  },
  "no-question-too-few": {
    lead: "Why no question",
    because: "too few answered to know where a talk would help.",
  },
  direction: {
    lead: "Improving or slipping",
    because:
      "more than half say so, and so clearly that tossed coins would bring it one time in ten at most.",
  },
  leaning: {
    lead: "Leaning",
    because:
      "more say this way than the other, and tossed coins would bring that less than half the time. Enough to name, not to rely on.",
  },
  holding: {
    lead: "Holding",
    because: "clearly more say so than see any change. It is an answer of its own, not a middle.",
  },
  "leaning-holding": {
    lead: "Leaning holding",
    because: "more say that it holds than see any change. To say it plainly takes more of them.",
  },
  capped: {
    lead: "Why only leaning",
    because:
      "among few people a plain word would tell what each of them said. So improving and slipping are said plainly from six answers on, holding from eight.",
  },
  mixed: {
    lead: "Mixed",
    because:
      "people see it differently, and no answer clearly outweighs the others. Then each knows something that another doesn't.",
  },
  "too-few": {
    lead: "Too few to say",
    because: (floor) => `fewer than ${floor} gave a direction, or more couldn't tell than could.`,
  },
  "good-enough": {
    lead: "Good enough for now",
    because: (floor) => `at least ${floor} answered, and two in three or more ticked it.`,
  },
  "though-slipping": {
    lead: "Good enough, though slipping",
    because: "both were said: which way it is heading, and that it may wait.",
  },
  running: {
    lead: "Rounds running",
    because:
      "rounds in a row whose word points the same way, plainly or leaning. A week of too few is left out.",
  },
  "new-since": {
    lead: "New since last time",
    because: "the last round that had a word pointed another way. Only clearer, or less clear, isn't new.",
  },
  "one-round": {
    lead: "Too early to speak of a trend",
    because: "that takes two rounds with a word at least.",
  },
  "beside-try": {
    lead: "What you're trying",
    because:
      "it is about the same category, so it stands beside the word. Whether one brought the other, nobody can tell from this.",
  },
  waits: {
    lead: "The readings wait",
    because: "out of sight, until four rounds are over. Then they become words together, or are deleted.",
  },
  together: {
    lead: "Four rounds together",
    because: "what waited becomes words once, each person counted once, with what they said last.",
  },
  "let-go": {
    lead: "Too little over four rounds",
    because: (floor) =>
      `even together fewer than ${floor} gave a direction, or more couldn't tell than could. Nothing waits longer than that.`,
  },
  "held-back": {
    lead: "Held back",
    because:
      "another team of nearly the same people has its words this week. Both side by side would tell what the few who differ said. The readings are deleted like those of any round.",
  },
  "closer-look": {
    lead: "A closer look",
    because:
      "one category a week. Turns follow the share of their time that leaders are asked to give it, so that each has its part over the weeks.",
  },
  ballpark: {
    lead: "About so much",
    because: `the middle of the rough numbers people gave, rounded, from ${countWord(ballparkFloor)} people on. One wild guess doesn't move it.`,
  },
  wobble: {
    lead: "Ordinary wobble",
    because: "the latest number lies where those before it usually lay. There is nothing to explain.",
  },
  outside: {
    lead: "A signal, above or below",
    because:
      "a number this far from those before it is rare while nothing changes. What changed, and whether it is welcome, is for people to say.",
  },
  "eight-in-a-row": {
    lead: "A signal, eight in a row",
    because:
      "eight weeks on one side of the middle are rare while nothing changes. What changed, and whether it is welcome, is for people to say.",
  },
  provisional: {
    lead: "Provisional",
    because: "before there are twenty weeks of numbers, what counts as ordinary still moves.",
  },
  "too-soon": {
    lead: "Too soon to tell",
    because: "before there are eight weeks of numbers, a signal and ordinary wobble look alike.",
  },
  "too-coarse": {
    lead: "Too coarse to tell",
    because: "the numbers come in steps so large that a signal and ordinary wobble look alike.",
  },
  time: {
    lead: "Your time",
    because: `from your own rough words, which only you see unless you pool them. A category is named where ${driftRules.map(({ where }) => where).join(", or ")}. What brought it about, nobody can tell from this.`,
  },
  answered: {
    lead: "Answered",
    because: "told only where it can't show who didn't: never when one alone is missing.",
  },
  unnamed: {
    lead: "Without a name",
    because: `shown from ${countWord(unnamedWritersFloor)} people on who write so, in an order that says nothing of who or when.`,
  },
  "unnamed-held": {
    lead: "Nothing without a name",
    because: `that is shown from ${countWord(unnamedWritersFloor)} people on who write so. What fewer wrote is deleted, and I don't say whether there was any.`,
  },
  deleted: {
    lead: "Your answers",
    because: (_floor, rule) =>
      rule?.mode === "open"
        ? "once they have become words they are deleted. Your team agreed to be open, so who said which stays with this summary, for its own people."
        : "once they have become words they are deleted. Nobody can look them up any more, and I can't either.",
  },
};
