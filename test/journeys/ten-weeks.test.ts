/**
 * Ten weeks of one team and its two leaders, told by what they do and read. A category slips; the team talks, tries, is asked
 * again, learns; the word turns. A quiet category is left alone. A leader sees where the time went, and changes it.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asLine, checkHome, checkMessage, checkView } from "../../src/playground/blocks-check.ts";
import { galleryOf } from "../../src/playground/gallery.ts";
import { answers, comesFriday, comesMonday, setsUp, talked } from "../../src/playground/scenes/scene.ts";
import { type TestTown, testTown } from "../support/town.ts";
import { visitorsOf } from "../support/visitors.ts";

let town: TestTown;
const as = visitorsOf(() => town);

const channel = "#harbour-support";
const six = ["ada", "chen", "dalia", "elif", "hana", "ivan"] as const;
const article = "One article per hand-off";

beforeAll(async () => {
  town = await testTown();
  const members = six.map((name) => `U${name.toUpperCase()}`);
  await setsUp(town, "UADA", channel, { members, leaders: ["UADA", "UBRUNO"] });
});

afterAll(async () => {
  await town.stop();
  expect(town.troubles).toEqual([]);
});

const words: Readonly<Record<string, string>> = { i: "Improving", h: "Holding", s: "Slipping" };

/** A letter a person, of how Employee is heading; the rest holds, and Customer is good enough. */
async function everybodySays(employee: string): Promise<void> {
  for (const [at, name] of six.entries()) {
    await answers(as(name), channel, {
      Customer: "Holding",
      Employee: words[employee.charAt(at)] ?? "Can't tell",
      Business: "Holding",
      "Knowledge/Collaboration": "Holding",
      Acceleration: "Holding",
      "Good enough for now?": ["Customer"],
    });
  }
}

async function newest(name: string, words: string | RegExp, place = channel): Promise<string> {
  const messages = await as(name).reads(place);
  return messages.filter((message) => message.match(words) !== null).at(-1) ?? "";
}

const opening = () => newest("chen", "Your weekly bearings");
const summary = () => newest("chen", "What Harbour Support said this week");
const digest = async (leader: string) =>
  (await as(leader).readsDirect()).filter((message) => message.includes("Your focus, week")).at(-1) ?? "";
const lineOf = (message: string, category: string) =>
  message.split("\n").find((line) => line.startsWith(`• ${category}: `)) ?? "";
const question = (message: string) => /Why this one\? (.*)/.exec(message)?.[1] ?? "";

/** What everybody in the channel and both leaders read at the end of each week. */
const summaries: string[] = [];
const digests: string[] = [];

async function closes(): Promise<void> {
  await comesFriday(town);
  summaries.push(await summary());
  digests.push(await digest("bruno"));
}

async function checkInOf(name: string): Promise<string> {
  await as(name).presses("Give your reading", { in: channel });
  const modal = (await as(name).readsModal()) ?? "";
  await as(name).dismisses();
  return modal;
}

async function saysWhereTimeWent(time: Readonly<Record<string, string>>): Promise<void> {
  await as("ada").opensHome();
  await as("ada").presses("Where did my time go this week?");
  await as("ada").fills(time);
  await as("ada").submits();
  if ((await as("ada").readsModal()) !== null) await as("ada").dismisses();
}

describe("a category slips", () => {
  it("in the first week everything holds, and Customer is good enough", async () => {
    await comesMonday(town);
    expect(await checkInOf("chen")).not.toContain("Last time you read");
    await everybodySays("hhhhhh");
    await closes();
    expect(lineOf(await summary(), "Employee")).toContain("leaning holding");
    await talked(as("dalia"), channel);
  });

  it("in the second Employee slips, and is what the team is asked to talk about", async () => {
    await comesMonday(town);
    await everybodySays("ssssss");
    await closes();
    expect(lineOf(await summary(), "Employee")).toContain("slipping");
    expect(question(await summary())).toContain("Employee reads differently from the last time");
  });
});

describe("the team talks and tries", () => {
  it("that they talked is kept, and nothing of who said so", async () => {
    await talked(as("dalia"), channel);
    expect((await as("dalia").reads(channel)).at(-1)).toContain("not who said so or when");
    await comesMonday(town);
    expect(await opening()).toMatch(/Last time you read Employee: (leaning )?slipping\./);
  });

  it("in the third it still slips, and Dalia starts something that she keeps an eye on", async () => {
    await everybodySays("ssshss");
    await closes();
    expect(lineOf(await summary(), "Employee")).toContain("second round running");
    await talked(as("hana"), channel);
    await as("dalia").presses("Try something", { in: channel });
    await as("dalia").fills({ "What will you try?": article, "Who keeps an eye on it?": "I do" });
    await as("dalia").submits();
    expect(await as("dalia").readsModal()).toContain("I'll ask your team about it on 25 December");
    await as("dalia").dismisses();
  });

  it("the fourth opens with it, in the channel and in the check-in", async () => {
    await comesMonday(town);
    const line = `You're trying: “${article}”. We'll ask about it on 25 December.`;
    expect(await opening()).toContain(line);
    expect(await checkInOf("elif")).toContain(line);
    await saysWhereTimeWent({ Business: "Most", Customer: "A little" });
    await everybodySays("sissih");
    await closes();
    expect(await summary()).toContain(`You're trying: “${article}”`);
    await talked(as("hana"), channel);
  });
});

