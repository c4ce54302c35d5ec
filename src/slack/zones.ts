/** Time zones to choose from by typing, by their names in the tz database. */
import type { PlainTextOption } from "@slack/types";
import { isZone } from "../core/rhythm.ts";
import { option } from "./form.ts";

/** Slack takes a hundred; nobody reads more than this. */
const mostOffered = 25;

/**
 * Places that carry another name today than in the list of many machines (ICU keeps the first name it ever gave).
 * tz database, file `backward`.
 */
const todaysNames = [
  "America/Nuuk",
  "Asia/Ho_Chi_Minh",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Asia/Yangon",
  "Atlantic/Faroe",
  "Europe/Kyiv",
  "UTC",
] as const;

/** Zones whose name holds what was typed, those where a word of it begins so on top. "new york" finds America/New_York. */
export function zonesLike(typed: string): readonly string[] {
  const wanted = plain(typed);
  if (wanted === "") return [];
  const names = [...new Set([...Intl.supportedValuesOf("timeZone"), ...todaysNames])].filter(isZone).sort();
  const found = names.filter((name) => plain(name).includes(wanted));
  const beginning = found.filter((name) => ` ${plain(name)}`.includes(` ${wanted}`));
  return [...new Set([...beginning, ...found])].slice(0, mostOffered);
}

export function zoneOptions(typed: string): PlainTextOption[] {
  return zonesLike(typed).map((zone) => option(zone, zone));
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}
