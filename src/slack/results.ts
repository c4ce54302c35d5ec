/** A person asks for what a round said: the gate is asked in their name. */
import type { RoundId } from "../core/ids.ts";
import type { Db } from "../store/database.ts";
import { type Pass, passFor } from "../store/gate.ts";
import { type KeptRound, roundById } from "../store/rounds.ts";
import { teamById } from "../store/teams.ts";
import type { Visit } from "./visit.ts";

/** Null for whoever is not of the round's team, or of another workspace. */
export async function roundAndPass(
  db: Db,
  { workspace, person }: Pick<Visit, "workspace" | "person">,
  id: RoundId,
): Promise<{ readonly round: KeptRound; readonly pass: Pass } | null> {
  const round = await roundById(db, id);
  const team = round && (await teamById(db, round.team));
  const pass = team && passFor({ workspace, person }, team);
  return round && pass && { round, pass };
}
