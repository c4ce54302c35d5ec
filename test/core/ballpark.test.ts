import { describe, expect, test } from "vitest";
import { ballparkOf, type Line, limitsOf, readLine, roundedMedian } from "../../src/core/ballpark.ts";
import { bySize } from "../support/size.ts";

/** Ten weeks that wobble round 10. */
const calm = [9, 11, 10, 12, 8, 10, 11, 9, 12, 8];

function repeated(points: readonly number[], times: number): number[] {
  return Array.from({ length: times }, () => points).flat();
}

describe("a round's ballpark", () => {
  test.each([
    [[3, 1, 2], 2],
    [[1, 2, 3, 4], 2.5],
    [[2, 2, 3, 3, 400], 3],
    [[127], 130],
    [[3.24], 3.2],
    [[1.25], 1.3],
    [[1.15], 1.2],
    [[2.45], 2.5],
    [[-1.25], -1.3],
    [[-1.24], -1.2],
    [[0.0123, 0.0124], 0.012],
    [[99.5], 100],
    [[0.995], 1],
    [[1_250_000], 1_300_000],
    [[0, 0], 0],
    [[-3, 3], 0],
  ])("of %j is %d: the middle, to two figures, halves away from zero", (values, expected) => {
    expect(roundedMedian(values)).toBe(expected);
  });

  test("does not depend on the order in which people said it, nor change what they said", () => {
    const said = [10, 9, 100, 8, 7];
    expect(roundedMedian(said)).toBe(9);
    expect(said).toEqual([10, 9, 100, 8, 7]);
  });

  test("is nothing below five people", () => {
    expect(ballparkOf([3, 3, 3, 3])).toBeNull();
    expect(ballparkOf([3, 3, 3, 3, 3])).toBe(3);
    expect(() => roundedMedian([])).toThrow(RangeError);
  });
});

describe("the limits of ordinary wobble", () => {
  const nist = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];

  test("are those of the NIST handbook's example, with 2.660 for its 3/1.128", () => {
    const { centre, lower, upper } = limitsOf(nist);
    expect([centre, lower, upper].map((limit) => limit.toFixed(4))).toEqual([
      "50.8100",
      "45.8151",
      "55.8049",
    ]);
    const wheeler = (upper - centre) / 2.66;
    expect(wheeler.toFixed(4)).toBe("1.8778");
    const byNist = [centre + (3 / 1.128) * wheeler, centre - (3 / 1.128) * wheeler];
    expect(byNist.map((limit) => limit.toFixed(4))).toEqual(["55.8041", "45.8159"]);
  });

  test("read that example as ordinary, provisionally, and a point beyond them as outside", () => {
    expect(readLine([...nist, 55.8])).toMatchObject({ state: "provisional", signal: null, side: null });
    expect(readLine([...nist, 55.81])).toMatchObject({
      signal: "outside",
      side: "above",
      points: 11,
      ...limitsOf(nist),
    });
    expect(readLine([...nist, 45.81])).toMatchObject({ signal: "outside", side: "below" });
  });
});

describe("a line of weekly numbers", () => {
  test.each([0, 1, 7])("says that it is too soon after %i points, even after a leap", (points) => {
    expect(readLine([...calm.slice(0, Math.max(0, points - 1)), 1000].slice(0, points))).toEqual({
      state: "too-soon",
      points,
    });
  });

  test("has limits from eight points on, and judges none of the eight by itself", () => {
    expect(readLine([...calm.slice(0, 7), 1000])).toMatchObject({
      state: "provisional",
      points: 8,
      signal: null,
    });
    expect(readLine([...calm.slice(0, 8), 1000])).toMatchObject({
      points: 9,
      signal: "outside",
      side: "above",
    });
  });

  test("is provisional to nineteen points and settled from twenty", () => {
    expect(readLine(repeated(calm, 2).slice(0, 19)).state).toBe("provisional");
    expect(readLine(repeated(calm, 2)).state).toBe("settled");
  });

  test("has limits that grow to the first twenty points and stand from then on", () => {
    const twenty = repeated(calm, 2);
    expect(readLine([...twenty.slice(0, 14), 10])).toMatchObject(limitsOf(twenty.slice(0, 14)));
    expect(readLine([...twenty, ...repeated([30, 90], 20)])).toMatchObject(limitsOf(twenty));
  });

  test("signals at the eighth point in a row on one side, not at the seventh", () => {
    const little = [11, 10.5, 11, 10.5, 11, 10.5, 11];
    const twenty = [...repeated(calm, 2).slice(0, 19), 8];
    expect(readLine([...twenty, ...little])).toMatchObject({ signal: null, side: null });
    expect(readLine([...twenty, ...little, 10.5])).toMatchObject({ signal: "run-of-eight", side: "above" });
    expect(readLine([...twenty, 12, ...little.map((point) => 20 - point), 9.5])).toMatchObject({
      signal: "run-of-eight",
      side: "below",
    });
  });

  test("counts a point on the centre for neither side", () => {
    const twenty = repeated(calm, 2);
    expect(limitsOf(twenty).centre).toBe(10);
    expect(readLine([...twenty, 11, 11, 11, 10, 11, 11, 11, 11])).toMatchObject({ signal: null });
  });

  test("speaks of its latest point only: a leap some weeks ago is told no more", () => {
    expect(readLine([...repeated(calm, 2), 40, 9])).toMatchObject({ signal: null });
  });

  test.each<[string, readonly number[]]>([
    ["that never change", repeated([5], 30)],
    ["that only take two values", repeated([2, 2, 2, 3], 6)],
    ["in steps as large as their change", [4, 4, 5, 4, 3, 4, 4, 5, 4, 4, 9]],
  ])("says that numbers %s are too coarse to tell", (_, points) => {
    expect(readLine(points)).toEqual({ state: "too-coarse", points: points.length });
  });

  test("is not too coarse when four steps span the usual change", () => {
    expect(readLine(calm).state).toBe("provisional");
  });
});

