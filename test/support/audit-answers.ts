/** What npm's two audits say, read. */
import { z } from "zod";

export type Found = { readonly is: "fine" | "bad" | "not asked"; readonly says: string };

const weaknesses = z.looseObject({
  metadata: z.looseObject({
    vulnerabilities: z.looseObject({ high: z.number(), critical: z.number(), total: z.number() }),
  }),
  vulnerabilities: z.record(z.string(), z.looseObject({ severity: z.string() })),
});
const signatures = z.looseObject({
  invalid: z.array(z.looseObject({ name: z.string() })),
  missing: z.array(z.looseObject({ name: z.string() })),
});

/** Of `npm audit --json`. */
export function ofWeaknesses(answer: string): Found {
  const { data } = weaknesses.safeParse(parsed(answer));
  if (data === undefined) return notAsked("weaknesses", answer);
  const { high, critical, total } = data.metadata.vulnerabilities;
  const grave = Object.entries(data.vulnerabilities)
    .filter(([, { severity }]) => severity === "high" || severity === "critical")
    .map(([name]) => name);
  return high + critical > 0
    ? { is: "bad", says: `Grave weaknesses are known of ${grave.join(", ")}: npm audit says more.` }
    : { is: "fine", says: `No grave weakness is known of what is shipped (${total} lesser ones).` };
}

/** Of `npm audit signatures --json`. */
export function ofSignatures(answer: string): Found {
  const { data } = signatures.safeParse(parsed(answer));
  if (data === undefined) return notAsked("signatures", answer);
  const wrong = [...data.invalid, ...data.missing].map(({ name }) => name);
  return wrong.length > 0
    ? { is: "bad", says: `Not as the registry signed them, or not signed: ${wrong.join(", ")}.` }
    : { is: "fine", says: "Every package is as the registry signed it." };
}

function notAsked(what: string, answer: string): Found {
  const said = z
    .looseObject({
      statusCode: z.number().optional(),
      error: z.looseObject({ code: z.string().optional() }).optional(),
    })
    .safeParse(parsed(answer)).data;
  const why = said?.error?.code ?? said?.statusCode ?? "no answer";
  return {
    is: "not asked",
    says: `The registry could not be asked about ${what} (${why}): nothing is known either way.`,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
