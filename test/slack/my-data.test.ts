/** The two surfaces of a person's rights, with as much as anybody can have, and as little. */
import { describe, expect, test } from "vitest";
import type { SubjectKey } from "../../src/core/framework.ts";
import { longestRetention } from "../../src/core/retention.ts";
import { defaultRhythm } from "../../src/core/rhythm.ts";
import type { Week } from "../../src/core/week.ts";
import { asLine, checkView } from "../../src/playground/blocks-check.ts";
import { type PrivacyTeam, privacyModal } from "../../src/slack/commands/privacy.ts";
import { deleteModal, fileModal, myDataModal } from "../../src/slack/my-data.ts";
import { myDataFile } from "../../src/slack/my-data-file.ts";
import type { KeptOfPerson } from "../../src/store/people.ts";
import { forbiddenIn } from "../support/forbidden-words.ts";
import { moment } from "../support/people.ts";

const tuesday = moment("2026-11-24T12:00Z");
const week = "2026-W47" as Week;
const ill = "<!channel> <https://evil.example|pay> *bold*";

const nothing: KeptOfPerson = {
  teams: [],
  openRounds: [],
  waitingIn: [],
  saidOpenly: [],
  reflections: [],
  quotes: [],
  tries: [],
  notedValues: [],
  focusReports: [],
  focusChanges: [],
  poolsIn: [],
  away: [],
  digest: null,
  toldRecords: 0,
};

const times = <T>(count: number, each: T): T[] => Array.from({ length: count }, () => each);

/** A year and more of somebody in many teams, who wrote as long as may be. */
const plenty: KeptOfPerson = {
  ...nothing,
  teams: times(40, { name: `${ill} ${"x".repeat(40)}`, isMember: true, leads: true, askedIn: 58 }),
  waitingIn: times(10, ill),
  saidOpenly: times(500, {
    team: "Open Desk",
    week,
    subject: "customer" as SubjectKey,
    direction: "slipping",
    goodEnough: true,
  }),
  reflections: times(116, { team: "Harbour Support", week, text: `${ill}\n${"&".repeat(450)}` }),
  quotes: times(60, { team: "Harbour Support", week, text: `${ill}${"&".repeat(450)}`, state: "yes" }),
  tries: times(60, { team: "Harbour Support", what: ill, state: "learned", learned: "<".repeat(500) }),
  notedValues: times(300, {
    team: "Harbour Support",
    week,
    measure: "time-to-smile" as SubjectKey,
    value: 2.5,
  }),
  toldRecords: 60,
};

function textsOf(view: unknown): string {
  return JSON.stringify(view);
}

/** Every page, until the last, which has no More. */
function pagesOf(kept: KeptOfPerson) {
  const pages = [];
  for (let page = 0; page < 500; page += 1) {
    const view = myDataModal(kept, page, tuesday);
    pages.push(view);
    if (!textsOf(view).includes('"More"')) break;
  }
  return pages;
}

describe("what is kept of somebody", () => {
  test("can all be looked at, page by page, each within what Slack takes", () => {
    const pages = pagesOf(plenty);
    expect(pages.length).toBeGreaterThan(5);
    for (const view of pages) {
      expect(checkView(view).map(asLine)).toEqual([]);
      expect(textsOf(view)).not.toMatch(/<!channel>|<https:|\*bold\*/);
    }
    const all = pages.map(textsOf).join();
    expect(all.split("Time to Smile").length - 1).toBe(300);
    expect(all.split("&amp;&amp;").length).toBeGreaterThan(116);
    expect(all.split("Customer: slipping, good enough for now").length - 1).toBe(500);
  });

  test("is one page for most people, and one line where there is nothing", () => {
    const view = myDataModal(nothing, 0, tuesday);
    expect(textsOf(view)).toContain("I keep nothing of you in this workspace.");
    expect(textsOf(view)).not.toMatch(/"More"|"Back"|Page 1/);
  });

  test("begins again where somebody comes to a page that is no more", () => {
    expect(myDataModal(nothing, 7, tuesday)).toEqual(myDataModal(nothing, 0, tuesday));
  });

  test("what is asked before deleting and before a file says no word that we don't say", () => {
    for (const view of [deleteModal(0), fileModal(0), myDataModal(nothing, 0, tuesday)]) {
      expect(checkView(view).map(asLine)).toEqual([]);
      expect(forbiddenIn(textsOf(view))).toBeNull();
    }
  });
});

