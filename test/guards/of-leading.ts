/** Guards of leaders' time: whose it is, what it is set beside, and when it is told of. */
import type { Guard } from "./guard.ts";

export const ofLeading: readonly Guard[] = [
  {
    keeps: "leaders: a pool of one would be that one's own report",
    file: "src/core/focus-beside.ts",
    text: "if (ofWeek.length < fewestPooled) return [];",
    off: "if (ofWeek.length < 1) return [];",
    caughtBy: ["test/core/focus-beside.test.ts"],
  },
  {
    keeps: "leaders: nobody sees a pool who isn't in it",
    file: "src/store/focus-pool.ts",
    text: "if (!people.includes(person)) return null;",
    off: "if (people.length === 0) return null;",
    caughtBy: ["test/store/focus.test.ts"],
  },
  {
    keeps: "leaders: what was reported before somebody agreed stays theirs",
    file: "src/store/focus-pool.ts",
    text: "        gte(focusReports.week, leaders.poolsSince),\n",
    off: "        isNotNull(leaders.poolsSince),\n",
    caughtBy: ["test/store/focus.test.ts"],
  },
  {
    keeps: "leaders: no category has more than half of their time",
    file: "src/core/focus-shares.ts",
    text: "share >= 0 && share <= largestShare",
    off: "share >= 0 && share <= 2 * largestShare",
    caughtBy: ["test/core/focus-shares.test.ts"],
  },
  {
    keeps: "leaders: a change of shares begins the turns of the closer look anew",
    file: "src/store/rounds.ts",
    text: "rows.findLastIndex(({ focus }) => !sameShares(focus, shares)) + 1",
    off: "rows.findLastIndex(({ focus }) => focus === null && sameShares(focus, shares)) + 1",
    caughtBy: ["test/store/rounds.test.ts"],
  },
  {
    keeps: "leaders: nothing is looked at twice running, over a change of shares too",
    file: "src/core/rotation.ts",
    text: "const all = [...before, ...seen];",
    off: "const all = [...before.slice(0, 0), ...seen];",
    caughtBy: ["test/core/rotation.test.ts"],
  },
  {
    keeps: "leaders: shares in force are never too old to be kept",
    file: "src/store/retention.ts",
    text: "gt(later.change, focusShares.change),",
    off: "gt(later.change, 0),",
    caughtBy: ["test/store/focus.test.ts"],
  },
  {
    keeps: "leaders: a digest that was paused isn't due",
    file: "src/store/digest-rhythms.ts",
    text: "        not(digestRhythms.paused),\n",
    off: "",
    caughtBy: ["test/store/kept-words.test.ts"],
  },
  {
    keeps: "leaders: a digest that was paused meanwhile isn't said",
    file: "src/jobs/faces.ts",
    text: "rhythm === null || rhythm.paused) return null;",
    off: "rhythm === null) return null;",
    caughtBy: ["test/jobs/overtaken.test.ts"],
  },
  {
    keeps: "leaders: a digest with nothing to say is two lines",
    file: "src/slack/focus-digest-message.ts",
    text: "if (nothingToSay && opening !== null)",
    off: "if (nothingToSay && opening === null)",
    caughtBy: ["test/slack/focus-digest.test.ts"],
  },
  {
    keeps: "leaders: a round between two digests isn't lost when the day is moved",
    file: "src/core/schedule.ts",
    text: "later(earlier(week, lastHeard), now.subtract({ hours: 14 * 24 }))",
    off: "later(week, now.subtract({ hours: 14 * 24 }))",
    caughtBy: ["test/core/schedule.test.ts"],
  },
  {
    keeps: "leaders: who moves and has paused their digest hears none where they are now either",
    file: "src/store/digest-rhythms.ts",
    text: "set({ zone, nextAt }).where(isOf(workspace, person));\n  });",
    off: "set({ zone, nextAt, paused: false }).where(isOf(workspace, person));\n  });",
    caughtBy: ["test/store/kept-words.test.ts"],
  },
];
