/** What becomes of a message that Slack did not simply take: said later, once more, or never. */
import type { Temporal } from "temporal-polyfill";
import { outcomeOf } from "../slack/outcome.ts";
import { backToDue, type Claim, failed, handBack, tried, uncertain } from "../store/deliveries.ts";
import { posting } from "../store/limits.ts";
import { everything, pause } from "../store/paces.ts";
import type { World } from "../world.ts";
import { saidAgain } from "./faces.ts";
import { keeperOf } from "./keeping.ts";
import type { Chance } from "./outbox.ts";
import { refusedIn } from "./telling-leaders.ts";

/** About a day (see waitAfter), as long as a round may open late. */
const mostTries = 100;

/** Milliseconds between two tries at most. */
const longestWait = 15 * 60_000;

/** Seconds: how often a token that Slack no longer takes is tried. */
const untilAnotherToken = 3_600;

/** Seconds after which what may be lost is said once more: trouble that loses answers is seldom over at once. */
const beforeSayingAgain = 60;

/** Keeps what came of asking Slack. Tells from when on it may be asked again, where it asked us to wait. */
export async function keepTrouble(
  world: World,
  one: Claim,
  error: unknown,
  at: () => Temporal.Instant,
  chance: Chance,
): Promise<Temporal.Instant | null> {
  const { db, log } = world;
  const surely = keeperOf(world, one, at);
  const about = { kind: one.kind, workspace: one.workspace };
  const outcome = outcomeOf(error);
  switch (outcome.is) {
    case "wait": {
      const { seconds } = outcome;
      world.doubt.answered(one.workspace);
      await surely(() => pause(db, one.workspace, posting, seconds));
      await surely(() => handBack(db, one));
      return at().add({ seconds });
    }
    case "not-now": {
      const { code } = outcome;
      world.doubt.answered(one.workspace);
      log.warn("Slack would not take it", { ...about, code, passing: true });
      await laterOrNever(world, one, code, at, chance);
      return null;
    }
    case "not-reached": {
      log.warn("Slack could not be reached", about);
      world.doubt.silent(one.workspace, at());
      await surely(() => handBack(db, one));
      return null;
    }
    case "unknown": {
      log.warn("nobody knows whether it was said", { ...about, trouble: outcome.code, error });
      world.counts?.uncertain(one.kind);
      world.doubt.lost(one.workspace, at());
      const onceMore = { kinds: saidAgain, at: at().add({ seconds: beforeSayingAgain }) };
      await surely(() => uncertain(db, one, outcome.code, onceMore));
      return null;
    }
    case "never": {
      const { code, lies } = outcome;
      world.doubt.answered(one.workspace);
      if (lies === "workspace") return waitForAnotherToken(world, one, at, code);
      log.warn("Slack would not take it", { ...about, code, passing: false });
      await surely(() => refusedIn(world, one, { code, lies }, at()));
      world.counts?.failed(one.kind);
      return null;
    }
  }
}

/** A message that can't be made is due again later: one broken one holds up no other. */
export async function notComposed(
  world: World,
  one: Claim,
  error: unknown,
  at: () => Temporal.Instant,
  chance: Chance,
): Promise<void> {
  world.log.error("a message could not be made", { kind: one.kind, workspace: one.workspace, error });
  await laterOrNever(world, one, "not_composed", at, chance);
}

async function laterOrNever(
  world: World,
  one: Claim,
  code: string,
  at: () => Temporal.Instant,
  chance: Chance,
): Promise<void> {
  const { db } = world;
  const surely = keeperOf(world, one, at);
  if (tried(one) < mostTries) {
    const later = at().add({ milliseconds: waitAfter(one, chance) });
    await surely(() => backToDue(db, one, later, code));
    return;
  }
  await surely(() => failed(db, one, code));
  world.counts?.failed(one.kind);
}

/**
 * Milliseconds: twice as long after each try (half a minute, one, two, four, eight, then a quarter of an hour each), a quarter
 * more or less, so that what failed together is not tried together.
 */
function waitAfter(one: Claim, chance: Chance): number {
  return Math.round(Math.min(15_000 * 2 ** tried(one), longestWait) * (0.75 + chance() / 2));
}

/** Nobody in the workspace can be told of this by Slack. What is due there waits, and the operator is told once. */
async function waitForAnotherToken(
  world: World,
  one: Claim,
  at: () => Temporal.Instant,
  code: string,
): Promise<null> {
  const { db, log } = world;
  const surely = keeperOf(world, one, at);
  const isNews = await surely(() => pause(db, one.workspace, everything, untilAnotherToken));
  await surely(() => handBack(db, one));
  if (isNews)
    log.error("Slack no longer takes our token: nothing is said in this workspace until it has another", {
      workspace: one.workspace,
      code,
    });
  return null;
}
