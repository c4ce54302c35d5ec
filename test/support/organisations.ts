/**
 * Organisations that make subtraction easy: forty people in twelve teams that are nested, overlap, differ by one, are the
 * union of two others or share a manager; people join, leave and are away. What is told of each week is decided by the
 * rules of the house, and here only played.
 */
import { type Asked, mayStandBeside } from "../../src/core/apart.ts";
import { answeredWords, blockOf, endsItsBlock } from "../../src/core/round.ts";
import type { Chance } from "./chance.ts";

/** One team's round of one week. `answering` of its people give a direction. */
export type PlayedRound = Asked & {
  readonly team: number;
  readonly people: ReadonlySet<string>;
  readonly answering: number;
};

/** One week's rounds, in the order in which they close. */
export type PlayedWeek = readonly PlayedRound[];

/** What became of a round: what it told itself, and whether it was part of a block that was told. */
export type Outcome = {
  readonly round: PlayedRound;
  readonly heldBack: boolean;
  readonly told: boolean;
  readonly toldByBlock: boolean;
  readonly blockHeldBack: boolean;
};

const everybody = Array.from({ length: 40 }, (_, at) => `U${String(at).padStart(2, "0")}`);
export const teamsInAnOrganisation = 12;

/** Weeks of an organisation whose teams are as alike as an attacker could wish. */
export function likelyVictims(by: Chance, weeks: number): readonly PlayedWeek[] {
  const teams: (readonly string[])[] = [];
  while (teams.length < teamsInAnOrganisation) teams.push(nextTeam(by, teams));
  return played(by, teams, weeks, 0.25);
}

/**
 * Weeks of an organisation as they are met with: four teams of seven to ten, their leads as a fifth, and four project teams
 * across. `nested`: besides, one team's two halves are teams as well, and two whole teams are one more.
 */
export function plausible(by: Chance, weeks: number, nested: boolean): readonly PlayedWeek[] {
  const people = [...by.shuffled(everybody)];
  const base = [10, 10, 8, 7].map((size) => people.splice(0, size));
  const [first = [], second = [], third = []] = base;
  const leads = [...base.map(([lead = ""]) => lead), ...people.slice(0, 2)];
  const projects = Array.from({ length: 4 }, () => by.shuffled(everybody).slice(0, 5 + by.below(3)));
  const inOthers = [first.slice(0, 5), first.slice(5), [...second, ...third]];
  return played(by, [...base, leads, ...projects, ...(nested ? inOthers : [])], weeks, 0.05);
}

function nextTeam(by: Chance, teams: readonly (readonly string[])[]): readonly string[] {
  const fresh = () => by.shuffled(everybody).slice(0, 5 + by.below(8));
  if (teams.length < 3) return fresh();
  const one = by.one(teams);
  const other = by.one(teams);
  const rest = everybody.filter((person) => !one.includes(person));
  const kinds: readonly (() => readonly string[])[] = [
    fresh,
    () => [...new Set([...one, ...other])],
    () => one.filter((person) => !other.includes(person)),
    () => one.slice(0, 5),
    () => one.slice(1 + by.below(4)),
    () => [...one, by.one(rest)],
    () => [...one.slice(1), by.one(rest)],
    () => [...one, ...by.shuffled(rest).slice(0, 1 + by.below(5))],
    () => one,
  ];
  const made = by.one(kinds)();
  return made.length >= 4 && made.length <= 30 ? made : fresh();
}

function played(
  by: Chance,
  teams: readonly (readonly string[])[],
  weeks: number,
  restless: number,
): readonly PlayedWeek[] {
  let now = teams.map((team) => [...team]);
  return Array.from({ length: weeks }, () => {
    const away = new Set(everybody.filter(() => by.happens(restless / 4)));
    now = now.map((team) => (by.happens(restless / 2) ? moved(by, team) : team));
    return by.shuffled(
      now.map((team, at): PlayedRound => {
        const people = new Set(team.filter((person) => !away.has(person)));
        const answering = by.happens(0.15) ? by.below(5) : people.size - (by.happens(0.5) ? 0 : by.below(4));
        return { team: at, people, floor: at % 5 === 4 ? 4 : 5, answering: Math.max(0, answering) };
      }),
    );
  });
}

/** One joins, one leaves, or both. */
function moved(by: Chance, team: readonly string[]): string[] {
  const stayed = by.happens(0.6) && team.length > 5 ? team.slice(1) : [...team];
  const joins = everybody.filter((person) => !team.includes(person));
  return by.happens(0.6) && joins.length > 0 ? [...stayed, by.one(joins)] : stayed;
}

/** What is told of each week, by the rule that closes rounds. */
export function whatIsTold(
  weeks: readonly PlayedWeek[],
  mayBeTold: (fresh: Asked, told: readonly Asked[]) => boolean = mayStandBeside,
): readonly (readonly Outcome[])[] {
  const outcomes: Outcome[][] = weeks.map(() => []);
  weeks.forEach((week, number) => {
    for (const round of week) {
      const here = outcomes[number] ?? [];
      const heldBack = !mayBeTold(round, toldOf(here, round.team));
      const told = !heldBack && tellsSomething(round);
      here.push({ round, heldBack, told, toldByBlock: false, blockHeldBack: false });
      if (endsItsBlock(number + 1)) endBlock(outcomes, number, round.team, mayBeTold);
    }
  });
  return outcomes;
}

/** A word or a number of answers, by the house's own rules. */
function tellsSomething({ people, floor, answering }: PlayedRound): boolean {
  return answering >= floor || answeredWords(answering, people.size, floor) !== null;
}

/** Everybody who waits says the same: with as many different people as the floor there is a word. */
function endBlock(
  outcomes: Outcome[][],
  last: number,
  team: number,
  mayBeTold: (fresh: Asked, told: readonly Asked[]) => boolean,
): void {
  const ours = outcomes.flatMap((week, number) =>
    blockOf(number + 1) === blockOf(last + 1)
      ? week.flatMap((outcome, at) => (outcome.round.team === team ? [{ outcome, number, at }] : []))
      : [],
  );
  const open = ours.filter(({ outcome }) => !outcome.heldBack);
  const waiting = new Set(open.flatMap(({ outcome }) => whoWaits(outcome.round)));
  if (waiting.size === 0) return;
  const isHeld =
    ours.some(({ number, outcome }) => number === last && outcome.heldBack) ||
    open.some(
      ({ number, outcome }) =>
        number !== last && !mayBeTold(outcome.round, toldOf(outcomes[number] ?? [], team)),
    );
  const floor = Math.max(...ours.map(({ outcome }) => outcome.round.floor));
  const hasOwnWord = open.some(
    ({ number, outcome }) => number === last && outcome.round.answering >= outcome.round.floor,
  );
  const isTold = !isHeld && waiting.size >= floor && !hasOwnWord;
  for (const { number, at, outcome } of ours) {
    const week = outcomes[number];
    if (week === undefined) continue;
    week[at] = {
      ...outcome,
      toldByBlock: isTold && !outcome.heldBack,
      blockHeldBack: isHeld && number === last,
    };
  }
}

/** Those who answered in a round that was below its floor. */
export function whoWaits({ people, answering, floor }: PlayedRound): readonly string[] {
  return answering < floor ? [...people].slice(0, answering) : [];
}

/** What an attacker holds of a week: the lists of people of whatever was told, but for one team's own. */
export function toldOf(week: readonly Outcome[], but: number | null = null): readonly PlayedRound[] {
  return week
    .filter(({ told, toldByBlock, round }) => (told || toldByBlock) && round.team !== but)
    .map(({ round }) => round);
}
