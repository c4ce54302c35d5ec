import { describe, expect, test } from "vitest";
import { isGoodEnough, type Label, labelOf } from "../../src/core/label.ts";
import { signTest } from "../../src/core/sign-test.ts";
import type { Mode } from "../../src/core/team.ts";

type Answers = { readonly improving: number; readonly holding: number; readonly slipping: number };

const floors: Readonly<Record<Mode, number>> = { open: 4, confidential: 5 };
const modes: readonly Mode[] = ["open", "confidential"];

function say(
  improving: number,
  holding: number,
  slipping: number,
  mode: Mode = "open",
  cantTell = 0,
): string {
  return phrase(labelOf({ improving, holding, slipping, cantTell }, { floor: floors[mode], mode }));
}

function phrase(label: Label): string {
  return "direction" in label ? `${label.word} ${label.direction}` : label.word;
}

/** Every way `people` can answer. */
function states(people: number): readonly Answers[] {
  const all: Answers[] = [];
  for (let improving = 0; improving <= people; improving++) {
    for (let slipping = 0; slipping <= people - improving; slipping++) {
      all.push({ improving, holding: people - improving - slipping, slipping });
    }
  }
  return all;
}

const upTo15 = Array.from({ length: 12 }, (_, at) => states(at + 4)).flat();

describe("how often a coin would split so", () => {
  test.each([
    ["3–0 0.2500", "4–0 0.1250", "3–1 0.6250"],
    ["5–0 0.0625", "4–1 0.3750"],
    ["6–0 0.0313", "5–1 0.2188", "4–2 0.6875"],
    ["7–0 0.0156", "6–1 0.1250", "5–2 0.4531", "4–3 1.0000"],
    ["8–0 0.0078", "7–1 0.0703", "6–2 0.2891", "5–3 0.7266"],
    ["9–0 0.0039", "8–1 0.0391", "7–2 0.1797", "6–3 0.5078"],
    ["10–0 0.0020", "9–1 0.0215", "8–2 0.1094", "7–3 0.3438"],
    ["0–0 1.0000", "1–0 1.0000", "1–1 1.0000"],
  ])("is exact: %s, %s …", (...rows) => {
    for (const row of rows) {
      const [a = Number.NaN, b = Number.NaN] = (row.split(" ")[0] ?? "").split("–").map(Number);
      expect(`${a}–${b} ${signTest(a, b).toFixed(4)}`).toBe(row);
      expect(signTest(b, a)).toBe(signTest(a, b));
    }
  });

  test("stays exact for the largest team there may be, and a block of four rounds of it", () => {
    expect(signTest(30, 0)).toBe(2 ** -29);
    expect(signTest(120, 0)).toBe(2 ** -119);
    expect(signTest(61, 59)).toBeCloseTo(0.927315, 6);
  });
});

describe("the word for a round", () => {
  test.each([
    [5, 0, 0, "leaning improving", "clear improving"],
    [6, 0, 0, "clear improving", "clear improving"],
    [0, 0, 6, "clear slipping", "clear slipping"],
    [0, 7, 0, "leaning holding", "clear holding"],
    [0, 8, 0, "clear holding", "clear holding"],
    [1, 4, 1, "leaning holding", "leaning holding"],
    [3, 1, 3, "mixed", "mixed"],
    [1, 1, 4, "leaning slipping", "leaning slipping"],
    [5, 6, 0, "leaning improving", "leaning improving"],
    [5, 1, 1, "leaning improving", "leaning improving"],
    [3, 7, 0, "leaning holding", "leaning holding"],
    [2, 2, 1, "mixed", "mixed"],
  ])(
    "of %i improving, %i holding, %i slipping is %s among confidential answers, %s among open ones",
    (u, h, s, confidential, open) => {
      expect(say(u, h, s, "confidential")).toBe(confidential);
      expect(say(u, h, s, "open")).toBe(open);
    },
  );

  test("is never guessed from fewer than the floor, and those who can't tell don't make up the number", () => {
    expect(say(4, 0, 0, "confidential", 1)).toBe("too-few");
    expect(say(3, 0, 0, "open", 1)).toBe("too-few");
    expect(say(4, 0, 0, "open")).toBe("leaning improving");
    expect(say(0, 0, 0, "open")).toBe("too-few");
  });

  test("is too few when more people can't tell than can, and stands when as many can", () => {
    expect(say(6, 0, 0, "confidential", 7)).toBe("too-few");
    expect(say(6, 0, 0, "confidential", 6)).toBe("clear improving");
  });

  test("obeys the floor its round was opened with", () => {
    const tally = { improving: 6, holding: 0, slipping: 0, cantTell: 0 };
    expect(labelOf(tally, { floor: 7, mode: "confidential" })).toEqual({ word: "too-few" });
  });

  test.each([
    [4, "0,0,0,2,2,3,8"],
    [5, "1,1,1,3,3,5,7"],
    [6, "2,2,1,4,4,5,10"],
    [7, "3,3,1,6,6,7,10"],
    [8, "5,5,3,6,6,7,13"],
    [9, "7,7,3,7,7,10,14"],
    [10, "8,8,3,10,10,10,17"],
  ])(
    "is spread over all the ways %i people can answer just as it was reckoned beforehand",
    (people, expected) => {
      const words = [
        "clear improving",
        "clear slipping",
        "clear holding",
        "leaning improving",
        "leaning slipping",
        "leaning holding",
        "mixed",
      ];
      const said = states(people).map(({ improving, holding, slipping }) =>
        say(improving, holding, slipping),
      );
      expect(words.map((word) => said.filter((one) => one === word).length).join()).toBe(expected);
    },
  );
});

