/** The sections, in the order of the page. */
import { digest } from "./digest.ts";
import { door } from "./door.ts";
import { footprint } from "./footprint.ts";
import type { Section } from "./section.ts";
import { storm } from "./storm.ts";
import { tick } from "./tick.ts";
import { years } from "./years.ts";

export const sections: readonly Section[] = [door, tick, digest, years, storm, footprint];
