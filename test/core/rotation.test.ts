import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CategoryKey, categoryKeys, type FocusShares } from "../../src/core/framework.ts";
import { type CloserLook, closerLook } from "../../src/core/rotation.ts";

const ocmf = shares(20, 20, 30, 20, 10);

function shares(...parts: readonly number[]): FocusShares {
  const of = (at: number) => parts[at] ?? 0;
  return { customer: of(0), employee: of(1), business: of(2), knowledge: of(3), acceleration: of(4) };
}

const wholePercents = fc
  .tuple(...categoryKeys.map(() => fc.integer({ min: 0, max: 50 })))
  .filter((parts) => sum(parts) > 0 && 2 * Math.max(...parts) <= sum(parts));

function looks(of: FocusShares, weeks: number): readonly CloserLook[] {
  return looksAfter(of, weeks, []);
}

/** The looks since shares came into force, after those before. */
function looksAfter(of: FocusShares, weeks: number, before: readonly CategoryKey[]): readonly CloserLook[] {
  const seen: CategoryKey[] = [];
  return Array.from({ length: weeks }, () => {
    const look = closerLook(of, seen, before);
    seen.push(look.category);
    return look;
  });
}

const categoriesOf = (all: readonly CloserLook[]) => all.map((look) => look.category);

/** How far from n × its share anybody ever was, in turns; Infinity when somebody came twice running. */
function worst(of: FocusShares, weeks: number): number {
  return furthestOff(of, categoriesOf(looks(of, weeks)));
}

function furthestOff(of: FocusShares, turns: readonly CategoryKey[]): number {
  const whole = categoryKeys.reduce((sum, category) => sum + of[category], 0);
  const had = new Map<CategoryKey, number>();
  let [last, far]: [CategoryKey | null, number] = [null, 0];
  for (const [at, category] of turns.entries()) {
    if (category === last) return Number.POSITIVE_INFINITY;
    last = category;
    had.set(category, (had.get(category) ?? 0) + 1);
    for (const key of categoryKeys) {
      far = Math.max(far, Math.abs((had.get(key) ?? 0) * whole - (at + 1) * of[key]) / whole);
    }
  }
  return far;
}

