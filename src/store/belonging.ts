/** What a row belongs to, and goes with: a workspace, a team, a round. */
import { text, uuid } from "drizzle-orm/pg-core";
import type { RoundId, TeamId, WorkspaceId } from "../core/ids.ts";
import { rounds, teams, workspaces } from "./schema.ts";

// Functions and no constants: the pages of tables import each other, and these are called while that goes on.

export function ofWorkspace() {
  return text()
    .$type<WorkspaceId>()
    .references(() => workspaces.id, { onDelete: "cascade" });
}

export function ofTeam() {
  return uuid()
    .$type<TeamId>()
    .references(() => teams.id, { onDelete: "cascade" });
}

export function ofRound() {
  return uuid()
    .$type<RoundId>()
    .references(() => rounds.id, { onDelete: "cascade" });
}
