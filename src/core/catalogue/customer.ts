/**
 * Customer. The framework's own post on this category could not be read: so its measures here are the working group's
 * drafts and two questions of ours, each marked.
 */
import { type Category, type Measure, measureKey } from "../framework.ts";

export const customer: Category = {
  key: "customer",
  name: "Customer",
  focus: 20,
  meaning:
    "How it is to be our customer: whether people feel heard, and whether what they tell us leads anywhere.",
  question: "What did a customer tell us this week that we haven't acted on yet?",
};

export const customerMeasures: readonly Measure[] = [
  {
    key: measureKey("customers-hear-back"),
    category: "customer",
    name: "Customers hear back",
    audience: "not-stated",
    meaning: "Whether customers who told us something learn what became of it, also when the answer is no.",
    unit: null,
    obtained: "Think of the last few things customers told you, and whether anybody went back to them.",
    misread: "As how fast we reply. An early reply that says nothing isn't hearing back.",
    question: "Who told us something that we still owe an answer?",
    origin: "bearings",
  },
  {
    key: measureKey("customers-come-early"),
    category: "customer",
    name: "Customers come to us early",
    audience: "not-stated",
    meaning: "Whether customers bring things up while they are small, because it has been worth their while.",
    unit: null,
    obtained:
      "Think of this week's hard conversations: how long had the customer lived with it before we knew?",
    misread: "As more contacts being worse. More small questions can mean more trust.",
    question: "What did we learn about late, and what would have made it easy to tell us sooner?",
    origin: "bearings",
  },
  {
    key: measureKey("customer-self-service-success"),
    category: "customer",
    name: "Customer self-service success",
    audience: "not-stated",
    meaning:
      "Whether customers who try to help themselves get there. The working group called it important and debated which category it belongs to.",
    unit: null,
    obtained: "Ask customers who reached you whether they had looked first, and what they found.",
    misread: "As fewer contacts. People also stop asking when they give up.",
    question: "Where did a customer try to help themselves and get stuck?",
    origin: "ocmf-draft",
  },
  {
    key: measureKey("serviceability-suggestions-from-customers-accepted"),
    category: "customer",
    name: "Serviceability suggestions from customers accepted",
    audience: "not-stated",
    meaning:
      "The share of customers' suggestions about serviceability that are accepted. The working group had no settled definition of serviceability yet.",
    unit: "percent",
    obtained:
      "Accepted suggestions as a share of those received, from any place where customers speak to you. Recognising and noting them is the hard part.",
    misread: "As a reason to note only the suggestions that are easy to accept.",
    question: "Which suggestion keeps coming back, and who could say yes to it?",
    origin: "ocmf-draft",
  },
  {
    key: measureKey("customer-composite-score"),
    category: "customer",
    name: "Customer Composite score",
    audience: "executive",
    meaning:
      "A combined view of customers: a part about the relationship, such as loyalty, and a part about single transactions, such as satisfaction.",
    unit: null,
    obtained: "From the customer surveys you already have. The working group's talks settle no formula.",
    misread: "As one truth. A combined number hides which of its parts moved.",
    question: "Which part moved, and what did customers say in their own words?",
    origin: "ocmf-draft",
  },
];
