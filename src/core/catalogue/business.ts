/**
 * Business. Defined in the notes of OCMF v1's own text: one sum in days, and its three parts. Days for Time to Smile is
 * read off its being a part of that sum.
 */
import { type Category, type Measure, measureKey } from "../framework.ts";

export const business: Category = {
  key: "business",
  name: "Business",
  focus: 30,
  meaning:
    "What the whole way through us is worth to a customer, end to end and in time. Also the place to measure less of what we measure today.",
  question: "Where did a customer wait on us this week, and what were we waiting for?",
};

export const businessMeasures: readonly Measure[] = [
  {
    key: measureKey("customer-time-to-value"),
    category: "business",
    name: "Customer Time to Value",
    audience: "not-stated",
    meaning:
      "How long a customer waits for what they came for: before the sale, after the sale, and after an interruption, taken together. Zero or less is very good.",
    unit: "days",
    obtained:
      "Add its three parts: Time to Value before the sale, Time to Value after the sale, and Time to Smile.",
    misread: "As one department's number. Its point is the talk between departments.",
    question: "Where on their whole way with us does a customer wait longest?",
    origin: "ocmf-v1",
  },
  {
    key: measureKey("time-to-value-before-the-sale"),
    category: "business",
    name: "Time to Value before the sale",
    audience: "not-stated",
    meaning:
      "How early a customer gets something of value from us before paying anything. Ten days before the purchase is told as -10.",
    unit: "days",
    obtained: "From the day of the purchase back to the day when something of ours first helped them.",
    misread: "As marketing's business alone. Sales, customer success and support all have a part.",
    question: "What do we know that would help people before they buy from us?",
    origin: "ocmf-v1",
  },
  {
    key: measureKey("time-to-value-after-the-sale"),
    category: "business",
    name: "Time to Value after the sale",
    audience: "not-stated",
    meaning: "How soon after paying a customer gets value. Twenty days after signing is told as 20.",
    unit: "days",
    obtained:
      "From the day of signing to the day when the customer first had use of it. Agree on what that day is.",
    misread: "As the day when our project ended. The customer's first use counts, not our last task.",
    question: "What does a new customer wait for first?",
    origin: "ocmf-v1",
  },
  {
    key: measureKey("time-to-smile"),
    category: "business",
    name: "Time to Smile",
    audience: "not-stated",
    meaning:
      "How long from the moment a customer can't work with what we provide until they can again and are content, across every hand-off.",
    unit: "days",
    obtained:
      "Agree on your own start and end as the customer sees them, then take both from wherever the interruption is recorded.",
    misread: "As the support team's speed. Much of it is waiting between groups.",
    question: "Where did the work wait?",
    origin: "ocmf-v1",
  },
];
