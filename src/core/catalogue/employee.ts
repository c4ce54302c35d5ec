/** Employee. All four measures are defined in the running text of OCMF v1; which is for whom stands in a picture. */
import { type Category, type Measure, measureKey } from "../framework.ts";

export const employee: Category = {
  key: "employee",
  name: "Employee",
  focus: 20,
  meaning:
    "How it is to work here: whether people are engaged, content with the job, heard, and growing in it.",
  question: "What made this week harder than it needed to be?",
};

export const employeeMeasures: readonly Measure[] = [
  {
    key: measureKey("employee-engagement"),
    category: "employee",
    name: "Employee Engagement",
    audience: "not-stated",
    meaning: "How strong the emotional tie is between a person and the organization they work for.",
    unit: null,
    obtained: "A survey from time to time: one you buy, or one you make yourselves, as many do.",
    misread: "As a number to raise. People learn quickly which answers are wanted.",
    question: "When did you last feel that your work here mattered?",
    origin: "ocmf-v1",
  },
  {
    key: measureKey("employee-satisfaction"),
    category: "employee",
    name: "Employee Satisfaction",
    audience: "not-stated",
    meaning: "How happy people are with the job they have now and the conditions it comes with.",
    unit: null,
    obtained: "A survey from time to time.",
    misread: "As the same thing as engagement. A content person may still not care, and the other way round.",
    question: "Which one thing about our conditions would we change first?",
    origin: "ocmf-v1",
  },
  {
    key: measureKey("serviceability-suggestions-from-employees-accepted"),
    category: "employee",
    name: "Percent of Serviceability Suggestions from Employees Accepted",
    audience: "not-stated",
    meaning:
      "Of the suggestions that employees hand in about serviceability, the share that is put into practice.",
    unit: "percent",
    obtained: "Suggestions put into practice, divided by suggestions handed in.",
    misread: "As a count of ideas. It tells whether listening leads anywhere, not how inventive people are.",
    question: "Which suggestion of ours is still waiting for an answer?",
    origin: "ocmf-v1",
  },
  {
    key: measureKey("time-to-proficiency"),
    category: "employee",
    name: "Time to Proficiency",
    audience: "not-stated",
    meaning:
      "How soon a new team member becomes proficient in the job, or somebody who has been here longer in a new skill.",
    unit: null,
    obtained:
      "Ask in the team: do your peers trust you to work independently? An exam may be needed, but it isn't enough.",
    misread: "As a race between newcomers. It is about how well the team helps people in.",
    question: "What did the last person who joined us have to find out alone?",
    origin: "ocmf-v1",
  },
];
