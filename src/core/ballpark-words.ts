/** A line of rough numbers in words. No verdict: whether more is better is for the people to say. */
import type { Line } from "./ballpark.ts";
import type { Unit } from "./framework.ts";
import { unitWords } from "./origin.ts";
import type { Phrase } from "./phrase.ts";

/** A number with its unit: "3 days", "1 day", "40 percent". */
export function amountWords(amount: number, unit: Unit): string {
  return `${amount} ${unitWords(unit, amount)}`;
}

/** What a line of weekly numbers says as of its latest point: a signal, ordinary wobble, or that it can't be told yet. */
export function lineWords(line: Line): string {
  const points = `${line.points} ${line.points === 1 ? "point" : "points"}`;
  switch (line.state) {
    case "too-soon":
      return `too soon to tell a signal from ordinary wobble (${points})`;
    case "too-coarse":
      return `numbers too coarse to tell (${points})`;
    case "provisional":
      return `${signalWords(line)} so far (provisional, ${points})`;
    case "settled":
      return signalWords(line);
  }
}

/** A round's ballpark of one measure: "Time to Smile: about 3 days; ordinary wobble so far (provisional, 11 points)." */
export function ballparkSentence(name: string, unit: Unit, median: number, line: Line): Phrase {
  return { lead: name, strong: `about ${amountWords(median, unit)}`, tail: `; ${lineWords(line)}.` };
}

function signalWords({ signal, side }: Extract<Line, { readonly signal: unknown }>): string {
  const where = side === "above" ? "above" : "below";
  switch (signal) {
    case null:
      return "ordinary wobble";
    case "outside":
      return `a signal, ${where} its ordinary wobble`;
    case "run-of-eight":
      return `a signal, eight in a row ${where} its middle`;
  }
}
