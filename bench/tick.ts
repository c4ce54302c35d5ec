/** The tick with a hundred due teams, among a thousand and among a hundred thousand. */
import { sql } from "drizzle-orm";
import { openDueRounds } from "../src/jobs/open-round.ts";
import { now } from "../src/store/clock.ts";
import { type Db, openDatabase } from "../src/store/database.ts";
import { rowsOf } from "../src/store/rows.ts";
import type { Engine } from "./engine.ts";
import { keepManyTeams } from "./many-teams.ts";
import { quietWorld } from "./quiet-world.ts";
import { type Figure, median, type Section } from "./section.ts";

const due = 100;

export const tick: Section = {
  name: "tick",
  title: "The tick",
  how: `${due} rounds are due and are opened, each with its list of people and its planned message, once among 1,000 teams and once among 100,000; three times each, in turns, medians. Before each the hundred are made due again.`,
  measure: async (engines, quick) => {
    const figures: Figure[] = [];
    for (const engine of engines) figures.push(await measureOn(engine, quick));
    return figures;
  },
};

async function measureOn(engine: Engine, quick: boolean): Promise<Figure> {
  const many = quick ? 10_000 : 100_000;
  const few = await openDatabase(await engine.place());
  const full = await openDatabase(await engine.place());
  try {
    for (const [{ db }, teams] of [
      [few, 1_000],
      [full, many],
    ] as const)
      await keepManyTeams(db, { workspaces: teams / 100, teamsEach: 100, due: 0, at: await now(db) });
    const amongFew: number[] = [];
    const amongMany: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const [one, other] = [await openAll(few.db), await openAll(full.db)];
      if (turn === 0) continue; // The first warms both up.
      amongFew.push(one);
      amongMany.push(other);
    }
    return {
      engine: engine.name,
      what: `opening ${due} due rounds among ${many.toLocaleString("en")} teams`,
      against: "among 1,000 teams",
      ratio: median(amongMany) / median(amongFew),
      goal: { atMost: 1.2 },
      raw: `${Math.round(median(amongMany))} ms by ${Math.round(median(amongFew))} ms`,
    };
  } finally {
    await few.close();
    await full.close();
  }
}

/** Milliseconds. Fails where it did not open them all: then there is nothing to measure. */
async function openAll(db: Db): Promise<number> {
  const world = quietWorld(db, "http://127.0.0.1:9/api/");
  const at = await now(db);
  await db.execute(sql`delete from rounds`);
  await db.execute(sql`
    update teams set next_opens_at = ${at.toString()}::timestamptz where id in (select id from teams order by channel limit ${due})`);
  const began = performance.now();
  await openDueRounds(world, at);
  const took = performance.now() - began;
  const [{ opened } = { opened: 0 }] = await rowsOf<{ opened: number }>(
    db,
    sql`select count(*)::int as opened from rounds where state = 'open'`,
  );
  if (opened !== due) throw new Error(`${opened} of ${due} rounds were opened.`);
  return took;
}
