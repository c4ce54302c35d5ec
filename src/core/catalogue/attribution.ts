/** Whose work the framework is. The lines stand on the home tab, in help and in every export. */

/** In this order and whole. Which Creative Commons licence it is stands on the framework's own page. */
export const attribution = [
  "Based on the Open Customer Metrics Framework V1, Spring 2016, by the Open Customer Metrics Framework contributors.",
  "The latest version of the Open Customer Metrics Framework is at: www.OCMFgroup.org",
  "Used under the Creative Commons license stated there; definitions are paraphrased and adapted for this app. Not endorsed by OCMF, its contributors or Klever.",
] as const;

/** As named on the framework's webinar slides, in their order. */
export const contributors = [
  "Mark Arnold",
  "David Babb",
  "John Custy",
  "Hiren Dalal",
  "Cinda Daly",
  "Paul Esch",
  "Al Hahn",
  "Rick Joslin",
  "Adam Krob",
  "Karen Lim",
  "Paul Lyons",
  "Judith Platz",
  "John Ragsdale",
  "Mary Schmidt",
  "Phil Verghis",
] as const;