/** Independent normal weeks, as in the figures we publish. The seed is told when a figure does not come out. */
const seed = 20261122;
const many = bySize({ commit: 2_000, nightly: 40_000, release: 40_000 });
const patience = bySize({ commit: 60_000, nightly: 600_000, release: 600_000 });

describe(`among ${many} simulated teams (seed ${seed})`, { timeout: patience }, () => {
  const within = (told: number, deviation: number, teams: number, rounding: number) => {
    const reach = (3 * deviation) / Math.sqrt(teams) + rounding;
    return { from: told - reach, to: told + reach };
  };
  const share = (told: number, teams: number) => {
    const part = told / 100;
    return within(told, 100 * Math.sqrt(part * (1 - part)), teams, 0.5);
  };
  const isSignal = (line: Line) => "signal" in line && line.signal !== null;

  test("where nothing happens there are 1.26 false signals in 52 weeks, and a third have one in half a year", () => {
    const normal = normals(seed);
    const teams = many;
    const counts: number[] = [];
    let half = 0;
    for (let team = 0; team < teams; team++) {
      const flags = liveWeeks(normal, 52).map((line) => isSignal(line));
      counts.push(flags.filter((flag) => flag).length);
      if (flags.slice(0, 26).includes(true)) half++;
    }
    const mean = counts.reduce((sum, count) => sum + count, 0) / teams;
    const deviation = Math.sqrt(counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / teams);
    expectBetween(mean, within(1.26, deviation, teams, 0.005));
    expectBetween((100 * half) / teams, share(33, teams));
  });

  test.each([
    [1, 18, 47],
    [2, 52, 94],
    [3, 86, 99.9],
  ])(
    "a shift of %i deviations after twenty weeks is seen by %i of 100 within four weeks, by %f within eight",
    (shift, inFour, inEight) => {
      const normal = normals(seed + shift);
      const teams = many;
      let [four, eight] = [0, 0];
      for (let team = 0; team < teams; team++) {
        const points = Array.from({ length: 20 }, normal);
        for (let week = 1; week <= 8; week++) {
          points.push(normal() + shift);
          if (!isSignal(readLine(points))) continue;
          eight++;
          if (week <= 4) four++;
          break;
        }
      }
      expectBetween((100 * four) / teams, share(inFour, teams));
      expectBetween((100 * eight) / teams, share(inEight, teams));
    },
  );

  test.each([
    [0.5, 36],
    [1, 24],
    [1.5, 7],
    [2, 1],
  ])(
    "numbers in steps of %f deviations cry wolf to %i of 100 teams in half a year, because we say they are coarse",
    (step, told) => {
      const normal = normals(seed + 100 * step);
      const teams = many;
      let half = 0;
      for (let team = 0; team < teams; team++) {
        if (liveWeeks(() => Math.round(normal() / step) * step, 26).some(isSignal)) half++;
      }
      expectBetween((100 * half) / teams, share(told, teams));
    },
  );

  /** What is read in each week from the ninth on, the first to be judged. */
  function liveWeeks(next: () => number, weeks: number): readonly Line[] {
    const points = Array.from({ length: 8 }, next);
    return Array.from({ length: weeks }, () => {
      points.push(next());
      return readLine(points);
    });
  }

  function expectBetween(figure: number, { from, to }: { readonly from: number; readonly to: number }): void {
    expect(figure).toBeGreaterThanOrEqual(from);
    expect(figure).toBeLessThanOrEqual(to);
  }
});

/** Normal numbers from a small seeded generator (mulberry32, Box and Muller). */
function normals(from: number): () => number {
  let state = from;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
