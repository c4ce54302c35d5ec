/**
 * Bolt's InstallationStore over our tables. Bolt is handed what it needs to know whose bot it is, and never a token of a
 * person: Bearings asks for none. Who installed it isn't kept either, so in their place stands Bearings itself.
 */
import type { Installation as BoltInstallation, InstallationStore } from "@slack/bolt";
import { Temporal } from "temporal-polyfill";
import { UserId, WorkspaceId } from "../../core/ids.ts";
import type { Db } from "../../store/database.ts";
import {
  forgetInstallation,
  type Installation,
  installationById,
  keepInstallation,
} from "../../store/installations.ts";
import type { TokenKeys } from "../../store/token-keys.ts";

/** Refuses an installation without a bot: there is nobody in it who could speak. `now` is when it was made. */
export function installationStore(
  db: Db,
  keys: TokenKeys,
  now: () => Promise<Temporal.Instant>,
): Required<InstallationStore> {
  return {
    storeInstallation: async (installation) =>
      keepInstallation(db, keys, fromBolt(installation as BoltInstallation, await now())),
    /** An org-wide one where Slack says that it is meant, or where the workspace has none of its own. */
    fetchInstallation: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      const ids = isEnterpriseInstall ? [enterpriseId] : [teamId, enterpriseId];
      for (const id of ids) {
        const found = id === undefined ? null : await installationById(db, keys, id);
        if (found !== null) return toBolt(found) as never;
      }
      throw new Error("Bearings isn't installed there.");
    },
    deleteInstallation: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      const id = isEnterpriseInstall ? enterpriseId : teamId;
      if (id !== undefined) await forgetInstallation(db, id);
    },
  };
}

function fromBolt(
  { team, enterprise, bot, isEnterpriseInstall }: BoltInstallation,
  installedAt: Temporal.Instant,
): Installation {
  if (bot === undefined) throw new Error("An installation without a bot has nobody who could speak.");
  const { token, refreshToken, expiresAt, scopes, id: botId, userId } = bot;
  return {
    enterprise: enterprise?.id ?? null,
    workspace: isEnterpriseInstall || team === undefined ? null : WorkspaceId.parse(team.id),
    botUser: UserId.parse(userId),
    botId,
    scopes,
    installedAt,
    token,
    rotates:
      refreshToken === undefined || expiresAt === undefined
        ? null
        : { refreshToken, expiresAt: Temporal.Instant.fromEpochMilliseconds(expiresAt * 1000) },
  };
}

function toBolt({ enterprise, workspace, botUser, botId, scopes, token, rotates }: Installation) {
  return {
    team: workspace === null ? undefined : { id: workspace },
    enterprise: enterprise === null ? undefined : { id: enterprise },
    user: { id: botUser, token: undefined, scopes: undefined },
    bot: {
      id: botId,
      userId: botUser,
      token,
      scopes: [...scopes],
      ...(rotates && {
        refreshToken: rotates.refreshToken,
        expiresAt: Math.floor(rotates.expiresAt.epochMilliseconds / 1000),
      }),
    },
    tokenType: "bot",
    isEnterpriseInstall: workspace === null,
    authVersion: "v2",
  };
}
