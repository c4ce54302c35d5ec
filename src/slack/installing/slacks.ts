/**
 * How Bearings speaks where it was installed by OAuth: with the token that stands in the database at that moment, so that
 * a workspace that has left is left at once, by every process. Tokens that run out are renewed in time, for people who
 * wait and for what is scheduled alike.
 */
import { Temporal } from "temporal-polyfill";
import type { WorkspaceId } from "../../core/ids.ts";
import {
  type Installation,
  installationFor,
  keepRefreshed,
  mayRefresh,
  type Standing,
} from "../../store/installations.ts";
import type { TokenKeys } from "../../store/token-keys.ts";
import type { Slack, World } from "../../world.ts";
import { slackWith } from "../client.ts";
import { exchangeRefresh, type OAuthClient } from "./exchange.ts";

export type Slacks = {
  readonly slackFor: World["slackFor"];
  /** For how many workspaces a way to speak is held ready. */
  readonly ready: () => number;
};

type Known = { readonly sealed: string; readonly slack: Slack };

/** A token holds for twelve hours (Slack). It is renewed this many minutes before, so that whoever waits has one that holds. */
const renewedMinutesBefore = 120;

/** Seconds for which nobody else renews: Slack's answer takes ten at most. */
const oneAtATime = 30;

/** Ways that are held ready at most: the one made first is forgotten, and made again when it is needed. */
const mostReady = 2_000;

/**
 * `limited` hears of every way that is made, to listen to its limits. A renewal that fails leaves the old token in
 * force while it holds, and is tried again after half a minute by whoever comes next.
 */
export function openSlacks(
  world: Pick<World, "db" | "now" | "log" | "counts">,
  keys: TokenKeys,
  client: OAuthClient,
  limited: (workspace: WorkspaceId, slack: Slack) => void = () => {},
): Slacks {
  const ready = new Map<WorkspaceId, Known>();

  const slackOf = (workspace: WorkspaceId, { sealed, open }: Standing): Slack => {
    const known = ready.get(workspace);
    if (known?.sealed === sealed) return known.slack;
    const { token, workspace: only } = open(keys);
    const slack = slackWith(token, client.slackApiUrl, only === null ? workspace : undefined);
    limited(workspace, slack);
    ready.delete(workspace);
    ready.set(workspace, { sealed, slack });
    const [first] = ready.keys();
    if (ready.size > mostReady && first !== undefined) ready.delete(first);
    return slack;
  };

  return {
    ready: () => ready.size,
    async slackFor(workspace) {
      const standing = await installationFor(world.db, workspace);
      if (standing === null) {
        ready.delete(workspace);
        return null;
      }
      if (standing.expiresAt === null) return slackOf(workspace, standing);
      await renewInTime(world, keys, client, standing.open(keys));
      const renewed = await installationFor(world.db, workspace);
      return renewed === null ? null : slackOf(workspace, renewed);
    },
  };
}

async function renewInTime(
  { db, now, log, counts }: Pick<World, "db" | "now" | "log" | "counts">,
  keys: TokenKeys,
  client: OAuthClient,
  installation: Installation,
): Promise<void> {
  const { rotates, enterprise, workspace } = installation;
  const at = await now();
  if (rotates === null || !runsOut(rotates.expiresAt, at, renewedMinutesBefore)) return;
  const whose = { enterprise, workspace, expiresAt: rotates.expiresAt };
  if (!(await mayRefresh(db, whose, at, at.add({ seconds: oneAtATime })))) return;
  try {
    const tokens = await exchangeRefresh(client, rotates.refreshToken, at);
    await keepRefreshed(db, keys, installation, tokens);
    log.info("a token was renewed", {});
  } catch (error) {
    counts?.tokenNotRenewed();
    log.error("a token could not be renewed", { error });
  }
}

function runsOut(expiresAt: Temporal.Instant, now: Temporal.Instant, within: number): boolean {
  return Temporal.Instant.compare(now.add({ minutes: within }), expiresAt) >= 0;
}
