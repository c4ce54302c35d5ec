/** What somebody wrote, set apart line by line, so that no line of theirs can be taken for one of ours. */
import { inert } from "./blocks.ts";

export function quoted(text: string): string {
  return inert(`“${text}”`)
    .split("\n")
    .map((line) => `>${line}`)
    .join("\n");
}

/** The same within a line of ours: all of it on that line. */
export function quotedInLine(text: string): string {
  return inert(`“${text.replace(/\s*\n\s*/g, " ")}”`);
}
