/**
 * The one list of what no sentence of ours may say: each with a name, what it looks like, why it isn't said, and a sentence
 * that would say it. `ever` holds wherever we speak; `ofResults` besides, wherever it is told what people read.
 */

export type Forbidden = {
  readonly name: string;
  readonly pattern: RegExp;
  readonly reason: string;
  /** What it would look like: test/laws/wording.test.ts sees that the pattern finds it. */
  readonly example: string;
};

const ever: readonly Forbidden[] = [
  {
    name: "cheering",
    pattern: /!/,
    reason: "An exclamation mark praises or alarms. A result does neither.",
    example: "Customer is improving!",
  },
  {
    name: "anonymous",
    pattern: /\banonym\w*/i,
    reason: "While a round is open we know who said what. The true word is confidential.",
    example: "Your answers are anonymous.",
  },
  {
    name: "average",
    pattern: /\b(averages?|averaged|mean value|mean score)\b/i,
    reason: "An average of people's words is a grade, and hides that they differ.",
    example: "The average of your team is holding.",
  },
  {
    name: "benchmark",
    pattern: /\b(benchmark\w*|compared (to|with) other teams|than (other|most) teams|industry)\b/i,
    reason: "Teams aren't measured by each other: they read different things.",
    example: "That is better than most teams.",
  },
  {
    name: "blame",
    pattern: /\b(blame\w*|fault|guilty|fail\w*)\b/i,
    reason: "A slip is something to talk about, nobody's failure.",
    example: "The team failed at Knowledge/Collaboration.",
  },
  {
    name: "colour",
    pattern: /\b(red|amber|yellow|green|traffic light)\b/i,
    reason: "A colour is a grade without a reason.",
    example: "Business is red this week.",
  },
  {
    name: "compliance",
    pattern: /\b(comply|compliance|compliant|overdue|mandatory)\b/i,
    reason: "Nobody owes a reading.",
    example: "Compliance with the check-in is low.",
  },
  {
    name: "dashboard",
    pattern: /\b(dashboard\w*|kpis?|metrics? to hit|okrs?)\b/i,
    reason: "This is a talk, not a board of dials.",
    example: "Open your dashboard for the KPIs.",
  },
  {
    name: "grade",
    pattern: /\b(grad(e|es|ed)|scor(e|es|ed|ing|ecard)|rating|rated|points earned|marks out of)\b/i,
    reason: "Guiding, not grading: nobody gets a grade.",
    example: "Employee scored higher than last week.",
  },
  {
    name: "performance",
    pattern: /\b(perform(ance|er|ers|ing)|overachiev\w*|underperform\w*|productivity|success rate)\b/i,
    reason: "What people notice is no measure of how they work.",
    example: "Performance is slipping.",
  },
  {
    name: "praise",
    pattern: /\b(great|excellent|awesome|well done|good job|congratulations|keep it up|impressive)\b/i,
    reason: "Praise for one answer is a hint for the next.",
    example: "Great week, keep it up.",
  },
  {
    name: "ranking",
    pattern:
      /\b(best|worst|top|bottom|rank\w*|leaderboard\w*|percentiles?|ahead of|lags? behind|highest|lowest|strongest|weakest)\b/i,
    reason: "Nobody is put above anybody else, and no category above another.",
    example: "Customer ranks highest of all.",
  },
  {
    name: "target",
    pattern: /\b(goals?|targets?|quotas?|thresholds? met|on track|off track|behind plan)\b/i,
    reason: "What becomes a target stops telling anything.",
    example: "You are behind your target.",
  },
  {
    name: "telling people what to do",
    pattern: /\b(you should|you must|you need to|must improve|make sure)\b/i,
    reason: "A question helps; an order from a program doesn't.",
    example: "You should look at Employee.",
  },
];

const manyOrFew =
  "\\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a few|few|several|many|most|half|a third|two thirds|a quarter|a majority|a minority|all but one|almost all|nearly all";

