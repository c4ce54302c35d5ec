/**
 * What pictures are drawn with: black to white and nothing between but grey. No colour carries a meaning, so none is
 * there to be read as praise or alarm, and what a picture says survives a grey printer and a colour-blind reader.
 */

/** `ink` for marks and words, `quiet` for words that help, `rule` for lines behind the marks, `tint` for an area behind them. */
export const paper = {
  card: "#ffffff",
  edge: "#d4d4d4",
  ink: "#1f1f1f",
  quiet: "#595959",
  rule: "#dcdcdc",
  tint: "#f0f0f0",
} as const;

/** Sizes in picture units. A phone shows 720 units in about 360 points: nothing is lettered smaller than 20. */
export const font = {
  family: "DejaVu Sans Condensed",
  title: 27,
  name: 23,
  small: 21,
} as const;
