/**
 * The framework that Bearings ships, the Open Customer Metrics Framework v1 in our words, and how things are found in it.
 * What its text names is marked so; what could not be read is marked so too, and nothing was filled in by guessing.
 * A team's own copy is handed in as the last argument.
 */
import {
  type Category,
  type CategoryKey,
  type FocusShares,
  type Framework,
  isCategoryKey,
  type Measure,
  type SubjectKey,
} from "../framework.ts";
import { acceleration, accelerationMeasures } from "./acceleration.ts";
import { attribution } from "./attribution.ts";
import { business, businessMeasures } from "./business.ts";
import { customer, customerMeasures } from "./customer.ts";
import { employee, employeeMeasures } from "./employee.ts";
import { knowledge, knowledgeMeasures } from "./knowledge.ts";

export { attribution, contributors } from "./attribution.ts";

export const frameworkV1: Framework = {
  key: "ocmf-v1",
  name: "Open Customer Metrics Framework",
  version: "V1, Spring 2016",
  attribution,
  source: "https://ocmfgroup.org/",
  categories: [customer, employee, business, knowledge, acceleration],
  measures: [
    ...customerMeasures,
    ...employeeMeasures,
    ...businessMeasures,
    ...knowledgeMeasures,
    ...accelerationMeasures,
  ],
  notAsked: [],
  retired: [],
};

/** What a team may look at more closely in one week: more would make the form long. */
export const mostMeasuresAsked = 4;

/** The category with that key. Every framework has all five. */
export function categoryByKey(key: CategoryKey, framework: Framework = frameworkV1): Category {
  const category = framework.categories.find((each) => each.key === key);
  if (!category) throw new Error(`${framework.name} has no category ${key}`);
  return category;
}

/**
 * The measure with that key, a retired one too; null where the framework never had it: keys come from old messages and
 * from people.
 */
export function measureByKey(key: string, framework: Framework = frameworkV1): Measure | null {
  return [...framework.measures, ...framework.retired].find((each) => each.key === key) ?? null;
}

/** A category's measures, in the framework's order. */
export function measuresOf(category: CategoryKey, framework: Framework = frameworkV1): readonly Measure[] {
  return framework.measures.filter((each) => each.category === category);
}

/**
 * The measures asked when it is a category's turn for the closer look: the first four in the framework's order of those
 * that are asked about at all, the same every time, so that rounds can be compared.
 */
export function askedInCloserLook(
  category: CategoryKey,
  framework: Framework = frameworkV1,
): readonly Measure[] {
  return measuresOf(category, framework)
    .filter(({ key }) => !framework.notAsked.includes(key))
    .slice(0, mostMeasuresAsked);
}

/** What a category or measure is called. A measure that the framework doesn't know is told by its key's words. */
export function subjectName(subject: SubjectKey, framework: Framework = frameworkV1): string {
  if (isCategoryKey(subject)) return categoryByKey(subject, framework).name;
  return measureByKey(subject, framework)?.name ?? subject.replaceAll("-", " ");
}

/** The question that goes with a category or measure; null for one that has none, or was never in the framework. */
export function questionAbout(subject: SubjectKey, framework: Framework = frameworkV1): string | null {
  if (isCategoryKey(subject)) return categoryByKey(subject, framework).question;
  return measureByKey(subject, framework)?.question || null;
}

/** The suggested shares of leadership time, by category. */
export function focusShares(framework: Framework = frameworkV1): FocusShares {
  const share = (key: CategoryKey) => categoryByKey(key, framework).focus;
  return {
    customer: share("customer"),
    employee: share("employee"),
    business: share("business"),
    knowledge: share("knowledge"),
    acceleration: share("acceleration"),
  };
}
