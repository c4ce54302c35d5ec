import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Asked,
  alone,
  apart,
  enoughAlone,
  isFarEnough,
  mayStandBeside,
  mostCompared,
} from "../../src/core/apart.ts";

/** People by a letter each: "abcde" are five. */
const asked = (people: string, floor = 5): Asked => ({ people: new Set(people), floor });

describe("two rounds", () => {
  test.each([
    ["the very same people", "abcdefg", "gfedcba", true],
    ["nobody in common", "abcde", "vwxyz", true],
    ["one who is in one of them only", "abcdef", "abcde", false],
    ["one who left and one who joined", "abcdef", "bcdefg", false],
    ["four", "abcdefghi", "abcde", false],
    ["five", "abcdefghij", "abcde", true],
    ["two and two", "abcdefg", "cdefghi", false],
  ])("of %s may be told side by side or not: %s and %s", (_, one, other, may) => {
    expect(mayStandBeside(asked(one), [asked(other)])).toBe(may);
    expect(mayStandBeside(asked(other), [asked(one)])).toBe(may);
    expect(isFarEnough(asked(one), asked(other))).toBe(may);
  });

  test("go by the stricter of their floors", () => {
    expect(mayStandBeside(asked("abcdefgh", 4), [asked("abcd", 4)])).toBe(true);
    expect(mayStandBeside(asked("abcdefgh", 4), [asked("abcd", 5)])).toBe(false);
  });
});

describe("several rounds", () => {
  const whole = asked("abcdefghijkx");

  test("a team that is two others and one more person is told of no more, though it is far from each", () => {
    const halves = [asked("abcdef"), asked("ghijk")];
    expect(halves.map((half) => mayStandBeside(whole, [half]))).toEqual([true, true]);
    expect(mayStandBeside(whole, halves)).toBe(false);
  });

  test("three that are two each of the same three groups give a group away, unless it is large enough", () => {
    expect(mayStandBeside(asked("abcdeklmno"), [asked("abcdefghij"), asked("fghijklmno")])).toBe(true);
    expect(mayStandBeside(asked("abcdhi"), [asked("abcdefg"), asked("efghi")])).toBe(false);
  });

  test("a result that has to be taken twice to tell something is found as well", () => {
    // Three of the four groups in each: abc + abd + acd - 2 × bcd is three times a.
    const [a, b, c, d] = ["1234", "abcde", "fghij", "klmno"];
    const three = [asked(`${a}${b}${c}`), asked(`${a}${b}${d}`), asked(`${a}${c}${d}`)];
    expect(mayStandBeside(asked(`${b}${c}${d}`), three)).toBe(false);
    expect(mayStandBeside(asked(`${b}${c}${d}`), three.slice(1))).toBe(true);
  });

  test("what shares nobody with it takes no part", () => {
    expect(mayStandBeside(asked("abcde"), [asked("mnopq"), asked("mnopqrst")])).toBe(true);
  });

  test("a list below its floor is compared with each of the others", () => {
    expect(mayStandBeside(asked("abcd"), [asked("abcdefgh")])).toBe(false);
    expect(mayStandBeside(asked("abcd"), [asked("abcdefghij")])).toBe(true);
    expect(mayStandBeside(asked("abcd"), [asked("avwxyz")])).toBe(true);
  });

  test("more than can be compared are not told", () => {
    const group = (at: number) => "abcde".split("").map((one) => `${one}${at}`);
    /** Each is two groups of five in a ring, so that nobody is on one list only. */
    const ring = (length: number): readonly Asked[] =>
      Array.from({ length }, (_, at) => ({
        people: new Set([...group(at), ...group((at + 1) % length)]),
        floor: 5,
      }));
    const tell = ([fresh = asked(""), ...told]: readonly Asked[]) => mayStandBeside(fresh, told);
    expect(tell(ring(mostCompared))).toBe(true);
    expect(tell(ring(mostCompared + 1))).toBe(false);
  });
});

test("people apart are counted on both sides, whichever is asked first", () => {
  const list = fc.uniqueArray(fc.constantFrom(..."abcdefghij")).map((people) => new Set(people));
  fc.assert(
    fc.property(list, list, (one, other) => {
      const both = new Set([...one, ...other]);
      const apartFrom = [...both].filter((person) => one.has(person) !== other.has(person)).length;
      expect(apart(one, other)).toBe(apartFrom);
      expect(apart(other, one)).toBe(apartFrom);
    }),
  );
});

test("a round with enough people of its own takes part in no sum, and is told beside a team of four and a team of nine", () => {
  const [four, nine] = [asked("abcd", 4), asked("abcdewxyz")];
  expect(mayStandBeside(asked("abcdefghijklm"), [four, nine])).toBe(true);
  // With four of its own it is held back: theirs could be told from the others'.
  expect(mayStandBeside(asked("abcdefghi"), [four, nine])).toBe(false);
});

describe("who has looked before for lists that take part in no sum, and has left them out, is told the same", () => {
  test("where only that leaves the fresh one enough people of its own", () => {
    const [fresh, large] = [asked("abcdef"), asked("efghijklmno", 4)];
    const fours = [asked("awxy", 4), asked("wxyzpqr")];
    expect(mayStandBeside(fresh, fours)).toBe(true);
    expect(mayStandBeside(fresh, [...fours, large])).toBe(true);
  });

  test("of whatever lists", () => {
    const people = fc.uniqueArray(fc.constantFrom(..."abcdefghijklmnopqrst"), {
      minLength: 3,
      maxLength: 14,
    });
    const round = fc.record({ people: people.map((list) => new Set(list)), floor: fc.constantFrom(4, 5) });
    fc.assert(
      fc.property(round, fc.array(round, { maxLength: 6 }), (fresh, told) => {
        const all = [fresh, ...told];
        const left = told.filter(
          (one) =>
            alone(
              one.people,
              all.filter((other) => other !== one),
            ) < enoughAlone(all),
        );
        expect(mayStandBeside(fresh, left)).toBe(mayStandBeside(fresh, told));
      }),
      { numRuns: 2_000 },
    );
  });
});
