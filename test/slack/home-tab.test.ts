import { describe, expect, test } from "vitest";
import type { SummaryLine, SummaryTry, TeamSummary } from "../../src/core/digests/team-summary.ts";
import { categoryKeys } from "../../src/core/framework.ts";
import type { ChannelId, RoundId, TeamId, TryId } from "../../src/core/ids.ts";
import { defaultRhythm } from "../../src/core/rhythm.ts";
import type { Week } from "../../src/core/week.ts";
import { asLine, checkHome } from "../../src/playground/blocks-check.ts";
import { type HomeFacts, type HomeRound, homeView } from "../../src/slack/home-tab.ts";
import type { HomeTeam } from "../../src/slack/home-team.ts";
import { forbiddenIn } from "../support/forbidden-words.ts";
import { day, moment } from "../support/people.ts";

const tuesday = moment("2026-11-24T12:00Z");
const uuid = (n: number) => `5b0f6c7e-0f65-4d1b-9d0e-${String(n).padStart(12, "0")}`;

const roundId = uuid(7) as RoundId;
const line = (subject: (typeof categoryKeys)[number]): SummaryLine => ({
  subject,
  label: { word: "leaning", direction: "slipping" },
  goodEnough: false,
  phrase: { lead: subject, strong: "leaning slipping", tail: ", second round running." },
});

const summary: TeamSummary = {
  version: 1,
  kind: "team-summary",
  team: "Harbour Support",
  week: "2026-W47" as Week,
  mode: "confidential",
  categories: categoryKeys.map(line),
  closerLook: null,
  ballparks: [],
  tooFew: null,
  heldBack: null,
  together: null,
  talk: {
    subject: "business",
    name: "Business",
    question: "Where did a customer wait?",
    why: "It is mixed.",
  },
  named: [],
  unnamed: [],
  answered: null,
  openAnswers: [],
  trying: [],
  closing: "These words won't change.",
};

const trying = (what: string, n = 1): SummaryTry => ({
  id: uuid(n) as TryId,
  category: "knowledge",
  what,
  askOn: "2026-12-07",
});

function team(wish: Partial<HomeTeam> = {}, n = 1): HomeTeam {
  return {
    team: {
      id: uuid(n) as TeamId,
      name: "Harbour Support",
      channel: "C0HARBOUR" as ChannelId,
      rhythm: defaultRhythm("Europe/Berlin"),
      nextOpensAt: moment("2026-11-30T09:00Z"),
      paused: false,
    },
    isMember: true,
    leads: false,
    latest: null,
    said: null,
    trying: [],
    ...wish,
  };
}

function round(wish: Partial<HomeRound> = {}, n = 1): HomeRound {
  return {
    round: { id: uuid(n) as RoundId, closesAt: moment("2026-11-26T16:00Z") },
    teamName: "Harbour Support",
    zone: "Europe/Berlin",
    answeredAt: null,
    saidNotThisWeek: false,
    ...wish,
  };
}

function facts(wish: Partial<HomeFacts> = {}): HomeFacts {
  return {
    now: tuesday,
    today: day("2026-11-24"),
    mayTakePart: true,
    rounds: [],
    teams: [],
    away: [],
    leadersWeek: null,
    ...wish,
  };
}

const read = (wish: Partial<HomeFacts>) => JSON.stringify(homeView(facts(wish)).blocks);
const latest = (state: "open" | "closed" | "skipped", week = "2026-W48") => ({
  state,
  week: week as Week,
  closesAt: moment("2026-11-26T16:00Z"),
});

describe("what is asked of me comes first", () => {
  test("an open round, with the two ways to answer", () => {
    const { blocks } = homeView(facts({ rounds: [round()], teams: [team()] }));
    expect(JSON.stringify(blocks.slice(0, 3))).toMatch(
      /Asked of you now.*open until Thursday 17:00.*Give your reading.*Not this week/,
    );
  });

  test("what I said already is told with its day, and can be changed", () => {
    const text = read({ rounds: [round({ answeredAt: moment("2026-11-24T09:00Z") })], teams: [team()] });
    expect(text).toContain("You answered on Tuesday, and can change it until then.");
    expect(text).not.toContain('"Not this week"');
  });

  test("who said Not this week isn't asked again, and may change their mind", () => {
    const text = read({ rounds: [round({ saidNotThisWeek: true })], teams: [team()] });
    expect(text).toContain("You said *Not this week*, and that's fine.");
    expect(text).toContain("Give your reading");
  });

  test("nothing open is said plainly", () => {
    expect(read({ teams: [team()] })).toContain("Nothing is asked of you just now");
  });
});

describe("my teams", () => {
  test("what was said last, the question, and what is being tried", () => {
    const text = read({
      teams: [
        team({ said: { round: roundId, summary, talkedAbout: false }, trying: [trying("one article")] }),
      ],
    });
    expect(text).toContain("What you said last");
    expect(text).toContain("• customer: *leaning slipping*, second round running.");
    expect(text).toContain("*A question to talk about:* Where did a customer wait?");
    expect(text).toContain("“one article” (we'll ask about it on 7 December)");
  });

  test("whoever asks why gets the words explained by the round they were said in", () => {
    const said = { round: roundId, summary, talkedAbout: false };
    expect(read({ teams: [team({ said })] })).toContain("Why these words?");
    expect(JSON.stringify(homeView(facts({ teams: [team({ said })] })))).toContain(roundId);
    expect(read({ teams: [team()] })).not.toContain("Why these words?");
  });

  test("once it was talked about, the question rests", () => {
    expect(read({ teams: [team({ said: { round: roundId, summary, talkedAbout: true } })] })).not.toContain(
      "A question to talk about",
    );
  });

  test("too few is said honestly", () => {
    const tooFew = {
      strong: "Too few answers to say anything this week",
      tail: ", and guessing would not be fair.",
    };
    const text = read({
      teams: [
        team({
          said: {
            round: roundId,
            summary: { ...summary, categories: [], tooFew, talk: null },
            talkedAbout: false,
          },
        }),
      ],
    });
    expect(text).toContain("*Too few answers to say anything this week*, and guessing would not be fair.");
  });

  test("a skipped round is told, and not blamed on anybody", () => {
    expect(read({ teams: [team({ latest: latest("skipped") })] })).toContain(
      "The round of week 48 was skipped: I wasn't running when it was due",
    );
  });

  test("to a leader who doesn't answer, the words are the team's", () => {
    const text = read({
      teams: [team({ isMember: false, leads: true, said: { round: roundId, summary, talkedAbout: false } })],
    });
    expect(text).toContain("What the team said last");
  });
});

