/**
 * Knowledge/Collaboration. OCMF v1 tells what its executive measures are for, but their names stand in a picture: the names
 * here are ours and say so. Its first two share one intent; that one asks how much and the other how soon is our reading.
 */
import { type Category, type Measure, measureKey } from "../framework.ts";

export const knowledge: Category = {
  key: "knowledge",
  name: "Knowledge/Collaboration",
  focus: 20,
  meaning:
    "Whether what we know reaches the people who need it, and how easy it is to work with other groups.",
  question: "What did one of us have to work out this week that somebody here already knew?",
};

export const knowledgeMeasures: readonly Measure[] = [
  {
    key: measureKey("knowledge-reaches-customers"),
    category: "knowledge",
    name: "What we know reaches customers",
    audience: "executive",
    meaning: "How much of what the organization knows is in customers' hands. Name to be chosen by the team.",
    unit: null,
    obtained: "Take the last few things you explained, and see which of them a customer could have found.",
    misread: "As the number of articles written. Counting articles gets you articles.",
    question: "What did we explain more than once this week that nobody can read anywhere?",
    origin: "ocmf-v1-intent",
  },
  {
    key: measureKey("knowledge-travels-quickly"),
    category: "knowledge",
    name: "What we know reaches customers soon",
    audience: "executive",
    meaning:
      "How quickly something new that the organization knows gets into customers' hands. Name to be chosen by the team.",
    unit: null,
    obtained: "Take something you learned lately, and see how long it took until a customer could find it.",
    misread: "As publishing in haste. What nobody understands hasn't reached anybody.",
    question: "What do we know since last week that customers don't know yet?",
    origin: "ocmf-v1-intent",
  },
  {
    key: measureKey("knowledge-is-reused"),
    category: "knowledge",
    name: "What we know is used again",
    audience: "executive",
    meaning: "How much of what was written down once is used again. Name to be chosen by the team.",
    unit: null,
    obtained: "Think of the answers you gave this week: which came from something that was already there?",
    misread:
      "As a person's merit. Reuse is a habit of the whole team, and sharing has to be part of the work.",
    question: "What did we write anew although it was there already, and why didn't we find it?",
    origin: "ocmf-v1-intent",
  },
  {
    key: measureKey("collaboration-is-easy"),
    category: "knowledge",
    name: "Working with other groups is easy",
    audience: "executive",
    meaning:
      "How easy it is, or not, for teams to collaborate with other groups. Name to be chosen by the team.",
    unit: null,
    obtained: "Think of this week's hand-offs: did you know whom to ask, and did they have time?",
    misread: "As a verdict on the other group. Ease lies in the way between the two.",
    question: "Which hand-off cost us most this week, and who could we ask about it?",
    origin: "ocmf-v1-intent",
  },
  {
    key: measureKey("knowledge-turns-into-action"),
    category: "knowledge",
    name: "What we know turns into action",
    audience: "executive",
    meaning:
      "How well information that somebody can act on is drawn from what the organization knows. Name to be chosen by the team.",
    unit: null,
    obtained: "Look for changes that were made because of what customers kept asking.",
    misread: "As reports sent. A report that nobody acts on draws nothing.",
    question: "Which pattern do we all know about that nobody has passed on?",
    origin: "ocmf-v1-intent",
  },
];
