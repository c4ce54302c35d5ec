/** What members are told is kept, and what the documents say of it, are one list: every table stands in it, in plain words. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { longestRetention, shortestRetention } from "../../src/core/retention.ts";
import { whatIsKept } from "../../src/slack/what-is-kept.ts";
import { tableNames } from "../support/every-row.ts";

const privacy = readFileSync(fileURLToPath(new URL("../../docs/privacy.md", import.meta.url)), "utf8");

/** How long each table is kept, as the document says: by table. */
function told(): ReadonlyMap<string, string> {
  const [, after = ""] = privacy.split("## What is kept: every table");
  const rows = (after.split("\n## ")[0] ?? "").split("\n").filter((line) => line.startsWith("| `"));
  return new Map(
    rows.flatMap((row) => {
      const cells = row.split("|").map((cell) => cell.trim());
      const names = [...(cells[1] ?? "").matchAll(/`(\w+)`/g)].map((match) => match[1] ?? "");
      return names.map((name) => [name, cells.at(-2) ?? ""] as const);
    }),
  );
}

/** Tables in which nobody stands. */
const ofNobody = [
  "clock_hand",
  "frameworks",
  "heard",
  "install_states",
  "installations",
  "paces",
  "pictures",
  "teams",
  "workspaces",
];

describe("what is kept", () => {
  it("is a list in which every table stands once", () => {
    expect(whatIsKept.flatMap(({ tables }) => tables).sort()).toEqual([...tableNames]);
  });

  it("says in plain words what is kept of anybody, and leaves out only what is of nobody", () => {
    const silent = whatIsKept.filter(({ what }) => what === null).flatMap(({ tables }) => tables);
    expect(silent.sort()).toEqual(ofNobody);
    expect(whatIsKept.filter(({ what }) => what !== null && /_|`/.test(what))).toEqual([]);
  });

  it.each(whatIsKept.flatMap(({ tables, until }) => tables.map((table) => [table, until] as const)))(
    "%s is kept as long as docs/privacy.md says, where nothing is set",
    (table, until) => {
      expect(told().get(table)).toBe(until(longestRetention));
    },
  );

  it("says the settings in force, each where it counts", () => {
    const said = (keeps: typeof longestRetention) => whatIsKept.map(({ until }) => until(keeps)).join("\n");
    for (const [setting, days] of Object.entries(shortestRetention)) {
      const shorter = { ...longestRetention, [setting]: days + 1 };
      expect(said(shorter), setting).not.toBe(said(longestRetention));
      expect(said(shorter), setting).toContain(`${days + 1} days`);
    }
  });
});
