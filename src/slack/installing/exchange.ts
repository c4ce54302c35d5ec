/** What Slack gives for a code, or for a token that runs out: tokens, and whose they are. */
import type { Installation } from "@slack/bolt";
import { type OauthV2AccessResponse, WebClient } from "@slack/web-api";
import type { Temporal } from "temporal-polyfill";
import type { Tokens } from "../../store/installations.ts";
import { clientOptions } from "../client.ts";

export type OAuthClient = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly slackApiUrl: string;
};

export type Exchanged = {
  readonly installation: Installation;
  readonly name: string;
  readonly app: string;
  /** The person who installed it: told once how it goes on, and not kept. */
  readonly installer: string;
};

/** Exchanges the code that came back with the installer: good once, for ten minutes (Slack). Throws what Slack refuses. */
export async function exchangeCode(
  client: OAuthClient,
  code: string,
  redirectUri: string,
  now: Temporal.Instant,
): Promise<Exchanged> {
  const { clientId, clientSecret, slackApiUrl } = client;
  const given = await new WebClient(undefined, clientOptions(slackApiUrl)).oauth.v2.access({
    client_id: clientId,
    client_secret: clientSecret,
    code,
    redirect_uri: redirectUri,
  });
  const { access_token: token, bot_user_id: botUser, authed_user: installer, enterprise } = given;
  if (token === undefined || botUser === undefined)
    throw new Error("Slack installed Bearings without a bot: the bot scopes are missing on the app's page.");
  const { bot_id: botId } = await new WebClient(token, clientOptions(slackApiUrl)).auth.test();
  const rotates = rotationIn(given, now);
  const isOrgWide = given.is_enterprise_install === true;
  const team = given.team?.id;
  if (!isOrgWide && team === undefined)
    throw new Error("Slack did not say in which workspace it installed Bearings.");
  return {
    installation: {
      team: isOrgWide || team === undefined ? undefined : { id: team, ...named(given.team?.name) },
      enterprise: enterprise?.id === undefined ? undefined : { id: enterprise.id, ...named(enterprise.name) },
      user: { id: installer?.id ?? "", token: undefined, scopes: undefined },
      bot: {
        id: botId ?? botUser,
        userId: botUser,
        token,
        scopes: (given.scope ?? "").split(",").filter((scope) => scope !== ""),
        ...(rotates && {
          refreshToken: rotates.refreshToken,
          expiresAt: Math.floor(rotates.expiresAt.epochMilliseconds / 1000),
        }),
      },
      tokenType: "bot",
      isEnterpriseInstall: isOrgWide,
      authVersion: "v2",
    },
    name: (isOrgWide ? enterprise?.name : given.team?.name) ?? "your workspace",
    app: given.app_id ?? "",
    installer: installer?.id ?? "",
  };
}

/** The next token for one that runs out. The refresh token is used up by asking (Slack). */
export async function exchangeRefresh(
  { clientId, clientSecret, slackApiUrl }: OAuthClient,
  refreshToken: string,
  now: Temporal.Instant,
): Promise<Tokens> {
  const given = await new WebClient(undefined, clientOptions(slackApiUrl)).oauth.v2.access({
    client_id: clientId,
    client_secret: clientSecret,
    grant_type: "refresh_token",
    refresh_token: refreshToken,
  });
  if (given.access_token === undefined) throw new Error("Slack gave no token for a refresh token.");
  return { token: given.access_token, rotates: rotationIn(given, now) };
}

/** Slack counts from the moment it answers (twelve hours). */
function rotationIn(given: OauthV2AccessResponse, now: Temporal.Instant): Tokens["rotates"] {
  const { refresh_token: refreshToken, expires_in: seconds } = given;
  if (refreshToken === undefined || seconds === undefined) return null;
  return { refreshToken, expiresAt: now.add({ seconds }) };
}

function named(name: string | undefined): { readonly name?: string } {
  return name === undefined ? {} : { name };
}
