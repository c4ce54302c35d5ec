/**
 * The framework that Bearings ships: the Open Customer Metrics Framework v1, in our words. What its text names is marked
 * so; what could not be read is marked so too, and nothing was filled in by guessing.
 */
import type { Framework } from "../framework.ts";
import { acceleration, accelerationMeasures } from "./acceleration.ts";
import { attribution } from "./attribution.ts";
import { business, businessMeasures } from "./business.ts";
import { customer, customerMeasures } from "./customer.ts";
import { employee, employeeMeasures } from "./employee.ts";
import { knowledge, knowledgeMeasures } from "./knowledge.ts";

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
};
