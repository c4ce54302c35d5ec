/** Backup and restore: what comes back, what is refused, and what is never said again. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeBackup } from "../../src/store/backup.ts";
import { inspectBackup } from "../../src/store/backup-file.ts";
import { now } from "../../src/store/clock.ts";
import type { Database } from "../../src/store/database.ts";
import { OperatorMistake } from "../../src/store/operator-mistake.ts";
import { restoreBackup } from "../../src/store/restore.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { workspaceIds } from "../../src/store/workspaces.ts";
import { type BackupFolder, backupFolder, linesIn, rewritten, wipe, writeLines } from "../support/backups.ts";
import { testEngine } from "../support/database.ts";
import { fillEveryTable } from "../support/fill-tables.ts";
import { fingerprint } from "../support/fingerprint.ts";

let database: Database;
let folder: BackupFolder;

beforeEach(async () => {
  database = await testEngine();
  folder = backupFolder();
  await wipe(database.db);
});
afterEach(async () => {
  await wipe(database.db);
  folder.remove();
});

const taken = (name = "monday") => takeBackup(database, folder.path(name), "0.1.0");
const restored = (name = "monday") => restoreBackup(database, folder.path(name), "local");
const run = (text: string) => database.db.execute(sql.raw(text));
const empty = async () => {
  const rows = Object.values(await fingerprint(database.db));
  return rows.every((print) => print.startsWith("0 "));
};

/** A row in every table there is, and the values that are easily bent on the way. */
async function filled(): Promise<void> {
  await fillEveryTable(database.db);
  await run(`update deliveries set state = 'said'`);
  await run(
    `insert into heard select 'E' || n, now() - n * interval '1.000001 second' from generate_series(1, 2500) n`,
  );
  await run(`insert into noted_values (team, measure, week, note, value, noted_by)
    select id, 'm', '2026-W01', n, v, 'U' from teams, unnest(
      array[9007199254740993, 2, 3, 4, 5, 6]::bigint[],
      array[0.1::float8 + 0.2::float8, '-0', 'NaN', 'Infinity', 5e-324, 1.7976931348623157e308]::float8[]
    ) as odd(n, v)`);
  const texts = [
    'a "quote" and a \\ and a \n and a \t',
    "\u2028\u2029\r\n",
    "😀 é ﷽",
    "",
    "null",
    "[1]",
    "\u0001",
  ];
  for (const [place, text] of texts.entries()) {
    await database.db.execute(
      sql`insert into workspaces values (${`W${place}`}, ${text}, 'U', '0001-01-01 00:00:00.000001+00')`,
    );
  }
  await run(`update rounds set summary = 'null'::jsonb, opens_at = '2026-10-25 00:30:00.123456+00'`);
  await run(`update away set first_day = '0044-03-15 BC', last_day = '9999-12-31'`);
}

describe("a restored database", () => {
  it("is what it was: every table, every row, to the last bit", async () => {
    await filled();
    const before = await fingerprint(database.db);
    const { rows } = await taken();
    await wipe(database.db);
    expect(await empty()).toBe(true);
    expect((await restored()).rows).toBe(rows);
    expect(await fingerprint(database.db)).toEqual(before);
    expect(Object.values(before).filter((print) => print.startsWith("0 "))).toEqual([]);
  });

  it("counts on where it had counted, though the last that was counted is gone", async () => {
    await fillEveryTable(database.db);
    const note =
      "insert into noted_values (team, measure, week, value, noted_by) select id, 'm', 'w', 1, 'U' from teams";
    for (let turn = 0; turn < 5; turn += 1) await run(note);
    await run("delete from noted_values where note > 2");
    await taken();
    await wipe(database.db);
    await restored();
    await run(note);
    const [newest] = await rowsOf<{ note: string }>(
      database.db,
      sql`select max(note)::text as note from noted_values`,
    );
    expect(newest?.note).toBe("6");
  });

  it("is the same when it is backed up again: rows stand in the order of their keys, not of their writing", async () => {
    await filled();
    await taken();
    await wipe(database.db);
    await restored();
    await run("update heard set heard_at = heard_at where id < 'E5'");
    await taken("tuesday");
    const rowsOnly = (name: string) => linesIn(folder.path(name)).slice(1, -1);
    expect(rowsOnly("tuesday")).toEqual(rowsOnly("monday"));
  });

  it("says nothing of what was due or under way, and of what was tried before; what is due later is", async () => {
    const at = await now(database.db);
    await fillEveryTable(database.db);
    await run("delete from deliveries");
    const plans: readonly (readonly [key: string, state: string, due: string, attempts: number])[] = [
      ["overdue", "due", at.subtract({ hours: 1 }).toString(), 0],
      ["digest under way", "sending", at.toString(), 1],
      ["to be tried again", "due", at.add({ minutes: 4 }).toString(), 1],
      ["asked about next week", "due", at.add({ hours: 170 }).toString(), 0],
      ["said", "said", at.toString(), 1],
      ["refused", "failed", at.toString(), 5],
      ["overtaken", "cancelled", at.toString(), 0],
    ];
    for (const [key, state, due, attempts] of plans) {
      await database.db.execute(
        sql`insert into deliveries (key, kind, workspace, addressee, due_at, state, attempts)
          select ${key}, 'digest', id, 'U', ${due}::timestamptz, ${state}, ${attempts} from workspaces`,
      );
    }
    await taken();
    await wipe(database.db);
    expect((await restored()).leftUnsaid).toBe(3);
    const rows = await rowsOf<{ key: string; state: string }>(
      database.db,
      sql`select key, state from deliveries`,
    );
    expect(Object.fromEntries(rows.map(({ key, state }) => [key, state]))).toEqual({
      overdue: "uncertain",
      "digest under way": "uncertain",
      "to be tried again": "uncertain",
      "asked about next week": "due",
      said: "said",
      refused: "failed",
      overtaken: "cancelled",
    });
  });
});

