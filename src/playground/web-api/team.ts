/** team.info and bots.info */
import { type Family, no } from "./method.ts";

export const team: Family = {
  "team.info": {
    tier: 3,
    scopes: ["team:read"],
    needs: [],
    answer: ({ state: { team }, address }, args) =>
      args.team !== undefined && args.team !== team.id
        ? no("team_not_found")
        : { ok: true, team: { ...team, url: address, email_domain: "", icon: { image_default: true } } },
  },
  "bots.info": {
    tier: 3,
    scopes: ["users:read"],
    needs: [],
    answer: ({ state: { app } }, args) =>
      args.bot !== app.botId
        ? no("bot_not_found")
        : {
            ok: true,
            bot: {
              id: app.botId,
              deleted: false,
              name: app.name,
              updated: 0,
              app_id: app.id,
              user_id: app.botUser,
            },
          },
  },
};
