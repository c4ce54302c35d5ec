/** Opening a round: by its rhythm when it is due, or by a leader now. What it asks is decided here once and frozen. */

import type { Temporal } from "temporal-polyfill";
import { deliveryKey } from "../core/delivery-key.ts";
import type { SummaryTry } from "../core/digests/team-summary.ts";
import { type LastRound, type Loop, loopOf, questionsFor } from "../core/loop.ts";
import type { Refusal } from "../core/refusal.ts";
import { mayNotOpenNow } from "../core/round.ts";
import { isDue, nextOpening, planRound, type RoundPlan } from "../core/schedule.ts";
import { floors } from "../core/team.ts";
import type { Db } from "../store/database.ts";
import { deliveryByKey, plan } from "../store/deliveries.ts";
import { sharesInForce } from "../store/focus-shares.ts";
import { frameworkOf } from "../store/frameworks.ts";
import { type Pass, passForChannelOf } from "../store/gate.ts";
import { killPoint } from "../store/kill-point.ts";
import { openRound } from "../store/round-opening.ts";
import { closerLooksSeen, type KeptRound, latestClosedRound, roundsFromWeek } from "../store/rounds.ts";
import { lastSummary } from "../store/summaries.ts";
import { advanceNextOpening } from "../store/team-setup.ts";
import type { TeamWithWhen } from "../store/teams.ts";
import { learnedSince, triesOfTeam } from "../store/tries.ts";

/** Opens a planned round and plans its message, together or not at all. Null when that week has its round already. */
export async function openPlanned(
  db: Db,
  team: TeamWithWhen,
  planned: RoundPlan,
  now: Temporal.Instant,
): Promise<KeptRound | null> {
  return db.transaction(async (tx) => {
    const last = await lastRound(tx, passForChannelOf(team), now);
    const focus = await sharesInForce(tx, team.id);
    const looks = await closerLooksSeen(tx, team.id, focus);
    const questions = questionsFor(
      team.rhythm.categories,
      focus,
      looks,
      last,
      await frameworkOf(tx, team.id),
    );
    const { zone } = team.rhythm;
    const round = await openRound(tx, {
      ...planned,
      team: team.id,
      questions,
      focus,
      mode: team.mode,
      floor: floors[team.mode],
      firstDay: now.toZonedDateTimeISO(zone).toPlainDate(),
      lastDay: planned.closesAt.toZonedDateTimeISO(zone).toPlainDate(),
    });
    if (round === null) return null;
    const { workspace, channel } = team;
    killPoint("before a round's message is planned");
    await plan(tx, [
      {
        key: deliveryKey.round(round.id),
        kind: "round",
        workspace,
        team: team.id,
        round: round.id,
        addressee: channel,
        dueAt: now,
      },
    ]);
    return round;
  });
}

/** A leader opens this week's round now, before it is due or before it is skipped; or the reason why it can't be. */
export async function openThisWeek(
  db: Db,
  team: TeamWithWhen,
  now: Temporal.Instant,
): Promise<KeptRound | Refusal> {
  if (team.paused) return { no: "paused" };
  const planned = planRound(team.rhythm, now);
  return db.transaction(async (tx) => {
    const had = await roundsFromWeek(tx, team.id, planned.week);
    const thisWeek =
      had.find(({ state }) => state === "open") ?? had.find(({ week }) => week === planned.week);
    const refusal = mayNotOpenNow(thisWeek ?? null, now, team.nextOpensAt);
    if (refusal !== null) return refusal;
    const opened = await openPlanned(tx, team, planned, now);
    if (opened === null) return { no: "already-open-this-week", closesAt: planned.closesAt };
    // What is due already is the clock's to decide: it may be an earlier week's.
    if (!isDue(team.nextOpensAt, now))
      await advanceNextOpening(tx, team.id, nextOpening(team.rhythm, now, [...had, opened]));
    return opened;
  });
}

/**
 * The loop that opens a round: what was heard, what is tried, what was learned. `pass` is the channel's own where nothing
 * else is said, and a person's where they alone read it.
 */
export async function loopFor(
  db: Db,
  team: TeamWithWhen,
  now: Temporal.Instant,
  pass: Pass = passForChannelOf(team),
): Promise<Loop> {
  const since = (await latestClosedRound(db, team.id))?.opensAt ?? now;
  const learned = await learnedSince(db, [team.id], since);
  return loopOf(
    await lastRound(db, pass, now),
    await goingTries(db, team),
    learned.flatMap(({ what, learned }) => (learned === null ? [] : [{ what, learned }])),
  );
}

/** What a team is trying now, as the loop and the home tab tell it. */
export async function goingTries(db: Db, team: Pick<TeamWithWhen, "id">): Promise<readonly SummaryTry[]> {
  const tries = await triesOfTeam(db, team.id);
  return tries
    .filter(({ state }) => state === "going")
    .map(({ id, category, what, askOn }) => ({ id, category, what, askOn: askOn.toString() }));
}

/** The round before, for the loop. */
async function lastRound(db: Db, pass: Pass, now: Temporal.Instant): Promise<LastRound | null> {
  const last = await lastSummary(db, pass);
  if (last === null) return null;
  const { summary, round } = last;
  return { summary, talkedAbout: round.talkedAbout, hadTime: await wasToldByYesterday(db, round, now) };
}

/** A delivery too old to be kept was told long ago. */
async function wasToldByYesterday(
  db: Db,
  { id }: Pick<KeptRound, "id">,
  now: Temporal.Instant,
): Promise<boolean> {
  const delivery = await deliveryByKey(db, deliveryKey.summary(id));
  if (delivery === null) return true;
  return delivery.saidAt !== null && now.since(delivery.saidAt).total("hours") >= 24;
}
