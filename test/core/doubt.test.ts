import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { noDoubt } from "../../src/core/doubt.ts";
import { WorkspaceId } from "../../src/core/ids.ts";

const began = Temporal.Instant.from("2026-11-23T09:00:00Z");
const [harbour, island, third] = ["T0HARBOUR", "T0ISLAND", "T0THIRD"].map((id) => WorkspaceId.parse(id)) as [
  WorkspaceId,
  WorkspaceId,
  WorkspaceId,
];
const hands = 16;

describe("of one workspace", () => {
  it("one message at a time is risked after a lost answer, and others have as many as before", () => {
    const doubt = noDoubt();
    doubt.lost(harbour, began);
    expect([...doubt.handsOf(began)]).toEqual([[harbour, 1]]);
    expect(doubt.hands(began, hands)).toBe(hands);
    expect([doubt.isOpen(harbour), doubt.isOpen(island)]).toEqual([true, false]);
  });

  it("the wait grows with each loss in a row, to a quarter of an hour", () => {
    const doubt = noDoubt();
    let at = began;
    const waits = Array.from({ length: 8 }, () => {
      doubt.lost(harbour, at);
      const lostAt = at;
      while (doubt.handsOf(at).get(harbour) === 0) at = at.add({ seconds: 1 });
      return at.since(lostAt).total("seconds");
    });
    expect(waits).toEqual([0, 30, 60, 120, 240, 480, 900, 900]);
  });

  it("what was under way together with the one that was lost counts as one more", () => {
    const doubt = noDoubt();
    for (let lost = 0; lost < hands; lost += 1) doubt.lost(harbour, began);
    expect(doubt.handsOf(began.add({ seconds: 29 })).get(harbour)).toBe(0);
    expect(doubt.handsOf(began.add({ seconds: 30 })).get(harbour)).toBe(1);
  });

  it("is over with any answer", () => {
    const doubt = noDoubt();
    doubt.lost(harbour, began);
    doubt.silent(harbour, began);
    doubt.answered(harbour);
    expect([doubt.isOpen(harbour), doubt.handsOf(began).size]).toEqual([false, 0]);
  });

  it("an answer of another says nothing of it", () => {
    const doubt = noDoubt();
    doubt.lost(harbour, began);
    doubt.answered(island);
    expect(doubt.isOpen(harbour)).toBe(true);
  });
});

describe("of all", () => {
  it("two in a row that don't answer: one message of anybody's is risked at a time", () => {
    const doubt = noDoubt();
    doubt.lost(harbour, began);
    doubt.lost(island, began);
    expect(doubt.hands(began, hands)).toBe(1);
    expect(doubt.isOpen(third)).toBe(true);
  });

  it("one after the other, with an answer in between, are two troubles of their own", () => {
    const doubt = noDoubt();
    doubt.lost(harbour, began);
    doubt.answered(third);
    doubt.lost(island, began);
    expect(doubt.hands(began, hands)).toBe(hands);
  });

  it("silence makes everybody wait for the next question, and one answer ends it for all but those who were silent", () => {
    const doubt = noDoubt();
    doubt.silent(harbour, began);
    doubt.silent(island, began);
    expect([doubt.hands(began, hands), doubt.hands(began.add({ seconds: 30 }), hands)]).toEqual([0, 1]);
    doubt.answered(island);
    expect(doubt.hands(began, hands)).toBe(hands);
    expect([doubt.isOpen(harbour), doubt.isOpen(island)]).toEqual([true, false]);
  });
});
