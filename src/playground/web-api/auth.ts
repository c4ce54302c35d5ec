/** auth.test */
import type { Family } from "./method.ts";

export const auth: Family = {
  "auth.test": {
    tier: "special",
    scopes: [],
    needs: [],
    answer: ({ state: { team, app }, address }) => ({
      ok: true,
      url: address,
      team: team.name,
      user: app.name.toLowerCase(),
      team_id: team.id,
      user_id: app.botUser,
      bot_id: app.botId,
      app_id: app.id,
      is_enterprise_install: false,
    }),
  },
};