describe("it is asked about when its day comes", () => {
  it("and when it is still going, again on another day", async () => {
    await comesMonday(town);
    await saysWhereTimeWent({ Business: "Most", Customer: "A little" });
    await everybodySays("hihhsh");
    await closes();
    expect(await newest("dalia", "How did it go?")).toContain(article);
    await talked(as("hana"), channel);
    await as("dalia").presses("Still going", { in: channel });
    await as("dalia").submits();
    expect(await as("dalia").readsModal()).toContain("I'll ask again on 8 January");
    await as("dalia").dismisses();
  });

  it("in the sixth week the word is holding again", async () => {
    await comesMonday(town);
    await saysWhereTimeWent({ Business: "Most", Customer: "A little" });
    await everybodySays("hhihhh");
    await closes();
    expect(lineOf(await summary(), "Employee")).toContain("holding");
    await talked(as("hana"), channel);
  });

  it("in the seventh it improves, the question comes again, and they say what they learned", async () => {
    await comesMonday(town);
    await everybodySays("iiihii");
    await closes();
    expect(lineOf(await summary(), "Employee")).toContain("improving");
    await as("hana").presses("We learned something", { in: channel });
    await as("hana").fills({ "What did you learn?": "Three lines are enough. Longer ones aren't read." });
    await as("hana").submits();
    await as("hana").dismisses();
    await talked(as("hana"), channel);
  });

  it("the eighth opens with what was learned, once, and the log keeps it", async () => {
    await comesMonday(town);
    expect(await opening()).toContain(`You tried: “${article}”. You learned: “Three lines are enough.`);
    await as("ivan").types("/bearings try hand-off", { in: channel });
    expect((await as("ivan").reads(channel)).at(-1)).toContain("Three lines are enough.");
    await as("ivan").presses("Learning log");
    expect(await as("ivan").readsModal()).toMatch(/Learned[\s\S]*8 January[\s\S]*Three lines are enough/);
    await as("ivan").dismisses();
    await everybodySays("iiiiii");
    await closes();
    expect(lineOf(await summary(), "Employee")).toContain("second round running");
  });
});

describe("a week without a talk", () => {
  it("makes the next one shorter, and says why, in the channel and in the check-in", async () => {
    await comesMonday(town);
    expect(await opening()).toContain("We didn't hear that you got to talk about last week.");
    expect(await opening()).toContain("So this week is short: the directions, nothing else.");
    expect(await opening()).not.toContain("You learned");
    const modal = await checkInOf("elif");
    expect(modal).toContain("We didn't hear that you got to talk about last week.");
    expect(modal).not.toContain("A closer look");
    await everybodySays("iiihii");
    await closes();
    await talked(as("ivan"), channel);
  });

  it("and after a talk the closer look is back", async () => {
    await comesMonday(town);
    expect(await opening()).toContain("This week's closer look:");
    expect(await checkInOf("elif")).toContain("A closer look: ");
    await everybodySays("iiihii");
    await closes();
    expect(lineOf(await summary(), "Employee")).toContain("fourth round running");
  });
});

describe("what runs through all of it", () => {
  it("a quiet category is left alone, in every summary and in every digest", () => {
    expect(summaries).toHaveLength(10);
    for (const told of summaries) {
      expect(lineOf(told, "Customer")).toContain("good enough for now");
      expect(question(told)).not.toContain("Customer");
    }
    for (const told of digests) {
      // A week with nothing to say is two lines, and names no category.
      if (told.includes("A quiet week")) expect(told).toContain("one category is good enough");
      else expect(told).toMatch(/Good enough, leave alone: Harbour Support: [^\n]*Customer/);
      expect(told).not.toContain("Harbour Support · Customer");
    }
  });

  it("both leaders hear each week what is worth a talk, and neither hears of the other's time", async () => {
    expect(new Set(digests).size).toBe(10);
    expect(digests[1]).toMatch(/Harbour Support · Employee[^\n]*slipping/);
    expect(digests[7]).toContain("They learned: Harbour Support: “Three lines are enough.");
    expect(digests.join("\n")).not.toContain("Business took");
  });

  it("Ada sees her time drift for the third week, and once she has changed it, no more", async () => {
    const own = (await as("ada").readsDirect()).filter((message) => message.includes("Your focus, week"));
    expect(own).toHaveLength(10);
    expect(own[5]).toMatch(/Business took [^\n]* for the third week/);
    expect(own[5]).toContain("Is that what this month needs?");
    await saysWhereTimeWent({
      Customer: "Some",
      Employee: "Some",
      Business: "A lot",
      "Knowledge/Collaboration": "Some",
      Acceleration: "A little",
    });
    await as("ada").types("/bearings digest", { in: channel });
    const now = (await as("ada").reads(channel)).at(-1);
    expect(now).toContain("Your focus, week");
    expect(now).not.toContain("Is that what this month needs?");
  });

  it("the home tab tells it in one look, with the twelve rounds as a picture", async () => {
    await as("ada").opensHome();
    const home = await as("ada").readsHome();
    expect(home).toMatch(/Employee: (leaning )?improving/);
    expect(home).toContain("Three lines are enough.");
    expect(home).toMatch(/\[picture[^\]]*Employee/i);
    expect(home).toContain("For you as a leader");
  });

  it("every surface of it stands in the gallery, and Slack would take each", () => {
    const { surfaces } = galleryOf(town.local.workspace);
    const names = surfaces.map(({ name }) => name).join("\n");
    for (const name of [
      "Your weekly bearings, Harbour Support",
      "Your bearings",
      "What Harbour Support said this week",
      "Try something",
      "How did it go?",
      "What did you learn?",
      "Still going",
      "Learning log",
      "Where my time went",
      "Your focus, week",
      "Home tab",
    ])
      expect(names).toContain(name);
    const refused = surfaces.flatMap(({ kind, blocks, text, view }) => {
      if (kind === "message") return checkMessage(blocks, text).map(asLine);
      if (view === null) return [];
      return (view.type === "home" ? checkHome(view) : checkView(view)).map(asLine);
    });
    expect(refused).toEqual([]);
  });
});
