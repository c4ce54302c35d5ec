/**
 * Bearings is taken out of a workspace, or of a whole organisation. Slack tells it by two events, in either order, more
 * than once, sometimes late: the tokens go at once, nothing that was planned is said, and the rest waits for a return.
 */
import { Temporal } from "temporal-polyfill";
import { WorkspaceId } from "../core/ids.ts";
import { isInstalled } from "../store/installations.ts";
import { depart } from "../store/presence.ts";
import type { World } from "../world.ts";
import type { SlackEvent } from "./hearing.ts";
import type { Surface } from "./surface.ts";

/** Around an event: where Slack says it happened, and when. */
export type Envelope = {
  readonly team_id?: string | null;
  readonly enterprise_id?: string | null;
  /** Seconds since 1970. */
  readonly event_time?: number;
};

const partings = ["app_uninstalled", "tokens_revoked"] as const;
export type Parting = (typeof partings)[number];

/** Does it as often as it is told: the second time there is nothing left to do. */
export async function part(world: World, parting: Parting, event: SlackEvent, from: Envelope): Promise<void> {
  if (parting === "tokens_revoked" && !isOfBots(event)) return;
  const now = await world.now();
  const told = Temporal.Instant.fromEpochMilliseconds(
    (from.event_time ?? now.epochMilliseconds / 1000) * 1000,
  );
  const workspace = WorkspaceId.safeParse(from.team_id).data ?? null;
  const enterprise = from.enterprise_id ?? null;
  if (workspace !== null && (await isStillIn(world, workspace))) return;
  const gone = await depart(world.db, { workspace, enterprise }, told, now);
  if (gone.length > 0) world.log.info("Bearings was uninstalled", { workspaces: gone.length });
}

export const leaving: Surface = {
  listen(listening) {
    for (const name of partings) listening.parting(name);
  },
};

/** Tokens of people may be revoked too: Bearings has none, so those are not ours. */
function isOfBots({ tokens }: SlackEvent): boolean {
  const bots = typeof tokens === "object" && tokens !== null && "bot" in tokens ? tokens.bot : [];
  return Array.isArray(bots) && bots.length > 0;
}

/**
 * Where the one token comes from the settings, nothing tells an old event from a new one. So Slack is asked: while it takes
 * the token, Bearings is in.
 */
async function isStillIn(world: World, workspace: WorkspaceId): Promise<boolean> {
  if (await isInstalled(world.db, workspace)) return false;
  const slack = await world.slackFor(workspace);
  if (slack === null) return false;
  return slack.people.auth.test().then(
    () => true,
    () => false,
  );
}
