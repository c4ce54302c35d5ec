import { expect, test } from "vitest";
import { searchLog } from "../../src/core/learning-log.ts";

const inbox = { category: "employee", what: "A shared inbox", learned: null } as const;
const article = {
  category: "knowledge",
  what: "One article per hand-off",
  learned: "Three lines are enough, déjà vu.",
} as const;
const log = [inbox, article];

test.each([
  ["nothing in particular", null, "", [inbox, article]],
  ["a category", "employee", "", [inbox]],
  ["a word of what was tried", null, "inbox", [inbox]],
  ["the beginning of a word", null, "artic", [article]],
  ["not the middle of one", null, "icle", []],
  ["words of what was tried and learned, in any order", null, "lines article", [article]],
  ["every word, not one of them", null, "lines inbox", []],
  ["the name of its category", null, "knowledge", [article]],
  ["without accents, in capitals", null, "DEJA", [article]],
  ["punctuation for nothing", null, "hand-off!", [article]],
  ["words within a category only", "employee", "article", []],
] as const)("the log is searched for %s", (_what, category, words, found) => {
  expect(searchLog<(typeof log)[number]>(log, { category, words })).toEqual(found);
});
