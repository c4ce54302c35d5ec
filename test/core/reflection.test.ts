/** Reflections are shown with a name, or from five writers on without one. */
import { describe, expect, it } from "vitest";
import { whatIsShown } from "../../src/core/reflection.ts";
import { unnamedWritersFloor } from "../../src/core/team.ts";
import { ada, ben, cleo, dev, eli, fay } from "../support/people.ts";

const without = (...authors: readonly (typeof ada)[]) =>
  authors.map((author, n) => ({ author, named: false, text: `text ${9 - n}` }));

describe("what is shown of reflections", () => {
  it("shows what was shared with a name, whoever else wrote", () => {
    const shown = whatIsShown([{ author: ada, named: true, text: "It came back twice." }], 5);
    expect(shown).toEqual({ named: [{ author: ada, text: "It came back twice." }], unnamed: [] });
  });

  it("shows nothing without a name from four, and all of it from five", () => {
    expect(whatIsShown(without(ada, ben, cleo, dev), unnamedWritersFloor).unnamed).toEqual([]);
    expect(whatIsShown(without(ada, ben, cleo, dev, eli), unnamedWritersFloor).unnamed).toHaveLength(5);
  });

  it("counts people, not texts, and not those who gave their name", () => {
    const twice = without(ada, ada, ben, cleo, dev);
    expect(whatIsShown([...twice, { author: fay, named: true, text: "me" }], 5).unnamed).toEqual([]);
  });

  it("orders texts without a name by themselves, so that who wrote first can't be told", () => {
    const five = without(ada, ben, cleo, dev, eli);
    expect(whatIsShown(five, 5).unnamed).toEqual(["text 5", "text 6", "text 7", "text 8", "text 9"]);
    expect(whatIsShown(five.toReversed(), 5)).toEqual(whatIsShown(five, 5));
    expect(JSON.stringify(whatIsShown(five, 5))).not.toContain(ada);
  });
});
