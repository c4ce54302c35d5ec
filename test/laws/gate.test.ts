/** One gate before what closed rounds said (docs/decisions/023): nothing reads results round it, and nothing else opens it. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../src", import.meta.url));
const sources = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((file) => ({ path: relative(root, file), text: readFileSync(file, "utf8") }));

/** Who may touch the tables of results, and why each may. */
const mayTouch: Readonly<Record<string, string>> = {
  "store/database.ts": "hands all tables to the driver",
  "store/embedded.ts": "hands all tables to the driver",
  "store/postgres.ts": "hands all tables to the driver",
  "store/labels.ts": "reads them with a pass",
  "store/summaries.ts": "reads them with a pass",
  "store/closing.ts": "writes them, once",
  "store/held-back.ts": "asks whether anything was told, and of whom, not what",
  "store/erasure.ts": "takes a person's name out of what they shared with it",
  "store/people.ts": "tells a person what stands under their own name",
};

const signs: Readonly<Record<string, RegExp>> = {
  "takes every table at once": /import \* as \w+ from "[^"]*\/schema\.ts"/,
  "takes the table of labels or ballparks":
    /import \{[^}]*\b(labels|ballparks)\b[^}]*\} from "[^"]*\/schema\.ts"/,
  "asks the driver for one by name": /\.query\.(labels|ballparks|rounds)\b/,
  "names such a table in a statement": /\b(from|join|update|into)\s+"?(labels|ballparks)\b/i,
  "takes the frozen summary of a round":
    /\brounds\.summary\b|\b\w+\.summary\s*->|[\s(]summary\s*->|select\s[^`]*\bsummary\b|\bset summary\b/i,
};

function touches(text: string): readonly string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "");
  return Object.entries(signs).flatMap(([what, sign]) => (sign.test(code) ? [what] : []));
}

describe("what closed rounds said", () => {
  it("is touched by files of the store that say why, and by nothing else", () => {
    const touching = sources.filter(({ text }) => touches(text).length > 0).map(({ path }) => path);
    expect(touching.filter((path) => mayTouch[path] === undefined)).toEqual([]);
    expect(Object.keys(mayTouch).filter((path) => !touching.includes(path))).toEqual([]);
  });

  it.each([
    `import { labels, rounds } from "../store/schema.ts";`,
    `import {\n  ballparks,\n  rounds,\n} from "./schema.ts";`,
    "sql`select word from labels where round = 1`",
    "sql`select b.median from rounds r join ballparks b on b.round = r.id`",
    "db.select({ summary: rounds.summary }).from(rounds)",
    "sql`select r.summary -> 'named' from rounds r`",
  ])("would be seen to be touched by %s", (text) => {
    expect(touches(text)).not.toEqual([]);
  });

  it("is handed out by the store for a pass only", () => {
    const results = /\b(FrozenLabel|LabelOfWeek|BallparkOfWeek|TeamSummary|ShownReflections|ToldRound)\b/;
    const readers = sources
      .filter(({ path }) => path.startsWith("store/"))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/^export (?:async )?function (\w+)[^(]*\(([\s\S]*?)\n?\): ([^{]+?) \{$/gm)].map(
          ([, name = "", takes = "", gives = ""]) => ({ what: `${path} ${name}`, takes, gives }),
        ),
      )
      .filter(({ gives }) => results.test(gives));
    expect(readers.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["store/labels.ts labelsOfTeam", "store/summaries.ts summaryOf"]),
    );
    const without = readers.filter(({ takes }) => !/\bpass(es)?: (readonly )?Pass\b/.test(takes));
    // While a round closes, in its own transaction, there is no reader yet.
    expect(without.map(({ what }) => what)).toEqual([
      "store/quotes.ts settleQuotes",
      "store/reflections.ts settleReflections",
    ]);
  });
});

describe("the gate", () => {
  const makesPass = /\bas (unknown as )?Pass\b|<Pass>|:\s*Pass\s*=\s*\{|\bas (never|any)\b[^;]*\bPass\b/;

  it("is the only place that makes a pass", () => {
    expect(sources.filter(({ text }) => makesPass.test(text)).map(({ path }) => path)).toEqual([
      "store/gate.ts",
    ]);
  });

  it("makes one in one place, after the rule has been asked", () => {
    const gate = sources.find(({ path }) => path === "store/gate.ts")?.text ?? "";
    expect(gate.match(/as Pass\b/g)).toHaveLength(1);
    expect(gate).toMatch(/return mayRead\(reader, team\) \? .* as Pass\) : null;/);
  });
});
