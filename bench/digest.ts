/** A leader's digest of twenty teams, with a short history and a long one, and against the plain SQL for the same rows. */
import { roundsOfATrend } from "../src/core/trend.ts";
import { composeDigestFor } from "../src/slack/leader-digest.ts";
import { now } from "../src/store/clock.ts";
import { type Db, openDatabase } from "../src/store/database.ts";
import { type Statement, watchStatements } from "../test/support/statements.ts";
import type { Engine } from "./engine.ts";
import { keepHistory, keepManyTeams, leader, workspaceOf } from "./many-teams.ts";
import { type Figure, median, type Section } from "./section.ts";

const teams = 20;

export const digest: Section = {
  name: "digest",
  title: "The digest",
  how: `One leader's digest of ${teams} teams, gathered and composed, with 8 and with 260 weeks of history; and beside it the SQL that fetches the same rows, one statement after the other through the bare driver, with nothing done to them. A trend is read from ${roundsOfATrend} rounds at most, so 8 weeks are fewer rows than 260. In turns, medians.`,
  measure: async (engines, quick) => {
    const figures: Figure[] = [];
    for (const engine of engines) figures.push(...(await measureOn(engine, quick)));
    return figures;
  },
};

async function measureOn(engine: Engine, quick: boolean): Promise<readonly Figure[]> {
  const short = await openDatabase(await engine.place());
  const long = await openDatabase(await engine.place());
  try {
    for (const [{ db }, weeks] of [
      [short, 8],
      [long, 260],
    ] as const) {
      const at = await now(db);
      await keepManyTeams(db, { workspaces: 1, teamsEach: teams, due: 0, at });
      await keepHistory(db, weeks, at);
    }
    const taken = {
      short: [] as number[],
      long: [] as number[],
      plain: [] as number[],
      shortPlain: [] as number[],
    };
    const [plain, shortPlain] = [await plainly(long.db), await plainly(short.db)];
    for (let turn = 0; turn < (quick ? 6 : 60); turn += 1) {
      taken.short.push(await timed(() => compose(short.db)));
      taken.long.push(await timed(() => compose(long.db)));
      taken.plain.push(await timed(plain));
      taken.shortPlain.push(await timed(shortPlain));
    }
    const of = (name: keyof typeof taken) => median(taken[name].slice(2));
    return [
      {
        engine: engine.name,
        what: "a digest with 260 weeks of history",
        against: "with 8 weeks",
        ratio: of("long") / of("short"),
        goal: { atMost: 1.3 },
        raw: `${of("long").toFixed(1)} ms by ${of("short").toFixed(1)} ms`,
      },
      {
        engine: engine.name,
        what: "a digest with 260 weeks of history",
        against: "the plain SQL for the same rows",
        ratio: of("long") / of("plain"),
        goal: { atMost: 2 },
        raw: `${of("long").toFixed(1)} ms by ${of("plain").toFixed(1)} ms`,
      },
      {
        engine: engine.name,
        what: "a digest with 8 weeks of history",
        against: "the plain SQL for the same rows",
        ratio: of("short") / of("shortPlain"),
        goal: { atMost: 2 },
        raw: `${of("short").toFixed(1)} ms by ${of("shortPlain").toFixed(1)} ms`,
      },
    ];
  } finally {
    await short.close();
    await long.close();
  }
}

async function compose(db: Db): Promise<void> {
  const told = await composeDigestFor(db, workspaceOf(1), leader, await now(db));
  if (told === null || told.tooEarly.length === teams * 5) throw new Error("There was nothing to compose.");
}

type Driver = {
  readonly $client: { readonly query: (text: string, params: unknown[]) => Promise<unknown> };
};

/** What composing asks, in its order, through the driver that is under drizzle. */
async function plainly(db: Db): Promise<() => Promise<void>> {
  const { $client: client } = db as unknown as Driver;
  const asked: Statement[] = [];
  const unwatch = watchStatements(db, "outside transactions", (statement) => asked.push(statement));
  await compose(db);
  unwatch();
  return async () => {
    for (const { sql, params } of asked) await client.query(sql, [...params]);
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
