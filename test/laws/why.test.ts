/** Every sentence about results can answer "why do you say this?": over thousands of rounds, and nothing that isn't said is explained. */
import { describe, expect } from "vitest";
import { phraseText } from "../../src/core/phrase.ts";
import { kindsOfDigest, kindsOfSummary, type SentenceKind } from "../../src/core/sentence-kind.ts";
import { drawn, lawsOverRounds } from "../support/over-rounds.ts";
import { digestOver } from "../support/told-surfaces.ts";

/** Each clause that results are told in, as it is read, and the kind that has to explain it. The longer ones first. */
const clauses: readonly (readonly [RegExp, SentenceKind])[] = [
  [/, though /, "though-slipping"],
  [/\bleaning holding\b/, "leaning-holding"],
  [/\bleaning (improving|slipping)\b/, "leaning"],
  [/\bread differently inside the team\b/, "mixed"],
  [/\btoo few to say this week\b/, "too-few"],
  [/(\bbut )?\bgood enough for now\b/, "good-enough"],
  [/\b(improving|slipping)\b/, "direction"],
  [/\bholding\b/, "holding"],
  [/\bmixed\b/, "mixed"],
  [/\w+ round running( or more)?/, "running"],
  [/\bnew since last time\b/, "new-since"],
  [/You're trying “⟦try⟧”\. That doesn't prove it is why\./, "beside-try"],
  [/You see this one differently, and that is worth ten minutes\./, "mixed"],
  [/Leave it alone\./, "good-enough"],
  [/numbers too coarse to tell \(\d+ points?\)/, "too-coarse"],
  [/too soon to tell a signal from ordinary wobble \(\d+ points?\)/, "too-soon"],
  [/a signal, (above|below) its ordinary wobble/, "outside"],
  [/a signal, eight in a row (above|below) its middle/, "eight-in-a-row"],
  [/so far \(provisional, \d+ points\)/, "provisional"],
  [/ordinary wobble/, "wobble"],
  [/about -?[\d.]+ \w+/, "ballpark"],
];

/** The kinds that a sentence needs, and what of it nothing explains. */
function needs(sentence: string): { readonly kinds: readonly SentenceKind[]; readonly left: string } {
  const kinds: SentenceKind[] = [];
  let left = sentence;
  for (const [clause, kind] of clauses) {
    if (!clause.test(left)) continue;
    left = left.replace(clause, " ");
    kinds.push(kind);
  }
  return { kinds, left: left.replace(/[\s.,;]|read as/g, "") };
}

type Stands = readonly (readonly [SentenceKind, boolean])[];

/** What is explained without being said, and said without being explained. */
function differing(wanted: ReadonlySet<SentenceKind>, told: readonly SentenceKind[]): readonly string[] {
  return [
    ...[...wanted].filter((kind) => !told.includes(kind)).map((kind) => `${kind} isn't explained`),
    ...told.filter((kind) => !wanted.has(kind)).map((kind) => `${kind} is explained, and isn't said`),
  ];
}

describe(drawn, () => {
  lawsOverRounds({
    "every clause of a summary is explained, and nothing that doesn't stand in it": () => {
      const slips = new Set<string>();
      const seen = new Set<SentenceKind>();
      return {
        look: ({ summary }) => {
          const { tooFew, heldBack, together, categories, closerLook, ballparks, mode } = summary;
          const lines =
            tooFew || heldBack ? [] : [...categories, ...(closerLook?.measures ?? []), ...ballparks];
          const needed = [...lines, ...(together?.lines ?? [])].flatMap(({ phrase }) => {
            const { kinds, left } = needs(`${phrase.strong}${phrase.tail}`);
            if (left !== "") slips.add(`nothing explains “${left}” in “${phraseText(phrase)}”`);
            return kinds;
          });
          const also: Stands = [
            ["held-back", heldBack !== null || /held back/.test(together?.intro ?? "")],
            ["too-few", tooFew !== null],
            ["waits", /The readings wait/.test(tooFew?.tail ?? "")],
            ["together", (together?.lines.length ?? 0) > 0],
            ["let-go", /too little even over four rounds/.test(together?.intro ?? "")],
            ["closer-look", closerLook !== null && tooFew === null],
            ["question", summary.talk !== null],
            ["no-question", summary.talk === null && tooFew === null && heldBack === null],
            ["no-question-too-few", tooFew !== null],
            ["answered", summary.answered !== null],
            ["unnamed", summary.unnamed.length > 0],
            ["unnamed-held", summary.unnamed.length === 0],
            ["deleted", true],
            ["capped", mode === "confidential" && needed.some((kind) => /^leaning/.test(kind))],
          ];
          const wanted = new Set([...needed, ...also.flatMap(([kind, stands]) => (stands ? [kind] : []))]);
          for (const kind of wanted) seen.add(kind);
          for (const slip of differing(wanted, kindsOfSummary(summary)))
            slips.add(`${slip}: ${lines.map(({ phrase }) => phraseText(phrase)).join(" ")}`);
        },
        holds: () => {
          expect([...slips]).toEqual([]);
          expect(clauses.map(([, kind]) => kind).filter((kind) => !seen.has(kind))).toEqual([]);
          for (const kind of ["waits", "together", "let-go", "held-back", "unnamed", "answered"] as const)
            expect(seen).toContain(kind);
        },
      };
    },

    "every part of a leader's digest is explained, and nothing that doesn't stand in it": () => {
      const slips = new Set<string>();
      const seen = new Set<SentenceKind>();
      return {
        look: (week, _, others) => {
          const digest = digestOver([...others, week], []);
          const needed = digest.worthATalk.flatMap(({ phrase }) => {
            const { kinds, left } = needs(`${phrase.strong}${phrase.tail}`);
            if (left !== "") slips.add(`nothing explains “${left}” in “${phraseText(phrase)}”`);
            return kinds;
          });
          const opening = digest.opening ?? "";
          const also: Stands = [
            ["worth-a-talk", digest.worthATalk.length > 0],
            ["good-enough", digest.goodEnough.length > 0],
            ["too-few", digest.tooEarly.length > 0],
            ["held-back", digest.heldBack.length > 0],
            ["quiet", /quiet week/.test(opening)],
            ["no-round", /^No round/.test(opening)],
            ["time", !digest.nothingToSay],
          ];
          const wanted = new Set([...needed, ...also.flatMap(([kind, stands]) => (stands ? [kind] : []))]);
          for (const kind of wanted) seen.add(kind);
          for (const slip of differing(wanted, kindsOfDigest(digest)))
            slips.add(
              `${slip}: ${opening} ${digest.worthATalk.map(({ phrase }) => phraseText(phrase)).join(" ")}`,
            );
        },
        holds: () => {
          expect([...slips]).toEqual([]);
          for (const kind of [
            "worth-a-talk",
            "quiet",
            "held-back",
            "too-few",
            "running",
            "new-since",
          ] as const)
            expect(seen).toContain(kind);
        },
      };
    },
  });
});