test("whoever deletes is told that a text without their name can't be found as theirs", () => {
  expect(textsOf(deleteModal(0))).toContain("what you noticed without your name, once its round has closed");
});

describe("the file", () => {
  const of = { workspace: "TLOCAL", person: "UADA" } as never;
  const file = (kept: KeptOfPerson) => myDataFile(kept, of, tuesday);

  test("holds no answer, and says what it leaves out", () => {
    const saidOpenly = plenty.saidOpenly.slice(0, 1);
    const read = JSON.parse(file({ ...nothing, saidOpenly, waitingIn: ["Night Desk"] })) as object;
    expect(JSON.stringify(read)).not.toMatch(/slipping|Open Desk|Night Desk/);
    expect(JSON.stringify(read)).toContain("Type /bearings mydata to see them.");
  });

  test("gives texts as they were written, for a program to read", () => {
    const read = JSON.parse(file(plenty)) as { noticed: { text: string }[] };
    expect(read.noticed[0]?.text).toBe(plenty.reflections[0]?.text);
  });
});

describe("privacy", () => {
  const rhythm = defaultRhythm("Europe/Berlin");
  const team = (wish: Partial<PrivacyTeam["team"]> = {}): PrivacyTeam => ({
    team: { name: "Harbour Support", mode: "confidential", rhythm, ...wish },
    answers: true,
    round: null,
  });
  const told = (teams: readonly PrivacyTeam[], keeps = longestRetention) =>
    privacyModal({ teams, keeps, now: tuesday });

  test("takes as many teams as anybody may be in, and says no word that we don't say", () => {
    for (const teams of [[], times(60, team({ name: "<@U1>".repeat(10) }))]) {
      const view = told(teams);
      expect(checkView(view).map(asLine)).toEqual([]);
      expect(forbiddenIn(textsOf(view))).toBeNull();
      expect(textsOf(view)).not.toContain("<@U1>");
    }
  });

  test("says of each team whether it is open, and whether anybody is reminded", () => {
    const open = team({ name: "Open Desk", mode: "open", rhythm: { ...rhythm, nudge: false } });
    const words = textsOf(told([team(), open]));
    expect(words).toContain(
      "*Harbour Support* is confidential. One word for each category, from five people on",
    );
    expect(words).toContain("*Open Desk* is open inside the team.");
    expect(words).toContain("from four people on. No reminders: they are switched off.");
  });

  test("says that an open round keeps the rule it began under, when its team has another by now", () => {
    const round = { mode: "confidential", floor: 5, closesAt: moment("2026-11-26T16:00Z") } as const;
    const changed = { ...team({ mode: "open" }), round };
    expect(textsOf(told([changed]))).toContain(
      "*The round that is open until Thursday 17:00* began under another rule, and keeps it: confidential.",
    );
  });

  test("doesn't tell whoever belongs to no team that nothing is kept of them: they may have left one", () => {
    expect(textsOf(told([]))).toContain("If you were in one, something may still be kept");
  });

  test("says that leaders may look at an open team's directions, and read what was noticed", () => {
    const words = textsOf(told([team({ mode: "open" })]));
    expect(words).toContain("Its people and leaders can look at who gave which direction");
    expect(words).toContain("stands with the summary, where they can read it");
    expect(words).toContain("and for who gave which direction in an open team");
  });

  test("says the periods that are set, not the longest", () => {
    const words = textsOf(
      told([team()], { words: 90, deliveries: 8, away: 1, unfinishedBlocks: 15, uninstalled: 20 }),
    );
    expect(words).toContain("90 days after it ended");
    expect(words).toContain("a day after the last of them");
    expect(words).not.toMatch(/400|\b30 days/);
  });
});