describe("the closer look", () => {
  test("takes the framework's categories in this order, the same on every machine", () => {
    expect(categoriesOf(looks(ocmf, 10))).toMatchInlineSnapshot(`
      [
        "business",
        "customer",
        "employee",
        "knowledge",
        "acceleration",
        "business",
        "customer",
        "employee",
        "knowledge",
        "business",
      ]
    `);
  });

  test("is the furthest behind, week after week for two years, unless it had its turn just now", () => {
    const all = looks(ocmf, 104);
    for (const [at, look] of all.entries()) {
      const seen = categoriesOf(all.slice(0, at));
      const lag = (key: CategoryKey) => (at + 1) * ocmf[key] - 100 * seen.filter((one) => one === key).length;
      const others = categoryKeys.filter((key) => key !== seen.at(-1));
      expect(lag(look.category)).toBe(Math.max(...others.map(lag)));
      expect(look.why.reason).not.toBe("would-be-late");
    }
  });

  test("gives every category its share of a hundred weeks exactly", () => {
    const seen = categoriesOf(looks(ocmf, 100));
    const had = categoryKeys.map((key) => seen.filter((one) => one === key).length);
    expect(had).toEqual([20, 20, 30, 20, 10]);
  });

  test.each([
    [46, 46, 6, 1, 1],
    [1, 1, 6, 46, 46],
    [46, 26, 26, 1, 1],
    [50, 50, 0, 0, 0],
    [50, 49, 1, 0, 0],
    [50, 47, 1, 1, 1],
    [34, 33, 33, 0, 0],
    [0, 0, 25, 25, 50],
  ])(
    "never lets a small share wait too long, where the furthest behind alone would: %i %i %i %i %i",
    (...parts) => {
      expect(worst(shares(...parts), 201)).toBeLessThanOrEqual(1);
    },
  );

  test("keeps everyone within one turn and never repeats, for every way to share in steps of five percent", () => {
    let ways = 0;
    for (const parts of splits(20, 5)) {
      if (Math.max(...parts) > 10) continue;
      ways++;
      const of = shares(...parts.map((part) => part * 5));
      if (worst(of, 41) > 1) expect.fail(`${parts.map((part) => part * 5)}`);
    }
    expect(ways).toBe(7051);
  });

  test("keeps everyone within one turn and never repeats, for any shares up to a half", () => {
    fc.assert(
      fc.property(wholePercents, (parts) => worst(shares(...parts), 120) <= 1),
      { numRuns: 150 },
    );
  });

  test("never shows the same category twice running while another has a share, even one above half", () => {
    const seen = categoriesOf(looks(shares(90, 0, 10, 0, 0), 6));
    expect(seen).toEqual(["customer", "business", "customer", "business", "customer", "business"]);
  });

  test("leaves out what has no share, and repeats the only one that has", () => {
    expect(categoriesOf(looks(shares(0, 0, 0, 100, 0), 3))).toEqual(["knowledge", "knowledge", "knowledge"]);
    expect(categoriesOf(looks(shares(50, 50), 20))).not.toContain("acceleration");
  });

  test("treats all alike when nothing has a share, in the framework's order", () => {
    expect(categoriesOf(looks(shares(), 7))).toEqual([...categoryKeys, "customer", "employee"]);
    expect(closerLook(shares(), []).why).toEqual({ share: 0, weeksSince: null, reason: "order" });
  });

  test("begins anew where shares were changed: nobody catches up with what others were meant to have", () => {
    const changed = shares(10, 10, 10, 20, 50);
    const before = categoriesOf(looks(ocmf, 13));
    const after = categoriesOf(looksAfter(changed, 10, before));
    expect(categoryKeys.map((key) => after.filter((one) => one === key).length)).toEqual([1, 1, 1, 2, 5]);
  });

  test("keeps everyone within one turn since each change of shares, and never repeats, however often they change", () => {
    const sharings = fc.array(fc.tuple(wholePercents, fc.integer({ min: 1, max: 40 })), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(sharings, (changes) => {
        const before: CategoryKey[] = [];
        for (const [parts, weeks] of changes) {
          const of = shares(...parts);
          const after = categoriesOf(looksAfter(of, weeks, before));
          expect(furthestOff(of, after)).toBeLessThanOrEqual(1);
          for (const [at, key] of after.entries())
            expect(key).not.toBe(at === 0 ? before.at(-1) : after[at - 1]);
          before.push(...after);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("keeps that for every way to share in steps of five percent, after one and after another", () => {
    for (const parts of splits(20, 5)) {
      if (Math.max(...parts) > 10) continue;
      const of = shares(...parts.map((part) => part * 5));
      for (const last of ["customer", "knowledge"] as const) {
        const after = categoriesOf(looksAfter(of, 21, [last]));
        if (after[0] === last || furthestOff(of, after) > 1)
          expect.fail(`${parts.map((part) => part * 5)} after ${last}`);
      }
    }
  }, 60_000);
});

describe("why it is this one's turn", () => {
  test("says so when it lags furthest, with its share and how long ago it was seen", () => {
    expect(closerLook(ocmf, []).why).toEqual({ share: 30, weeksSince: null, reason: "furthest-behind" });
    expect(closerLook(shares(50, 50), ["customer", "employee"])).toEqual({
      category: "customer",
      why: { share: 50, weeksSince: 2, reason: "furthest-behind" },
    });
  });

  test("says so when two lag alike and one was not seen for longer", () => {
    const look = closerLook(shares(25, 25, 25, 25), [
      "employee",
      "customer",
      "business",
      "knowledge",
      "business",
    ]);
    expect(look).toEqual({
      category: "employee",
      why: { share: 25, weeksSince: 5, reason: "longest-not-seen" },
    });
  });

  test("says so when only the framework's order is left", () => {
    expect(closerLook(ocmf, ["business"])).toEqual({
      category: "customer",
      why: { share: 20, weeksSince: null, reason: "order" },
    });
  });

  test("says so when another lags more but this one can't wait", () => {
    const reasons = looks(shares(46, 46, 6, 1, 1), 100).map((look) => look.why.reason);
    expect(reasons).toContain("would-be-late");
  });
});

function sum(parts: readonly number[]): number {
  return parts.reduce((all, part) => all + part, 0);
}

/** Every way to share `whole` among `n`, in every order. */
function splits(whole: number, n: number): readonly (readonly number[])[] {
  if (n === 1) return [[whole]];
  return Array.from({ length: whole + 1 }, (_, part) =>
    splits(whole - part, n - 1).map((rest) => [part, ...rest]),
  ).flat();
}
