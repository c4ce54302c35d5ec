/** A leader's weekly digest: at their own hour, once a week, paused and gone on with, and two lines where there is nothing to say. */
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answers, comesMonday, setsUp, zone } from "../../src/playground/scenes/scene.ts";
import { type TestTown, testTown } from "../support/town.ts";
import { visitorsOf } from "../support/visitors.ts";

let town: TestTown;
const as = visitorsOf(() => town);
const channel = "#harbour-support";
const six = ["ada", "chen", "dalia", "elif", "hana", "ivan"] as const;

beforeAll(async () => {
  town = await testTown();
  const members = six.map((name) => `U${name.toUpperCase()}`);
  await setsUp(town, "UADA", channel, { members, leaders: ["UADA", "UBRUNO"] });
});

afterAll(async () => {
  await town.stop();
  expect(town.troubles).toEqual([]);
});

const digests = async (name: string) =>
  (await as(name).readsDirect()).filter((message) => message.includes("Your focus, week"));
const count = async (name: string) => (await digests(name)).length;

/** A moment of this winter in Berlin. */
async function comes(day: string, time: string): Promise<void> {
  const at = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: time });
  await town.turnTo(at.toInstant());
}

/** From the home tab: what is said once it is kept. */
async function chooses(name: string, wish: Readonly<Record<string, string>>): Promise<string> {
  await as(name).opensHome();
  await as(name).presses("When it comes");
  await as(name).fills(wish);
  await as(name).submits();
  const kept = (await as(name).readsModal()) ?? "";
  await as(name).dismisses();
  return kept;
}

/** Of Employee they see different things. */
async function everybodyAnswers(): Promise<void> {
  for (const [at, name] of six.entries())
    await answers(as(name), channel, {
      Customer: "Holding",
      Employee: at % 2 === 0 ? "Improving" : "Slipping",
      Business: "Holding",
      "Knowledge/Collaboration": "Holding",
      Acceleration: "Holding",
      "Good enough for now?": ["Customer"],
    });
}

describe("a digest with nothing to say", () => {
  it("is two lines, to oneself, and says so", async () => {
    await as("ada").types("/bearings digest", { in: channel });
    const preview = (await as("ada").reads(channel)).at(-1) ?? "";
    const lines = preview.split("\n").filter((line) => line !== "" && !line.startsWith("["));
    expect(lines).toEqual([
      expect.stringContaining("Your focus, week 48"),
      "No round of your teams closed this week, so there is nothing to tell of them.",
      "A guide for where to listen, not a measure of anybody.",
    ]);
    expect(await as("chen").reads(channel)).not.toContain(preview);
  });

  it("is shown from the home tab too, over it", async () => {
    await as("bruno").opensHome();
    await as("bruno").presses("My weekly digest");
    expect(await as("bruno").readsModal()).toContain("there is nothing to tell of them");
    await as("bruno").dismisses();
  });
});

describe("the hour of it", () => {
  it("is Friday 09:00 where the leader lives, until they choose", async () => {
    await as("ada").opensHome();
    await as("ada").presses("When it comes");
    const offered = (await as("ada").readsModal()) ?? "";
    for (const said of ["On: Friday", "At: 09:00", "Europe/Berlin"]) expect(offered).toContain(said);
    await as("ada").dismisses();
  });

  it("is each leader's own: one moves it, the other hears it as before", async () => {
    const wish = { On: "Saturday", At: "08:30", "In which time zone?": "Europe/Berlin" };
    expect(await chooses("bruno", wish)).toContain("The next one comes on Saturday 08:30");
    await comesMonday(town);
    await everybodyAnswers();
    await comes("2026-11-27", "09:05");
    expect([await count("ada"), await count("bruno")]).toEqual([1, 0]);
    await comes("2026-11-28", "08:35");
    expect([await count("ada"), await count("bruno")]).toEqual([1, 1]);
  });

  it("tells in this order: what needs a talk, what to leave alone, where time went", async () => {
    const told = (await digests("ada"))[0] ?? "";
    const parts = [
      "Worth a talk",
      "Harbour Support · Employee",
      "Good enough, leave alone:",
      "Your time, roughly:",
    ];
    const places = parts.map((part) => told.indexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it("moved within its week it isn't told twice, and it is said when the next one comes", async () => {
    // Saturday: Ada has heard this week's. Sunday is still this week, so the next is Sunday in a week.
    expect(await chooses("ada", { On: "Sunday", At: "10:00" })).toContain("Sunday 6 December, 10:00");
    await comes("2026-11-29", "12:00");
    expect(await count("ada")).toBe(1);
    await comes("2026-12-06", "10:05");
    expect(await count("ada")).toBe(2);
  });

  it("goes by the zone they choose", async () => {
    expect(
      await chooses("ada", { On: "Wednesday", At: "08:00", "In which time zone?": "America/New_York" }),
    ).toContain("America/New_York");
    await comes("2026-12-09", "13:55");
    expect(await count("ada")).toBe(2);
    await comes("2026-12-09", "14:05");
    expect(await count("ada")).toBe(3);
  });
});

describe("a pause", () => {
  const pause = "Not for now: pause it until I change this";

  it("keeps it away, and the preview stays", async () => {
    expect(await chooses("ada", { "Shall it come?": pause })).toContain("Paused.");
    const before = await count("ada");
    await comes("2026-12-16", "20:00");
    expect(await count("ada")).toBe(before);
    await as("ada").opensHome();
    await as("ada").presses("My weekly digest");
    expect(await as("ada").readsModal()).toContain("Your focus, week 51");
    await as("ada").dismisses();
  });

  it("ends when they say so, with the next one and none of those gone by", async () => {
    expect(await chooses("ada", { "Shall it come?": "Yes, every week" })).toContain("The next one comes on");
    const before = await count("ada");
    await comes("2026-12-22", "20:00");
    expect(await count("ada")).toBe(before);
    await comes("2026-12-23", "15:00");
    expect(await count("ada")).toBe(before + 1);
  });
});
