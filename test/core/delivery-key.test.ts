import { randomUUID } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import {
  codeOfTrouble,
  deliveryKey,
  quoteAskedAbout,
  topicOfNews,
  tryAskedAbout,
  weekOfDigest,
} from "../../src/core/delivery-key.ts";
import { ChannelId, QuoteId, RoundId, TeamId, TryId, UserId, WorkspaceId } from "../../src/core/ids.ts";
import type { Week } from "../../src/core/week.ts";

const [harbour, lea, channel] = [
  WorkspaceId.parse("T0HARBOUR"),
  UserId.parse("U0LEA"),
  ChannelId.parse("C0HARBOUR"),
];
const [round, team, tried, quote] = [RoundId, TeamId, TryId, QuoteId].map((id) => id.parse(randomUUID())) as [
  RoundId,
  TeamId,
  TryId,
  QuoteId,
];
const week = "2026-W48" as Week;
const day = Temporal.PlainDate.from("2026-11-23");

it("what a name is made of is read from it again", () => {
  expect(weekOfDigest(deliveryKey.digest(harbour, lea, week))).toBe(week);
  expect(tryAskedAbout(deliveryKey.tryQuestion(tried, day))).toEqual({ id: tried, askOn: "2026-11-23" });
  expect(quoteAskedAbout(deliveryKey.quoteQuestion(quote))).toBe(quote);
  expect(codeOfTrouble(deliveryKey.trouble(team, "is_archived", week, lea))).toBe("is_archived");
  expect(topicOfNews(deliveryKey.teamNews("moved-away", team, "1", channel))).toBe("moved-away");
});

it("no two things are called the same", () => {
  const names = [
    deliveryKey.round(round),
    deliveryKey.nudge(round, lea),
    deliveryKey.summary(round),
    deliveryKey.digest(harbour, lea, week),
    deliveryKey.tryQuestion(tried, day),
    deliveryKey.tryQuestion(tried, day.add({ days: 7 })),
    deliveryKey.quoteQuestion(quote),
    deliveryKey.welcome(harbour, channel),
    deliveryKey.installed(harbour),
    deliveryKey.setUp(team),
    deliveryKey.trouble(team, "is_archived", week, lea),
    deliveryKey.trouble(team, "not_in_channel", week, lea),
    deliveryKey.teamNews("moved", team, "1", channel),
    deliveryKey.teamNews("moved", team, "2", channel),
  ];
  expect(new Set(names).size).toBe(names.length);
});

it("a name that holds no week, or no question, is refused rather than guessed at", () => {
  expect(weekOfDigest("digest:T0HARBOUR:U0LEA:2026-W60")).toBeNull();
  expect(() => tryAskedAbout("try:nonsense:2026-11-23")).toThrow();
  expect(() => quoteAskedAbout("quote:")).toThrow();
});