describe.each(modes)("in every one of the 796 ways four to fifteen people can answer, %s", (mode) => {
  const heard = upTo15.filter((one) => one.improving + one.holding + one.slipping >= floors[mode]);
  const wordOf = (one: Answers) => say(one.improving, one.holding, one.slipping, mode);
  const height = (one: Answers) => {
    const word = wordOf(one);
    if (word === "too-few") throw new Error(`nothing is said of ${JSON.stringify(one)}`);
    return ["clear slipping", "leaning slipping", "", "leaning improving", "clear improving"].indexOf(
      /improving|slipping/.test(word) ? word : "",
    );
  };

  test("no way is left out", () => {
    expect(upTo15).toHaveLength(796);
    expect(heard).toHaveLength(mode === "open" ? 796 : 781);
  });

  test("better and worse are judged alike: swapping them flips the word", () => {
    const flip: Readonly<Record<string, string>> = { improving: "slipping", slipping: "improving" };
    for (const one of heard) {
      const mirrored = { improving: one.slipping, holding: one.holding, slipping: one.improving };
      const flipped = wordOf(one).replace(/improving|slipping/, (direction) => flip[direction] ?? direction);
      expect(wordOf(mirrored)).toBe(flipped);
    }
  });

  test("somebody seeing it better never makes the word worse", () => {
    for (const one of heard) {
      const here = height(one);
      const better: Answers[] = [{ ...one, improving: one.improving + 1 }];
      if (one.holding > 0) better.push({ ...one, holding: one.holding - 1, improving: one.improving + 1 });
      if (one.slipping > 0) {
        better.push({ ...one, slipping: one.slipping - 1, holding: one.holding + 1 });
        better.push({ ...one, slipping: one.slipping - 1, improving: one.improving + 1 });
      }
      for (const other of better) {
        if (height(other) < here) expect.fail(`${JSON.stringify(one)} → ${JSON.stringify(other)}`);
      }
    }
  });
});

test("no confidential word gives away what everybody answered, for any team of up to ten", () => {
  for (let people = 5; people <= 10; people++) {
    const behind = new Map<string, number>();
    for (const { improving, holding, slipping } of states(people)) {
      const word = say(improving, holding, slipping, "confidential");
      behind.set(word, (behind.get(word) ?? 0) + 1);
    }
    expect(Math.min(...behind.values())).toBeGreaterThanOrEqual(2);
  }
});

describe("how far a word can be trusted", () => {
  // Every way the people can answer, each with its chance when one answers improving, holding or slipping so often.
  function chance(people: number, mix: readonly [number, number, number], words: readonly string[]): number {
    let all = 0;
    for (const { improving: u, holding: h, slipping: s } of states(people)) {
      if (!words.includes(say(u, h, s))) continue;
      const ways = choose(people, u) * choose(people - u, s);
      all += ways * mix[0] ** u * mix[1] ** h * mix[2] ** s;
    }
    return all * 100;
  }

  const clear = ["clear improving", "clear slipping"];
  const up = ["clear improving", "leaning improving"];

  test.each([
    [4, "0.0", "0.0", "0", "39", "0", "72"],
    [5, "6.3", "0.1", "8", "53", "33", "85"],
    [6, "3.9", "0.2", "19", "64", "56", "92"],
    [7, "3.2", "0.5", "27", "73", "64", "96"],
    [8, "7.0", "0.9", "34", "76", "73", "98"],
    [9, "4.8", "1.3", "41", "82", "81", "98"],
    [10, "4.1", "0.5", "42", "86", "86", "99"],
  ])(
    "among %i people: at worst %s of 100 weeks false, %s when quiet; a 60/30/10 team found %s (leaning %s), 80/15/5 found %s (%s)",
    (people, worst, quiet, found, leaning, foundStrong, leaningStrong) => {
      let most = 0;
      for (let step = 0; step <= 1000; step++) {
        const side = step / 2000;
        most = Math.max(most, chance(people, [side, 1 - 2 * side, side], clear));
      }
      expect(most.toFixed(1)).toBe(worst);
      expect(most).toBeLessThanOrEqual(7.1);
      expect(chance(people, [0.2, 0.6, 0.2], clear).toFixed(1)).toBe(quiet);
      expect(chance(people, [0.6, 0.3, 0.1], ["clear improving"]).toFixed(0)).toBe(found);
      expect(chance(people, [0.6, 0.3, 0.1], up).toFixed(0)).toBe(leaning);
      expect(chance(people, [0.8, 0.15, 0.05], ["clear improving"]).toFixed(0)).toBe(foundStrong);
      expect(chance(people, [0.8, 0.15, 0.05], up).toFixed(0)).toBe(leaningStrong);
    },
  );

  function choose(n: number, k: number): number {
    return k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;
  }
});

describe("good enough for now", () => {
  test.each([
    [4, 6, true],
    [3, 5, false],
    [4, 5, true],
    [6, 9, true],
    [5, 8, false],
    [4, 4, false],
    [0, 5, false],
  ])("%i ticks among %i who answered: %s", (goodEnough, answered, expected) => {
    expect(isGoodEnough({ goodEnough, answered }, 5)).toBe(expected);
  });
});
