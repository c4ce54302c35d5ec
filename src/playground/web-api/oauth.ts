/** oauth.v2.access, api.test and auth.revoke: what is asked before there is a token, or to be rid of it. */
import type { Family } from "./method.ts";

export const oauth: Family = {
  "oauth.v2.access": {
    tier: "special",
    scopes: [],
    needs: ["client_id", "client_secret"],
    withoutToken: true,
    answer: (workspace, args) => workspace.grants.exchange(workspace, args),
  },
  "api.test": { tier: 4, scopes: [], needs: [], withoutToken: true, answer: () => ({ ok: true }) },
  "auth.revoke": {
    tier: 3,
    scopes: [],
    needs: [],
    answer: ({ grants }, { token = "" }) => {
      grants.revoke(token);
      return { ok: true, revoked: true };
    },
  },
};
