import { describe, expect, test } from "vitest";
import { frameworkV1 } from "../../src/core/catalogue/index.ts";
import { nearest } from "../../src/slack/near-names.ts";

const named = [...frameworkV1.categories, ...frameworkV1.measures];
const find = (typed: string) => nearest(typed, named, ({ name }) => [name]);

describe("what somebody meant", () => {
  test.each([
    ["tiem to smlie", "Time to Smile"],
    ["tts", "Time to Smile"],
    ["SMILE", "Time to Smile"],
    ["smile time", "Time to Smile"],
    ["knowlege", "Knowledge/Collaboration"],
    ["colaboration", "Knowledge/Collaboration"],
    ["employe", "Employee"],
    ["custmer", "Customer"],
    ["customer sat", "Customer"],
    ["hear back", "Customers hear back"],
    ["value after sale", "Time to Value after the sale"],
    ["time to proficency", "Time to Proficiency"],
    ["satisfacton", "Employee Satisfaction"],
    ["Zeit to Smile", "Time to Smile"],
  ])("“%s” is taken as %s, and said so", (typed, meant) => {
    const near = find(typed);
    expect(near.meant?.name).toBe(meant);
    expect(near.exact).toBe(false);
  });

  test.each(["time to smile", "timetosmile", "  Time  to SMILE ", "Knowledge / Collaboration"])(
    "“%s” is exactly a name, so nobody is told how it was taken",
    (typed) => expect(find(typed).exact).toBe(true),
  );

  test.each(["pizza", "nps", "xyzzy", "x", "!!!", "", "🙂"])("“%s” is near nothing", (typed) => {
    expect(find(typed)).toEqual({ meant: null, exact: false, others: [] });
  });

  test("offers up to three others that it could have been, never what it was taken as", () => {
    const { meant, others } = find("tiem to smlie");
    expect(others.length).toBeGreaterThan(0);
    expect(others.length).toBeLessThanOrEqual(3);
    expect(others).not.toContain(meant);
  });

  test("where two are as near, the framework's order decides, on every machine", () => {
    expect(find("time to value").meant?.name).toBe("Customer Time to Value");
  });
});
