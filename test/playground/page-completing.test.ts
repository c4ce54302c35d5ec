import { expect, test } from "vitest";
import { completionOf } from "../../src/playground/page/completing.ts";

const words = ["help", "checkin", "close", "away"];

test.each([
  ["/", "/bearings ", []],
  ["/bea", "/bearings ", []],
  ["/bearings ", "/bearings help ", words],
  ["/bearings c", "/bearings checkin ", ["checkin", "close"]],
  ["/bearings CL", "/bearings close ", ["close"]],
])("“%s” becomes “%s”", (typed, line, fitting) => {
  expect(completionOf(typed, words)).toEqual({ line, words: fitting });
});

test.each(["", "hello", "/invite", "/bearings close", "/bearings close now", "/bearings xyz"])(
  "Tab keeps its own meaning after “%s”",
  (typed) => {
    expect(completionOf(typed, words)).toBeNull();
  },
);

test("where the app names no words, the command alone is completed", () => {
  expect(completionOf("/b", [])?.line).toBe("/bearings ");
  expect(completionOf("/bearings c", [])).toBeNull();
});