describe("a backup", () => {
  it("is its owner's alone to read, is never written over, and leaves nothing beside it", async () => {
    await taken();
    expect(statSync(folder.path("monday")).mode & 0o777).toBe(0o600);
    const before = readFileSync(folder.path("monday"));
    await expect(taken()).rejects.toThrow("There is a file");
    expect(readFileSync(folder.path("monday"))).toEqual(before);
    expect(readdirSync(dirname(folder.path("monday")))).toEqual(["monday"]);
  });

  it("that came to be under the same name meanwhile is not written over either", async () => {
    await fillEveryTable(database.db);
    const both = await Promise.allSettled([taken(), taken()]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await inspectBackup(folder.path("monday"))).version).toBe("0.1.0");
  });

  it("into a folder that isn't there is refused with a sentence", async () => {
    const refused = takeBackup(database, folder.path("nowhere/monday"), "0.1.0");
    await expect(refused).rejects.toThrow(OperatorMistake);
    await expect(refused).rejects.toThrow("There is no folder");
  });

  it("that breaks off leaves no file", async () => {
    await fillEveryTable(database.db);
    mkdirSync(folder.path("full"));
    await run("create table unkeyed (one int)");
    await expect(takeBackup(database, folder.path("full/monday"), "0.1.0")).rejects.toThrow("no primary key");
    await run("drop table unkeyed");
    expect(readdirSync(folder.path("full"))).toEqual([]);
  });

  it("says which tables it is of, by the database's clock", async () => {
    const before = await now(database.db);
    await taken();
    const { takenAt, ...header } = await inspectBackup(folder.path("monday"));
    expect(header).toMatchObject({
      bearings: "backup",
      format: 1,
      version: "0.1.0",
      engine: database.engine,
    });
    const waited = Temporal.Instant.from(takenAt).since(before).total("seconds");
    expect(waited).toBeGreaterThanOrEqual(0);
    expect(waited).toBeLessThanOrEqual((await now(database.db)).since(before).total("seconds"));
  });
});

