/**
 * Somebody looks again and again while people answer, to see what moves. Before the close nothing does, on any surface:
 * neither what was said, nor that it was, nor by how many.
 */
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { rehearse } from "../../src/jobs/rehearse.ts";
import { anySeed, type Chance, chance } from "../support/chance.ts";
import { bySize, size } from "../support/size.ts";
import {
  channel,
  idOf,
  leader,
  looksAtEverything,
  momentsOf,
  nine,
  noticed,
  openWatched,
  type Watched,
} from "../support/watched-town.ts";

const rounds = bySize({ commit: 5, nightly: 100, release: 1_000 });
const weeksInATown = 5;
const directions = ["Improving", "Holding", "Slipping", "Can't tell"] as const;

test("nothing moves before the close, whoever looks, however often", { timeout: 6 * 3_600_000 }, async () => {
  const by = chance(anySeed());
  let looked = 0;
  let lived = 0;
  while (lived < rounds) {
    const watched = await openWatched();
    for (let week = 0; week < weeksInATown && lived < rounds; week += 1, lived += 1) {
      looked += await liveOneWeek(watched, by, week);
    }
    await watched.town.stop();
  }
  process.stdout.write(
    `live-tally: ${lived} rounds, every surface looked at ${looked} times, 0 changed before the close (seed ${by.seed})\n`,
  );
  expect(looked).toBeGreaterThanOrEqual(rounds * 2);
});

/** Tells how often everything was looked at. */
async function liveOneWeek(watched: Watched, by: Chance, week: number): Promise<number> {
  const monday = Temporal.PlainDate.from("2026-11-23").add({ weeks: week });
  const moments = momentsOf(monday.toString());
  await watched.at(moments.opened);
  const before = await everySight(watched);
  const silent = by.one(nine.filter((name) => name !== "lena"));
  const comes = by.shuffled(nine.filter((name) => ![silent, "lena"].includes(name)));
  await watched.as(silent).presses("Not this week", { in: channel });

  let looked = 0;
  for (const [place, name] of [...comes, ...comes.slice(0, 2)].entries()) {
    const callsBefore = watched.calls.length;
    await watched.answers(name, anAnswer(by, `Canary ${week} ${place}`));
    expectOnlyTheirs(watched, name, callsBefore);
    // The one that reaches the floor, and the last: and, where there is time, every one.
    if (size() === "commit" && ![4, comes.length + 1].includes(place)) continue;
    expect(await everySight(watched), `after ${place + 1} answers`).toEqual(before);
    looked += 1;
  }
  await watched.at(moments.told);
  const after = await everySight(watched);
  // Once it is closed there are words: whoever looked in vain so far was looking at the right places.
  for (const place of ["/bearings trends", "the channel"]) {
    expect(after[`ada: ${place}`], place).not.toBe(before[`ada: ${place}`]);
  }
  return looked;
}

/** What a leader sees, what a member sees who hasn't answered, and what a rehearsal of the close would tell. */
async function everySight(watched: Watched): Promise<Readonly<Record<string, string>>> {
  const seen: Record<string, string> = {};
  for (const [place, words] of Object.entries(await looksAtEverything(watched, leader))) {
    seen[`${leader}: ${place}`] = words;
  }
  const lena = watched.as("lena");
  await lena.opensHome();
  seen["lena: the home tab"] = await lena.readsHome();
  await lena.types("/bearings checkin", { in: channel });
  seen["lena: her own check-in"] = (await lena.readsModal()) ?? "";
  if (seen["lena: her own check-in"] !== "") await lena.dismisses();
  seen["lena: direct messages"] = (await lena.readsDirect()).join("\n");
  const closes = (await watched.town.world.now()).add({ hours: 24 * 4 });
  const rehearsed = await rehearse(watched.town.world, await watched.team(), closes);
  seen.rehearsal = rehearsed.map(({ to, text }) => `${to}: ${text}`).join("\n");
  return seen;
}

/** While somebody answers, Slack is asked for nothing but their own modal and their own home tab. */
function expectOnlyTheirs({ calls, gaveBack }: Watched, name: string, from: number): void {
  const others = calls.slice(from).filter(({ method, args }) => {
    if (method === "views.open" || method === "users.info") return false;
    return !(method === "views.publish" && args.user_id === idOf(name));
  });
  expect(others.map(({ method }) => method)).toEqual([]);
  expect(gaveBack.at(-1)).toBe("");
}

function anAnswer(by: Chance, words: string) {
  return {
    Customer: by.one(directions),
    Employee: by.one(directions),
    Business: by.one(directions),
    "Good enough for now?": by.happens(0.5) ? ["Customer"] : [],
    [noticed]: words,
    "Share it": by.happens(0.5) ? "With my name" : "Without my name",
  };
}
