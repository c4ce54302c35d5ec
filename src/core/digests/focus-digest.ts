/**
 * What a leader is told once a week about the teams they lead: where a talk may help, what to leave alone, what is being
 * tried, and where their own time went. Teams stand in the order of their names, never of their state.
 */
import { questionAbout } from "../catalogue/index.ts";
import type { ReportedWeek } from "../focus.ts";
import { type FocusBeside, focusBeside, type SuggestedIn } from "../focus-beside.ts";
import type { SubjectKey } from "../framework.ts";
import { byHelp, type Chosen, type GuidanceFacts, worthATalk } from "../guidance.ts";
import type { TeamId } from "../ids.ts";
import { labelWords } from "../label-words.ts";
import type { Phrase } from "../phrase.ts";
import type { Try } from "../try.ts";
import type { Week } from "../week.ts";
import { saysAnything } from "../word.ts";
import { openingWords } from "./quiet-words.ts";

export type FocusDigest = {
  readonly version: 1;
  readonly kind: "focus-digest";
  readonly week: Week;
  /** Three at most. */
  readonly worthATalk: readonly WorthATalk[];
  readonly goodEnough: readonly TeamSubject[];
  /** `askOn` is an ISO date. */
  readonly trying: readonly { readonly team: DigestTeam; readonly what: string; readonly askOn: string }[];
  readonly learned: readonly { readonly team: DigestTeam; readonly learned: string }[];
  readonly tooEarly: readonly TeamSubject[];
  readonly time: FocusBeside;
  /** Teams whose last round has no words, because another team of nearly the same people had its words that week. */
  readonly heldBack: readonly DigestTeam[];
  /** Nothing is worth a talk: then the digest says so and is short. */
  readonly quiet: boolean;
  /**
   * There is nothing to tell but that: no talk, try or lesson, nothing held back, and no thought about the leader's time.
   * What is good enough, or too early to say where all is, the opening tells. Then it is two lines.
   */
  readonly nothingToSay: boolean;
  /** One sentence that opens the digest, such as "A quiet week: …"; null where the parts speak for themselves. */
  readonly opening: string | null;
  readonly closing: string;
};

export type DigestTeam = { readonly id: TeamId; readonly name: string };

export type TeamSubject = {
  readonly team: DigestTeam;
  readonly subject: SubjectKey;
  readonly name: string;
};

export type WorthATalk = TeamSubject & {
  /** Its lead names the team and the subject. */
  readonly phrase: Phrase;
  readonly question: string;
  readonly why: string;
};

/** One team that the leader leads, in words. No person, no reflection and no open answer is in it. */
export type LedTeam = DigestTeam & {
  /** The categories of the round that closed in the week told of, in the framework's order; none if none closed. */
  readonly subjects: readonly GuidanceFacts[];
  /** That round closed without words: they are held back. */
  readonly heldBack: boolean;
  readonly trying: readonly Pick<Try, "what" | "askOn">[];
  /** What was learned since the last digest. */
  readonly learned: readonly string[];
};

export type FocusDigestFacts = {
  readonly week: Week;
  readonly teams: readonly LedTeam[];
  /** The leader's own reports, in any order. */
  readonly reports: readonly ReportedWeek[];
  /** Left out where every team goes by the framework's shares. */
  readonly suggestedIn?: SuggestedIn;
};

const mostWorthATalk = 3;

/** For a measure that is no longer in the framework, and so has no question of its own. */
const openQuestion = "What do you make of this one?";

/** A week of a leader's teams in words. A closer look alone is the team's own affair and doesn't call a leader. */
export function composeFocusDigest({ week, teams, reports, suggestedIn }: FocusDigestFacts): FocusDigest {
  const led = teams.toSorted(byName);
  const chosen = chooseOver(led);
  const asked = over(led, ({ subjects }) => subjects);
  const goodEnough = asked.filter(({ each }) => each.goodEnough);
  const tooEarly = asked.filter(({ each }) => !saysAnything(each));
  const heldBack = led.filter((team) => team.heldBack).map(({ id, name }) => ({ id, name }));
  const trying = over(led, ({ trying }) => trying);
  const learned = over(led, ({ learned }) => learned);
  const time = focusBeside(reports, week, suggestedIn);
  const partly = tooEarly.length > 0 && tooEarly.length < asked.length;
  const told = [...chosen, ...trying, ...learned, ...heldBack];
  return {
    version: 1,
    kind: "focus-digest",
    week,
    worthATalk: chosen,
    goodEnough: goodEnough.map(toTeamSubject),
    trying: trying.map(({ team, each }) => ({
      team,
      what: each.what,
      askOn: each.askOn.toString(),
    })),
    learned: learned.map(({ team, each }) => ({ team, learned: each })),
    time,
    tooEarly: tooEarly.map(toTeamSubject),
    heldBack,
    quiet: chosen.length === 0,
    nothingToSay: told.length === 0 && !partly && time.question === null,
    opening: openingWords({
      asked: asked.length,
      tooEarly: tooEarly.length,
      goodEnough: goodEnough.length,
      worthATalk: chosen.length,
      heldBack: heldBack.length,
    }),
    closing: "A guide for where to listen, not a measure of anybody.",
  };
}

/**
 * Three at most: what helps most in each team comes before the second of any team, so that no team is told of at
 * another's cost. Told in the order of teams and of the framework.
 */
function chooseOver(teams: readonly LedTeam[]): readonly WorthATalk[] {
  const found = teams.flatMap((team) =>
    worthATalk(team.subjects)
      .filter(({ rule }) => rule.callsALeader)
      .map((chosen, turn) => ({ team, turn, chosen })),
  );
  const place = ({ team, chosen }: (typeof found)[number]) => team.subjects.indexOf(chosen.facts);
  return found
    .toSorted((a, b) => a.turn - b.turn || byHelp(a.chosen, b.chosen))
    .slice(0, mostWorthATalk)
    .toSorted((a, b) => teams.indexOf(a.team) - teams.indexOf(b.team) || place(a) - place(b))
    .map(({ team, chosen }) => toWorthATalk(team, chosen));
}

function toWorthATalk(team: LedTeam, { facts, rule }: Chosen): WorthATalk {
  return {
    ...toTeamSubject({ team, each: facts }),
    phrase: {
      lead: `${team.name} · ${facts.name}`,
      strong: facts.label.word === "mixed" ? "read differently" : `read as ${labelWords(facts.label)}`,
      tail: rule.say(facts),
    },
    question: rule.ask ?? questionAbout(facts.subject) ?? openQuestion,
    why: rule.why(facts),
  };
}

type OfTeam<Each> = { readonly team: DigestTeam; readonly each: Each };

function over<Each>(
  teams: readonly LedTeam[],
  listOf: (team: LedTeam) => readonly Each[],
): readonly OfTeam<Each>[] {
  return teams.flatMap((team) =>
    listOf(team).map((each) => ({ team: { id: team.id, name: team.name }, each })),
  );
}

function toTeamSubject({ team, each }: OfTeam<GuidanceFacts>): TeamSubject {
  return { team: { id: team.id, name: team.name }, subject: each.subject, name: each.name };
}

/** By their code points, the same on every machine; the id decides between two of one name. */
function byName(a: DigestTeam, b: DigestTeam): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
