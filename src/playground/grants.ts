/**
 * What Slack's OAuth gives an app: a code for whoever allowed it, a token for a code, the next token for one that runs out
 * (docs.slack.dev/authentication). The token of the settings holds beside them until the app is removed.
 */
import { randomBytes } from "node:crypto";
import { type Answer, type Arguments, no } from "./web-api/method.ts";
import type { Workspace } from "./workspace.ts";

export type Grants = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Tokens run out after twelve hours from now on. */
  rotates: boolean;
  /** Whoever allows it from now on does so for the whole organisation. Null: for this workspace. */
  organisation: { readonly id: string; readonly name: string } | null;
  /** Somebody allows it: the code they bring back, good once. */
  allow(who: string, redirectUri: string): string;
  /** `oauth.v2.access`. */
  exchange(workspace: Workspace, args: Arguments): Answer;
  /** What Slack says to this token; null where it takes it. */
  complaintAbout(token: string, now: Date): string | null;
  revoke(token: string): void;
  /** The app is removed: no token holds any more, given by OAuth or not. False where OAuth never gave one. */
  revokeAll(): boolean;
};

const twelveHours = 43_200;

export function openGrants(ofSettings: () => string): Grants {
  const codes = new Map<string, { readonly who: string; readonly redirectUri: string }>();
  const tokens = new Map<string, { readonly until: number }>();
  const revoked = new Set<string>();
  const refreshes = new Set<string>();
  let isRemoved = false;
  const secret = (prefix: string) => `${prefix}-${randomBytes(18).toString("hex")}`;

  const give = (now: Date, rotates: boolean) => {
    const token = secret(rotates ? "xoxe.xoxb" : "xoxb");
    tokens.set(token, { until: rotates ? now.getTime() + twelveHours * 1000 : Number.POSITIVE_INFINITY });
    if (!rotates) return { access_token: token };
    const refresh = secret("xoxe-1");
    refreshes.add(refresh);
    return { access_token: token, refresh_token: refresh, expires_in: twelveHours };
  };

  const grants: Grants = {
    clientId: "1111.2222",
    clientSecret: "0123456789abcdef0123456789abcdef",
    rotates: false,
    organisation: null,
    allow(who, redirectUri) {
      const code = secret("code");
      codes.set(code, { who, redirectUri });
      return code;
    },
    exchange({ state: { team, app }, now }, args) {
      if (args.client_id !== grants.clientId) return no("invalid_client_id");
      if (args.client_secret !== grants.clientSecret) return no("bad_client_secret");
      const bot = { token_type: "bot", scope: (app.scopes ?? []).join(","), bot_user_id: app.botUser };
      const enterprise = grants.organisation;
      const whose = {
        app_id: app.id,
        team: enterprise === null ? { id: team.id, name: team.name } : null,
        enterprise,
        is_enterprise_install: enterprise !== null,
      };
      if (args.grant_type === "refresh_token") {
        if (!refreshes.delete(args.refresh_token ?? "")) return no("invalid_refresh_token");
        return { ok: true, ...give(now(), true), ...bot, ...whose };
      }
      const code = codes.get(args.code ?? "");
      codes.delete(args.code ?? "");
      if (code === undefined) return no("invalid_code");
      if (code.redirectUri !== (args.redirect_uri ?? "")) return no("bad_redirect_uri");
      isRemoved = false;
      return { ok: true, ...give(now(), grants.rotates), ...bot, ...whose, authed_user: { id: code.who } };
    },
    complaintAbout(token, now) {
      const given = tokens.get(token);
      if (given !== undefined) return now.getTime() < given.until ? null : "token_expired";
      if (token !== ofSettings()) return revoked.has(token) ? "token_revoked" : "invalid_auth";
      return isRemoved ? "account_inactive" : null;
    },
    revoke(token) {
      if (tokens.delete(token)) revoked.add(token);
    },
    revokeAll() {
      for (const token of [...tokens.keys()]) grants.revoke(token);
      refreshes.clear();
      codes.clear();
      isRemoved = revoked.size > 0;
      return isRemoved;
    },
  };
  return grants;
}

/** Slack's page on which somebody allows an app, as bare as it can be: two links. */
export function authorizePage({ grants }: Workspace, asked: URLSearchParams): string {
  const redirectUri = asked.get("redirect_uri") ?? "";
  const state = asked.get("state");
  const link = (more: Readonly<Record<string, string>>) => {
    const to = new URL(redirectUri);
    for (const [name, value] of Object.entries(more)) to.searchParams.set(name, value);
    if (state !== null) to.searchParams.set("state", state);
    return to.href.replaceAll("&", "&amp;");
  };
  if (
    asked.get("client_id") !== grants.clientId ||
    !/^https?:/.test(redirectUri) ||
    !URL.canParse(redirectUri)
  )
    return "<!doctype html><title>Slack</title><p>This app is not known here.</p>";
  const yes = link({ code: grants.allow("UADA", redirectUri) });
  return `<!doctype html><title>Slack</title><h1>Bearings asks to come in</h1><p><a id="allow" href="${yes}">Allow</a> <a id="cancel" href="${link({ error: "access_denied" })}">Cancel</a></p>`;
}