const ofResults: readonly Forbidden[] = [
  {
    name: "people counted by what they said",
    pattern: new RegExp(
      `\\b(${manyOrFew}) (of (you|them|the team|your team|us|\\d+|three|four|five|six|seven|eight|nine|ten)|people|persons|members|colleagues|voices|said|say|says|see|sees|read|answered|ticked|voted|think|(improving|holding|slipping)\\b)`,
      "i",
    ),
    reason: "How many said which is a step from who said which; and a count is a grade.",
    example: "Four said slipping, and 3 of 7 ticked it.",
  },
  {
    name: "share of people",
    pattern: /%|\bpercentage\b|\bper cent\b|\bmajority\b|\bminority\b|\b(two|three) (thirds|quarters)\b/i,
    reason: "A share of people is a count by side. Only focus, which is leaders' time, has a percent sign.",
    example: "57 % see Business slipping.",
  },
  {
    name: "all or none",
    pattern:
      /\b(everyone|everybody|all of (you|them|us)|you all|unanimous\w*|nobody|no one|none of (you|them)|not one of) (said|say|says|see|sees|saw|read|reads|agree|agrees|agreed|ticked|thinks?|thought)\b|\bunanimous\w*/i,
    reason: "What all said, or nobody, tells what each one said.",
    example: "Everyone said slipping.",
  },
  {
    name: "extremes",
    pattern: /\b(minimum|maximum|min|max|ranges? from|outliers?|at most extreme|lowest answer)\b/i,
    reason: "The lowest and the highest answer are one person's own.",
    example: "Time to Smile: minimum 2 days.",
  },
  {
    name: "cause",
    pattern:
      /\b(because of|due to|thanks to|owing to|led to|leads to|caus(e|ed|es|ing)|resulted? in|as a result|driven by|paid off|it worked|made it (better|worse))\b/i,
    reason:
      "Words over weeks can't show why. A try and an improvement stand beside each other, and that is all.",
    example: "Employee is improving thanks to your quiet hour.",
  },
  {
    name: "emoji",
    pattern: /\p{Extended_Pictographic}|:[a-z0-9_+-]*[a-z][a-z0-9_+-]*:/u,
    reason: "A face or a light says in one glance what we take care not to say.",
    example: "Customer :chart_with_upwards_trend: holding",
  },
  {
    name: "verdict",
    pattern: /\b(bad|poor|weak|worse|better|disappointing|healthy|unhealthy)\b/i,
    reason: "Which way it is heading is a finding; whether that is good is for the people to say.",
    example: "Employee looks bad.",
  },
  {
    name: "doubtful strength",
    pattern:
      /\b(significant\w*|proves|proven|confirmed|definitely|certainly|alarming\w*|critical\w*|severe\w*|dramatic\w*)\b/i,
    reason: "A few people's words in one week are never as sure, and never as bad, as that sounds.",
    example: "A significant drop in Business.",
  },
  {
    name: "jargon",
    pattern:
      /\b(sentiment|engagement|pulse|insights?|actionable|stakeholders?|leverage|alignment|synerg\w*|p-value|sigma|standard deviations?|quorum|respondents?|n ?= ?\d+)\b/i,
    reason: "Words of a survey vendor or a statistician. A tired person on a phone reads them twice.",
    example: "Actionable insights for stakeholders.",
  },
];

/** Every word that isn't said wherever we speak, with its reason. */
export const forbiddenEverywhere = ever;
/** What isn't said besides wherever results are told. */
export const forbiddenOfResults = ofResults;

/** The forbidden word in a text, or null. */
export function forbiddenIn(text: string): string | null {
  for (const { pattern } of ever) {
    const found = pattern.exec(text);
    if (found) return found[0];
  }
  return null;
}

/** All that may not be said in a text that tells results: its name, the place, and why not. */
export function forbiddenOfResultsIn(text: string): readonly string[] {
  return [...ever, ...ofResults].flatMap(({ name, pattern, reason }) => {
    const found = pattern.exec(text);
    if (!found) return [];
    const near = text.slice(Math.max(0, found.index - 40), found.index + found[0].length + 40);
    return [`${name}: “${near}”. ${reason}`];
  });
}
