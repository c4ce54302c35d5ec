/**
 * Acceleration. The framework's list is a picture; its text describes kinds of initiative. The questions here are ours,
 * one for each kind, in the order in which it tells them.
 */
import { type Category, type Measure, measureKey } from "../framework.ts";

export const acceleration: Category = {
  key: "acceleration",
  name: "Acceleration",
  focus: 10,
  meaning:
    "Time kept for what moves us forward instead of reacting: a few initiatives that change something, not small improvements everywhere.",
  question: "What kept us reacting this week, and what could we set in motion instead?",
};

export const accelerationMeasures: readonly Measure[] = [
  {
    key: measureKey("measures-in-order"),
    category: "acceleration",
    name: "Our measures are in order",
    audience: "not-stated",
    meaning: "Whether we measure a few things that lead to action, and have let go of the rest.",
    unit: null,
    obtained: "Go through what you report today and ask of each: what did we last do because of it?",
    misread: "As measuring more. Letting one go is often the better half.",
    question: "What could we stop measuring, to free attention?",
    origin: "bearings",
  },
  {
    key: measureKey("people-drawn-in"),
    category: "acceleration",
    name: "People are drawn into improving",
    audience: "not-stated",
    meaning: "Whether the people who do the work have a part in changing how it is done.",
    unit: null,
    obtained: "Think of the last change in how you work: whose idea was it, and who was asked?",
    misread: "As how many attended a meeting.",
    question: "What would we change first if it were ours to decide?",
    origin: "bearings",
  },
  {
    key: measureKey("important-initiatives-move"),
    category: "acceleration",
    name: "Important initiatives move",
    audience: "not-stated",
    meaning:
      "Whether the one or two initiatives that matter, such as sharing what we know, got time this week.",
    unit: null,
    obtained: "Name the initiative, and the last hour that somebody spent on it.",
    misread: "As a project plan being on time. The question is whether it gets time at all.",
    question: "What follows later if we leave it now?",
    origin: "bearings",
  },
  {
    key: measureKey("work-across-groups"),
    category: "acceleration",
    name: "We improve things across groups",
    audience: "not-stated",
    meaning:
      "Whether we take up something that no group can change alone, such as Time to Smile, once our own house is in order.",
    unit: null,
    obtained: "Name what you take up together with another group, and when you last spoke about it.",
    misread: "As something for the first month. One's own house comes first.",
    question: "Which wait of our customers could we shorten only together with somebody else?",
    origin: "bearings",
  },
];
