/** A tick told by a round, and again by its block with one person more, would tell what that one ticked. */
import { beforeEach, expect, test } from "vitest";
import { weeksLater } from "../../src/core/week.ts";
import { closeNow } from "../../src/slack/closing.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { passForChannelOf } from "../../src/store/gate.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import { summaryOf } from "../../src/store/summaries.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { testDatabase } from "../support/database.ts";
import { everyoneSays, keptRound, keptTeam, people, person } from "../support/kept-teams.ts";

const zoe = person("zoe");
const first = "2026-W10" as KeptRound["week"];
let db: Db;
let team: TeamWithWhen;

beforeEach(async () => {
  db = await testDatabase();
  team = await keptTeam(db, { members: [...people, zoe] });
});

const says = (round: KeptRound, who: typeof people, goodEnough: boolean) =>
  everyoneSays(db, round.id, who, {
    readings: [{ subject: "customer", direction: "cant-tell", goodEnough, ballpark: null }],
    reflection: null,
  });

/** In one round five of seven tick, in another Zoe alone says something, and the other two of the block are silent. */
async function told({ ticks, inRound }: { readonly ticks: boolean; readonly inRound: number }) {
  const summaries = [];
  for (const ordinal of [1, 2, 3, 4]) {
    const round = await keptRound(db, team, { week: weeksLater(first, ordinal) });
    if (ordinal === inRound) {
      await says(round, people.slice(0, 5), true);
      await says(round, people.slice(5), false);
    }
    if (ordinal === 2) await says(round, [zoe], ticks);
    await closeNow(db, round, await now(db));
    summaries.push(await summaryOf(db, passForChannelOf(team), round.id));
  }
  return summaries;
}

test.each([1, 4])(
  "after round %i has told it, the block says the same whatever one more ticked",
  async (inRound) => {
    const without = await told({ ticks: false, inRound });
    expect(without[inRound - 1]?.categories[0]).toMatchObject({ subject: "customer", goodEnough: true });
    db = await testDatabase();
    team = await keptTeam(db, { members: [...people, zoe] });
    const ticked = await told({ ticks: true, inRound });
    const withoutIds = (summaries: typeof ticked) => summaries.map((one) => one && { ...one, round: null });
    expect(withoutIds(ticked)).toEqual(withoutIds(without));
    expect(ticked[3]?.together?.lines).toEqual([]);
  },
);
