/**
 * The gate before what closed rounds said. Labels, ballpark medians, frozen summaries and what was noticed are read with
 * a pass and in no other way, and only this file makes one (docs/decisions/023; test/laws/gate.test.ts looks). An export,
 * a new surface or a new digest goes through here too: it asks for a pass in its reader's name and hands it on.
 */
import type { TeamId } from "../core/ids.ts";
import { mayRead, type Reader } from "../core/reader.ts";
import type { TeamWithWhen } from "./teams.ts";

declare const passed: unique symbol;
/** Proof that a reader may see what the closed rounds of one team said. Only `passFor` makes one. */
export type Pass = { readonly team: TeamId; readonly [passed]: true };

/** A pass for a reader to one team's results, or null: then there is nothing for them. */
export function passFor(reader: Reader, team: TeamWithWhen): Pass | null {
  return mayRead(reader, team) ? ({ team: team.id } as Pass) : null;
}

/** For what will be said in a team's own channel, where whoever is in it reads along. */
export function passForChannelOf(team: TeamWithWhen): Pass {
  const pass = passFor({ workspace: team.workspace, everybodyIn: team.channel }, team);
  if (pass === null) throw new Error("A team's own channel may read what it said.");
  return pass;
}