describe("what only leaders may do", () => {
  test("a member sees no button for it", () => {
    const text = read({ teams: [team()] });
    expect(text).not.toContain("Change this team");
    expect(text).not.toContain("Open this week's round now");
    expect(text).not.toContain("Where did my time go");
  });

  test("a leader may change the team, open a round, and say where their time went", () => {
    const text = read({ teams: [team({ leads: true })], leadersWeek: "2026-W48" as Week });
    expect(text).toContain("Change this team");
    expect(text).toContain("Open this week's round now");
    expect(text).toContain("Where did my time go this week?");
  });

  test.each(["open", "closed", "skipped"] as const)(
    "a week that has its round (%s) isn't offered a second",
    (state) => {
      expect(read({ teams: [team({ leads: true, latest: latest(state) })] })).not.toContain(
        "Open this week's round now",
      );
    },
  );

  test("last week's round doesn't stand in this week's way", () => {
    expect(read({ teams: [team({ leads: true, latest: latest("closed", "2026-W47") })] })).toContain(
      "Open this week's round now",
    );
  });
});

describe("in no team yet", () => {
  test("three lines teach, and one button begins", () => {
    const text = read({});
    expect(text).toContain("Bearings is for team learning dialogues");
    expect(text).toContain("Set up a team");
    expect(text).not.toContain("Nothing is asked of you");
  });

  test("a guest isn't offered what a guest can't do", () => {
    expect(read({ mayTakePart: false })).not.toContain("Set up a team");
    expect(read({ mayTakePart: false, teams: [team()] })).not.toContain("Set up another team");
  });
});

test("a leader finds their team's measures, and a member doesn't", () => {
  expect(read({ teams: [team({ leads: true })] })).toContain('"Measures"');
  expect(read({ teams: [team()] })).not.toContain('"Measures"');
});

test("what was learned last is told, and the rest is a press away", () => {
  const learned = ["three", "two", "one"].map((what) => ({ what, learned: `Lesson ${what}.` }));
  const text = read({ teams: [team({ learned })] });
  expect(text).toContain("“three”: “Lesson three.”");
  expect(text).not.toContain("Lesson one.");
  expect(text).toContain("Learning log");
  expect(read({ teams: [team()] })).not.toContain("Learning log");
});

test("days away are told, and can be taken back", () => {
  const text = read({ teams: [team()], away: [{ firstDay: day("2026-12-24"), lastDay: day("2027-01-02") }] });
  expect(text).toContain("away from Thursday 24 December to Saturday 2 January 2027");
  expect(text).toContain("I'm back");
});

test("the source and the privacy line stand at the foot, in a team or not", () => {
  for (const text of [read({}), read({ teams: [team()] })]) {
    expect(text).toContain("Open Customer Metrics Framework V1");
    expect(text).toContain("/bearings privacy");
  }
});

test("what people wrote calls nobody", () => {
  const text = read({
    rounds: [round({ teamName: "<!here>" })],
    teams: [team({ trying: [trying("<!channel> <@U1>")] })],
  });
  expect(text).not.toMatch(/<!|<@U1/);
});

describe("Slack takes it, however much there is", () => {
  const lines = Array.from({ length: 60 }, (_, n) => trying("<".repeat(200), n));
  const full = facts({
    rounds: Array.from({ length: 40 }, (_, n) => round({ teamName: "&".repeat(75) }, n)),
    teams: Array.from({ length: 40 }, (_, n) =>
      team(
        {
          leads: true,
          latest: latest("skipped", "2026-W47"),
          said: { round: roundId, summary, talkedAbout: false },
          trying: lines,
          learned: lines.map(({ what }) => ({ what, learned: "<".repeat(500) })),
          trouble: "not_in_channel",
        },
        n,
      ),
    ),
    away: [{ firstDay: day("2026-11-24"), lastDay: day("2026-11-24") }],
    leadersWeek: "2026-W48" as Week,
  });

  test.each([
    ["nothing", facts()],
    ["a guest's", facts({ mayTakePart: false })],
    ["a guest's in a team", facts({ mayTakePart: false, teams: [team()] })],
    ["one team", facts({ teams: [team()], rounds: [round()] })],
    ["forty teams and rounds", full],
  ])("%s", (_, wish) => {
    const shown = wish.teams
      .slice(0, 3)
      .map(({ team }) => [team.id, { file: "F1", alt: "Five strips." }] as const);
    const view = homeView(wish, new Map(shown));
    expect(checkHome(view).map(asLine)).toEqual([]);
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    const ours = JSON.stringify(view).replaceAll(/Nobody gets a grade/g, "");
    expect(forbiddenIn(ours)).toBeNull();
  });

  test("what had to stay out is said", () => {
    const text = JSON.stringify(homeView(full));
    expect(text).toContain("And 32 more open rounds.");
    expect(text).toContain("And 31 more teams.");
  });
});
