/**
 * Monday morning: every team's round is due at the same minute, people open and answer at once. With Slack's own limits.
 * One workspace has all the teams, as one bot token serves one; many workspaces are told of in bench.
 */
import { expect, it, onTestFinished } from "vitest";
import { anySeed } from "../support/chance.ts";
import { bySize, size } from "../support/size.ts";
import { finalAnswer } from "./answers.ts";
import { openGround } from "./ground.ts";
import { handsIn, openRoundOf } from "./people.ts";
import { sharedPostgres } from "./server.ts";
import { settle } from "./settle.ts";
import { onPostgres } from "./shelf.ts";

const seed = anySeed();
const server = sharedPostgres();

const { teams, perSecond, seconds } = bySize({
  commit: { teams: 25, perSecond: 50, seconds: 4 },
  nightly: { teams: 1_000, perSecond: 200, seconds: 40 },
  release: { teams: 1_000, perSecond: 200, seconds: 40 },
});

it(`${teams} teams are due at once; ${perSecond} answers a second are each kept in time`, async () => {
  const ground = await openGround({
    scenario: "Monday morning",
    shelf: await onPostgres(server().url),
    teams,
    seed,
  });
  onTestFinished(() => ground.stop());
  await ground.up();
  // What the teams are told when they are set up comes first.
  await settle(ground, 900);
  const before = ground.log.calls.length;
  const began = Date.now();
  await ground.turnTo(ground.now().add({ minutes: 61 }));
  await settle(ground, 900);
  const rounds = ground.log.calls
    .slice(before)
    .filter(({ key, taken }) => taken && key?.startsWith("round:"));
  expect(rounds).toHaveLength(teams);
  const last = Math.max(...rounds.map(({ arrived }) => arrived)) - began;
  expect(last).toBeLessThan(15 * 60_000);

  const open = new Map<number, string>();
  for (const crew of ground.crews) open.set(crew.number, (await openRoundOf(ground, crew)) ?? "");
  ground.tally.latencies.length = 0;
  const everybody = ground.crews.flatMap((crew) =>
    crew.people.map((person, place) => ({ round: open.get(crew.number) ?? "", person, place })),
  );
  const answering: Promise<unknown>[] = [];
  const start = Date.now();
  for (const [number, { round, person, place }] of everybody.slice(0, perSecond * seconds).entries()) {
    const due = start + (number * 1_000) / perSecond;
    await new Promise((wait) => setTimeout(wait, Math.max(0, due - Date.now())));
    answering.push(handsIn(ground, round, person, finalAnswer(place, 0)));
  }
  expect(await Promise.all(answering)).not.toContain(false);
  const waits = ground.tally.latencies.toSorted((one, other) => one - other);
  // In a small run others work beside it on the same machine: then Slack's own patience is what counts.
  expect(waits[Math.floor(waits.length * 0.99)]).toBeLessThan(size() === "commit" ? 3_000 : 1_000);
  expect(await ground.check()).toEqual([]);
});
