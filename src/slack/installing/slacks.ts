/**
 * How Bearings speaks where it was installed by OAuth: with the token that stands in the database at that moment, so that
 * a workspace that has left is left at once, by every process. Tokens that run out are renewed in time, for people who
 * wait and for what is scheduled alike.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import type { WorkspaceId } from "../../core/ids.ts";
import {
  type Installation,
  installationFor,
  keepRefreshed,
  mayRefresh,
  type Standing,
} from "../../store/installations.ts";
import { everything, liftPause } from "../../store/paces.ts";
import type { TokenKeys } from "../../store/token-keys.ts";
import type { Slack, World } from "../../world.ts";
import { slackWith } from "../client.ts";
import { exchangeRefresh, type OAuthClient } from "./exchange.ts";

export type Slacks = {
  readonly slackFor: World["slackFor"];
  /** For how many workspaces a way to speak is held ready. */
  readonly ready: () => number;
};

type Around = Pick<World, "db" | "log" | "counts">;
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
  world: Around & Pick<World, "now">,
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
      const at = await world.now();
      if (!runsOut(standing.expiresAt, at, renewedMinutesBefore)) return slackOf(workspace, standing);
      await renew(world, keys, client, standing.open(keys), at);
      const renewed = await withATokenThatHolds(world, workspace, at);
      return renewed === null ? null : slackOf(workspace, renewed);
    },
  };
}

/** By whoever is first; the others go on with the token that still holds. */
async function renew(
  { db, log, counts }: Around,
  keys: TokenKeys,
  client: OAuthClient,
  installation: Installation,
  at: Temporal.Instant,
): Promise<void> {
  const { rotates, enterprise, workspace } = installation;
  if (rotates === null) return;
  const whose = { enterprise, workspace, expiresAt: rotates.expiresAt };
  if (!(await mayRefresh(db, whose, at, at.add({ seconds: oneAtATime })))) return;
  try {
    await keepRefreshed(db, keys, installation, await exchangeRefresh(client, rotates.refreshToken, at));
    if (workspace !== null) await liftPause(db, workspace, everything);
    log.info("a token was renewed");
  } catch (error) {
    counts?.tokenNotRenewed();
    log.error("a token could not be renewed", { error });
  }
}

/**
 * After a long sleep the token has run out, and somebody may be renewing it just now: then they are waited for. Where
 * nobody manages to, the old one is handed on, and what Slack says to it is dealt with like any token it doesn't take.
 */
async function withATokenThatHolds(
  { db }: Around,
  workspace: WorkspaceId,
  at: Temporal.Instant,
): Promise<Standing | null> {
  for (let waited = 0; ; waited += lookAgain) {
    const standing = await installationFor(db, workspace);
    const holds = standing?.expiresAt == null || !runsOut(standing.expiresAt, at, 0);
    if (standing === null || holds || !standing.isRenewing || waited >= longestWait) return standing;
    await sleep(lookAgain);
  }
}

/** Milliseconds. Somebody who has pressed waits three seconds at most. */
const lookAgain = 200;
const longestWait = 2_000;

function runsOut(expiresAt: Temporal.Instant, now: Temporal.Instant, within: number): boolean {
  return Temporal.Instant.compare(now.add({ minutes: within }), expiresAt) >= 0;
}
