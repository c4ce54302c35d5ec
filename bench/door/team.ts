/** A workspace with one team of thirty and a round of it that is open: what the door is asked about. */
import type { ChannelId, UserId, WorkspaceId } from "../../src/core/ids.ts";
import { now } from "../../src/store/clock.ts";
import { openDatabase, type Place } from "../../src/store/database.ts";
import type { KeptRound } from "../../src/store/rounds.ts";
import { keepWorkspace } from "../../src/store/workspaces.ts";
import { keptRound, keptTeam } from "../../test/support/kept-teams.ts";
import { people, personOf } from "./requests.ts";

const workspace = "TBENCH" as WorkspaceId;

/** Keeps it, and lets go of the place: the process that is measured opens it next. */
export async function keepTeam(place: Place): Promise<KeptRound> {
  const database = await openDatabase(place);
  const { db } = database;
  const at = await now(db);
  const botUser = "UBEARINGS" as UserId;
  await keepWorkspace(db, { id: workspace, name: "Bench", botUser, installedAt: at });
  const team = await keptTeam(db, {
    workspace,
    channel: "CBENCH" as ChannelId,
    members: Array.from({ length: people }, (_, n) => personOf(n)),
    leaders: [personOf(0)],
    nextOpensAt: at.add({ hours: 24 * 7 }),
  });
  const round = await keptRound(db, team);
  await database.close();
  return round;
}
