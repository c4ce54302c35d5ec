/** Guards of a team's own framework and of what leaders take out. */
import type { Guard } from "./guard.ts";

export const ofFrameworks: readonly Guard[] = [
  {
    keeps: "a measure's key is never used a second time",
    file: "src/core/own-framework.ts",
    text: "    kept.some((each) => each.key === key) || measureByKey(key, frameworkV1) !== null;",
    off: "    kept.length < 0 || measureByKey(key, frameworkV1) !== null;",
    caughtBy: ["test/core/own-framework.test.ts"],
  },
  {
    keeps: "what is read otherwise begins a new line",
    file: "src/core/own-framework.ts",
    text: "    one.meaning === other.meaning &&",
    off: "    one.meaning.length >= 0 &&",
    caughtBy: ["test/core/own-framework.test.ts"],
  },
  {
    keeps: "every category has something to ask about when its turn comes",
    file: "src/core/own-framework.ts",
    text: 'if (one.state !== "asked" || next === "asked" || category === undefined) return null;',
    off: "if (one.key.length > 0 || next.length > 0 || category === undefined) return null;",
    caughtBy: ["test/core/own-framework.test.ts"],
  },
  {
    keeps: "a framework isn't brought in without the lines on whose it is",
    file: "src/core/framework-file.ts",
    text: "attribution.every((line) => lines.includes(line))",
    off: "lines.length >= 0",
    caughtBy: ["test/core/framework-file.test.ts"],
  },
  {
    keeps: "what people wrote starts no formula in a spreadsheet",
    file: "src/slack/export-table.ts",
    text: "rows.map((row) => row.map(asText))",
    off: "rows.map((row) => row.map((cell) => cell))",
    caughtBy: ["test/slack/export-table.test.ts"],
  },
  {
    keeps: "an export is of teams that somebody leads now",
    file: "src/slack/export-modal.ts",
    text: "carries: nothingCarried, may: leadsAny }",
    off: "carries: nothingCarried, may: { ...leadsAny, refuses: async () => null } }",
    caughtBy: ["test/journeys/export.test.ts"],
  },
  {
    keeps: "a check-in asks about a team's own measures, the retired ones of an open round too",
    file: "src/store/rosters.ts",
    text: "const framework = toFramework(measures);",
    off: "const framework = toFramework(measures === null ? measures : null);",
    caughtBy: ["test/journeys/measures.test.ts"],
  },
  {
    keeps: "a team's own measures are found by its own people only",
    file: "src/slack/meant-team.ts",
    text: 'return isOf(here, visit) ? [here] : { no: "not-of-team" };',
    off: 'return isOf(here, visit) || here.id !== "" ? [here] : { no: "not-of-team" };',
    caughtBy: ["test/slack/look-up.test.ts", "test/slack/trends.test.ts"],
  },
];
