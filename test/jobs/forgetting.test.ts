/** The nightly forgetting obeys the settings in force, and no readings wait for it: they went when their round closed. */
import { beforeEach, expect, test } from "vitest";
import { longestRetention } from "../../src/core/retention.ts";
import { forgetOld } from "../../src/jobs/retention.ts";
import { closeRound } from "../../src/store/closing.ts";
import type { Db } from "../../src/store/database.ts";
import { roundById } from "../../src/store/rounds.ts";
import { testDatabase } from "../support/database.ts";
import { keptRound, keptTeam, noWords } from "../support/kept-teams.ts";

let db: Db;

beforeEach(async () => {
  db = await testDatabase();
});

test("a round goes when the settings say so, and not before", async () => {
  const round = await keptRound(db, await keptTeam(db));
  await closeRound(db, round.id, noWords);
  const later = round.closesAt.add({ hours: 24 * 91 });
  await forgetOld({ db, keeps: longestRetention }, later);
  expect(await roundById(db, round.id)).not.toBeNull();
  await forgetOld({ db, keeps: { ...longestRetention, words: 90 } }, later);
  expect(await roundById(db, round.id)).toBeNull();
});