describe("a damaged backup changes nothing", () => {
  const damages: readonly (readonly [name: string, damage: (path: string) => void])[] = [
    ["cut in the middle", (path) => truncateSync(path, Math.floor(statSync(path).size / 2))],
    ["cut by one byte", (path) => truncateSync(path, statSync(path).size - 1)],
    ["empty", (path) => truncateSync(path, 0)],
    [
      "with one bit turned",
      (path) => {
        const bytes = readFileSync(path);
        const middle = Math.floor(bytes.length / 2);
        bytes.writeUInt8(bytes.readUInt8(middle) ^ 16, middle);
        writeFileSync(path, bytes);
      },
    ],
    ["without its end", (path) => writeLines(path, linesIn(path).slice(0, -1))],
    [
      "with a row less",
      (path) =>
        writeLines(
          path,
          linesIn(path).filter((line) => !line.startsWith('["W1"')),
        ),
    ],
    [
      "with a row twice",
      (path) =>
        writeLines(
          path,
          linesIn(path).flatMap((line) => (line.startsWith('["E7"') ? [line, line] : [line])),
        ),
    ],
    [
      "with a word changed",
      (path) =>
        writeLines(
          path,
          linesIn(path).map((line) => line.replace("Infinity", "1")),
        ),
    ],
    ["with a row after its end", (path) => writeLines(path, [...linesIn(path), '["E0","2026-01-01"]'])],
    [
      "with its header changed",
      (path) =>
        writeLines(
          path,
          linesIn(path).map((line) => line.replace('"takenAt":"2', '"takenAt":"3')),
        ),
    ],
  ];

  it.each(damages)("%s", async (_, damage) => {
    await filled();
    await taken();
    await wipe(database.db);
    damage(folder.path("monday"));
    for (const reading of [() => inspectBackup(folder.path("monday")), () => restored()]) {
      const refusal = await reading().catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(OperatorMistake);
      expect((refusal as Error).message).toMatch(/^The backup .* damaged, or was [^"[]*\.$/);
    }
    expect(await empty()).toBe(true);
  });
});

describe("a restore is refused", () => {
  it("into a database that has anything in any table, and changes nothing", async () => {
    await filled();
    await taken();
    for (const table of ["heard", "workspaces"]) {
      await wipe(database.db);
      await run(
        table === "heard"
          ? "insert into heard values ('E1', now())"
          : "insert into workspaces values ('T', '', 'U', now())",
      );
      const before = await fingerprint(database.db);
      await expect(restored()).rejects.toThrow(`has something in it already (in ${table})`);
      expect(await fingerprint(database.db)).toEqual(before);
    }
  });

  it("of a backup that a newer Bearings made", async () => {
    await filled();
    await taken();
    await rewritten(folder.path("monday"), folder.path("newer"), (part) =>
      "header" in part ? { header: { ...part.header, version: "9.0.0", migration: "f".repeat(64) } } : part,
    );
    await wipe(database.db);
    await expect(restored("newer")).rejects.toThrow(
      "was made by Bearings 9.0.0, whose tables this version doesn't know",
    );
    expect(await empty()).toBe(true);
  });

  it("of a column that is no longer kept, rather than losing it in silence", async () => {
    await filled();
    await taken();
    await rewritten(folder.path("monday"), folder.path("older"), (part) =>
      "table" in part && part.table === "teams"
        ? { ...part, columns: part.columns.map((name) => (name === "mode" ? "mood" : name)) }
        : part,
    );
    await wipe(database.db);
    await expect(restored("older")).rejects.toThrow(
      "has teams.mood, which this version of Bearings no longer keeps",
    );
    expect(await empty()).toBe(true);
  });

  it.each([
    ["no file", "nothing", () => {}, "There is no backup at"],
    [
      "a file of another kind",
      "kind",
      (path: string) => writeFileSync(path, "hello\n"),
      "is no backup of Bearings",
    ],
    [
      "a packed file of another kind",
      "packed",
      (path: string) => writeFileSync(path, gzipSync("{}\n")),
      "is no backup of Bearings",
    ],
    [
      "a form that is to come",
      "form",
      (path: string) => writeFileSync(path, gzipSync('{"bearings":"backup","format":2,"version":"7.1.0"}\n')),
      "restore it with version 7.1.0",
    ],
  ])("of %s", async (_, name, make, sentence) => {
    make(folder.path(name));
    await expect(restored(name)).rejects.toThrow(OperatorMistake);
    await expect(restored(name)).rejects.toThrow(sentence);
  });

  it("of a local workspace whose clock was turned, where a real Slack is served", async () => {
    await fillEveryTable(database.db);
    await taken();
    await wipe(database.db);
    await expect(restoreBackup(database, folder.path("monday"), "real")).rejects.toThrow(
      "is of a local workspace whose clock has been turned",
    );
    expect(await empty()).toBe(true);
    await run("insert into clock_hand values (true, 0)");
    await taken("tuesday");
    await wipe(database.db);
    expect((await restoreBackup(database, folder.path("tuesday"), "real")).rows).toBe(1);
  });

  it("a second time, when two restore at once: one does", async () => {
    await filled();
    await taken();
    await wipe(database.db);
    const both = await Promise.allSettled([restored(), restored()]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await workspaceIds(database.db)).length).toBeGreaterThan(5);
    expect(existsSync(folder.path("monday"))).toBe(true);
  });
});
