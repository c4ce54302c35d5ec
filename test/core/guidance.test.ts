/** What is worth a talk: where a talk helps, each with its reason. */
import { describe, expect, it } from "vitest";
import type { CategoryKey } from "../../src/core/framework.ts";
import { type GuidanceFacts, rules, worthATalk } from "../../src/core/guidance.ts";
import type { Label } from "../../src/core/label.ts";
import { forbiddenIn } from "../support/forbidden-words.ts";
import { clear, leaning, mixed, tooFew, trendOfLabels } from "../support/tallies.ts";

function subject(
  key: CategoryKey,
  rounds: readonly Label[],
  more: Partial<GuidanceFacts> = {},
): GuidanceFacts {
  const label = rounds.at(-1) ?? tooFew;
  const trend = trendOfLabels(...rounds);
  return { subject: key, name: key, label, trend, goodEnough: false, isCloserLook: false, ...more };
}
const chosen = (...subjects: readonly GuidanceFacts[]) =>
  worthATalk(subjects).map(({ facts, rule }) => `${facts.subject}: ${rule.name}`);

const turned = [clear("holding"), leaning("improving")];
const slips = [clear("slipping"), clear("slipping")];

describe("what is worth a talk", () => {
  it("is first where people differ, then what turned, then a slip that lasts, then the closer look", () => {
    expect(
      chosen(
        subject("customer", [clear("holding"), clear("holding")], { isCloserLook: true }),
        subject("employee", slips),
        subject("business", turned),
        subject("knowledge", [mixed, mixed]),
      ),
    ).toEqual(["knowledge: differ", "business: changed", "employee: slip-lasts", "customer: closer-look"]);
  });

  it("is not what looks worst: a clear slip of one round waits behind a change for the better", () => {
    expect(chosen(subject("customer", [clear("slipping")]), subject("employee", turned))).toEqual([
      "employee: changed",
    ]);
  });

  it("prefers what holds over rounds to a single one, then the framework's order", () => {
    const differ = [
      subject("customer", [mixed]),
      subject("employee", [mixed, mixed, mixed]),
      subject("business", [mixed]),
    ];
    expect(chosen(...differ)).toEqual(["employee: differ", "customer: differ", "business: differ"]);
  });

  it.each<[string, readonly Label[]]>([
    ["people differ", [mixed, mixed]],
    ["a slip lasts", slips],
    ["it was the closer look", [clear("holding"), clear("holding")]],
  ])("leaves alone what was ticked good enough, though %s", (_, rounds) => {
    expect(chosen(subject("customer", rounds, { goodEnough: true, isCloserLook: true }))).toEqual([]);
  });

  it("takes up what was ticked good enough when it turned", () => {
    expect(chosen(subject("customer", turned, { goodEnough: true }))).toEqual(["customer: changed"]);
    expect(chosen(subject("customer", [clear("holding"), mixed], { goodEnough: true }))).toEqual([
      "customer: differ",
    ]);
  });

  it("is nothing where too few answered, whatever was said before", () => {
    expect(chosen(subject("customer", [...slips, tooFew], { isCloserLook: true }))).toEqual([]);
  });

  it("speaks of no change and no lasting slip from one round with a word", () => {
    expect(chosen(subject("customer", [tooFew, clear("slipping")]))).toEqual([]);
  });

  it("takes clearer for no change: clear and leaning come and go with one answer", () => {
    expect(chosen(subject("customer", [leaning("improving"), clear("improving")]))).toEqual([]);
    expect(chosen(subject("customer", [leaning("slipping"), clear("slipping")]))).toEqual([
      "customer: slip-lasts",
    ]);
  });

  it("takes a slip up again after a gap", () => {
    expect(chosen(subject("customer", [clear("slipping"), tooFew, leaning("slipping")]))).toEqual([
      "customer: slip-lasts",
    ]);
  });
});

describe("every rule of guidance", () => {
  const cases: Readonly<Record<string, GuidanceFacts>> = {
    differ: subject("customer", [mixed, mixed], { name: "Customer" }),
    changed: subject("customer", turned, { name: "Customer" }),
    "slip-lasts": subject("customer", slips, { name: "Customer" }),
    "closer-look": subject("customer", [clear("holding")], { name: "Customer", isCloserLook: true }),
  };

  it("can say why, in plain words without counts", () => {
    const why = Object.fromEntries(
      Object.values(cases).flatMap((facts) =>
        worthATalk([facts]).map(({ rule }) => [rule.name, [rule.why(facts), rule.say(facts)]]),
      ),
    );
    expect(why).toMatchInlineSnapshot(`
      {
        "changed": [
          "Customer reads differently from the last time it had a word.",
          ", new since last time.",
        ],
        "closer-look": [
          "Nothing else stands out, and Customer was this week's closer look.",
          ", this week's closer look.",
        ],
        "differ": [
          "Customer is read differently inside the team, and a talk helps most where people differ.",
          " inside the team, second round running.",
        ],
        "slip-lasts": [
          "Customer is read as slipping, second round running, and a slip that lasts is easier to talk about early.",
          ", second round running.",
        ],
      }
    `);
  });

  it.each(rules)("$name has a reason to be, and no forbidden word", (rule) => {
    const facts = cases[rule.name];
    if (!facts) throw new Error(`No case for ${rule.name}`);
    expect(rule.when(facts)).toBe(true);
    expect(rule.because).toMatch(/\.$/);
    for (const words of [rule.because, rule.why(facts), rule.say(facts), rule.ask ?? ""]) {
      expect(forbiddenIn(words)).toBeNull();
      expect(words).not.toMatch(/\d|%|because of|due to|caused/);
    }
  });

  it("leaves a closer look to the team: it calls no leader", () => {
    expect(rules.filter((rule) => rule.callsALeader).map((rule) => rule.name)).toEqual([
      "differ",
      "changed",
      "slip-lasts",
    ]);
  });
});
