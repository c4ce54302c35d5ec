/**
 * A line of rough weekly numbers with its middle and the limits of its ordinary wobble. Where it is too soon or the
 * numbers are too coarse, there are only dots: a line through them would already say something.
 */
import { type LinePoint, type NumberLine, shownLimits } from "./line-limits.ts";
import { kindWords, lineSentence, rounding } from "./line-words.ts";
import { card, drawCard } from "./card.ts";
import { paper } from "./palette.ts";
import { circle, line, polyline, type Svg, text } from "./svg.ts";
import { folded } from "./words.ts";
import { weeksBetween } from "../../core/week.ts";
import { weekWords } from "../moments.ts";
