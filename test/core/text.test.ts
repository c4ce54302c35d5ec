/** Text from people is inert from the moment it is kept. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRefusal } from "../../src/core/refusal.ts";
import { takeText, textLimits } from "../../src/core/text.ts";

const kept = (written: string) => takeText(written, "reflection");

describe("text from people", () => {
  it.each([
    ["a right-to-left override", "pay\u202Eroll", "payroll"],
    ["isolates", "\u2066a\u2067b\u2068c\u2069", "abc"],
    ["a zero-width space", "@\u200Bchannel", "@channel"],
    ["a null", "a\u0000b", "ab"],
    ["half a character", "a\uD83Db", "ab"],
    ["the other half", "a\uDC00b", "ab"],
    ["a byte-order mark", "\uFEFFhello", "hello"],
    ["hidden tags", "hi\u{E0041}\u{E0042}", "hi"],
    ["an escape sequence", "\u001B[31mred", "[31mred"],
  ])("loses %s", (_, written, text) => {
    expect(kept(written)).toEqual({ text });
  });

  it.each([
    ["a family joined into one", "👨‍👩‍👧"],
    ["Persian with its joiners", "می‌خواهم"],
    ["Slack's own signs, which are escaped where they are shown", "<!channel> & `code` *bold*"],
    ["a formula, which an export makes safe", '=HYPERLINK("x")'],
    ["two lines", "first\nsecond"],
  ])("keeps %s", (_, written) => {
    expect(kept(written)).toEqual({ text: written });
  });

  it.each([
    ["a joiner that joins nothing", "\u200D"],
    ["joiners, on lines of their own", "\u200D\n\u200C \u200D"],
    ["a sign that only chooses how another is drawn", "\uFE0F"],
    ["an accent on nothing", "\u0301"],
    ["a letter that fills a place", "\u3164\u115F\u1160\uFFA0"],
    ["braille without a dot", "\u2800"],
    ["spaces of every width", "\u00A0\u2003\u3000"],
  ])("is missing when all there is is %s", (_, written) => {
    for (const of of ["reflection", "try", "learned", "team-name"] as const) {
      expect(takeText(written, of)).toEqual({ no: "text-missing", of });
    }
    expect(kept(`It waited.\n${written}`)).toEqual({ text: "It waited." });
  });

  it.each(["👍", "❤️", "1️⃣", "🇪🇺", "?", "…", "+", "ナ", "ก็", "é"])("is there with “%s” alone", (written) => {
    expect(kept(written)).toEqual({ text: written });
  });

  it("keeps ten lines at most, however many were sent, and loses no word of them", () => {
    const written = Array.from({ length: 40 }, (_, n) => `l${n}`).join("\n\n");
    const outcome = kept(written);
    if (isRefusal(outcome)) throw new Error(outcome.no);
    expect(outcome.text.split("\n")).toHaveLength(10);
    expect(outcome.text.split(/\s/)).toHaveLength(40);
    expect(kept("\n".repeat(4000))).toEqual({ no: "text-missing", of: "reflection" });
  });

  it("keeps a try in one line", () => {
    expect(takeText(" one article\n per hand-off ", "try")).toEqual({ text: "one article per hand-off" });
  });

  it("counts characters as people do, up to and with the limit", () => {
    expect(kept("😀".repeat(500))).toEqual({ text: "😀".repeat(500) });
    expect(kept("a".repeat(501))).toEqual({ no: "text-too-long", of: "reflection", limit: 500 });
    expect(takeText("a".repeat(201), "try")).toEqual({ no: "text-too-long", of: "try", limit: 200 });
  });

  it("is the same when it is taken twice, well formed, and never over its limit", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 700 }), (written) => {
        const outcome = kept(written);
        if (isRefusal(outcome)) return;
        expect(kept(outcome.text)).toEqual(outcome);
        expect(outcome.text).not.toMatch(/\p{Cs}|[\u202A-\u202E\u2066-\u2069\u200B]|(?!\n)\p{Cc}/u);
        expect([...outcome.text].length).toBeLessThanOrEqual(textLimits.reflection);
      }),
      { numRuns: 30 },
    );
  });
});
