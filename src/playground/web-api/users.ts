/** users.info, users.list, users.conversations */
import { Temporal } from "temporal-polyfill";
import type { Profile } from "../people.ts";
import { appIsIn } from "../places.ts";
import type { Workspace } from "../workspace.ts";
import { asConversation, kindsAsked, ofKind } from "./conversation.ts";
import { type Family, isYes, no } from "./method.ts";
import { page } from "./paging.ts";

export const users: Family = {
  "users.info": {
    tier: 4,
    scopes: ["users:read"],
    needs: ["user"],
    answer(workspace, args) {
      const person = workspace.state.people.find((one) => one.id === args.user);
      return person ? { ok: true, user: asUser(workspace, person) } : no("user_not_found");
    },
  },
  "users.list": {
    tier: 2,
    scopes: ["users:read"],
    needs: [],
    answer: (workspace, args) =>
      page(
        "members",
        workspace.state.people.map((person) => asUser(workspace, person)),
        args,
        workspace.pageSize,
      ),
  },
  "users.conversations": {
    tier: 3,
    scopes: ["channels:read", "groups:read", "im:read"],
    needs: [],
    answer(workspace, args) {
      const kinds = kindsAsked(args.types);
      if (!kinds) return no("invalid_types");
      const person = args.user ?? workspace.state.app.botUser;
      const theirs = workspace.state.channels.filter(
        (place) =>
          place.members.includes(person) &&
          (!place.private || appIsIn(workspace.state, place)) &&
          ofKind(place, kinds) &&
          !(isYes(args.exclude_archived) && place.archived),
      );
      return page(
        "channels",
        theirs.map((place) => asConversation(workspace, place)),
        args,
        workspace.pageSize,
      );
    },
  },
};

/** A person as Slack tells of them: with their zone and its offset at this moment, and without their address. */
export function asUser(workspace: Workspace, person: Profile): Record<string, unknown> {
  const { team } = workspace.state;
  const now = Temporal.Instant.fromEpochMilliseconds(workspace.now().getTime());
  const common = {
    id: person.id,
    team_id: person.from ?? team.id,
    ...(person.from === undefined ? {} : { is_stranger: true }),
    name: person.handle,
    deleted: person.deactivated,
  };
  return {
    ...common,
    real_name: person.name,
    tz: person.zone,
    tz_label: person.zone,
    tz_offset: Math.round(now.toZonedDateTimeISO(person.zone).offsetNanoseconds / 1e9),
    profile: {
      title: person.title,
      real_name: person.name,
      real_name_normalized: person.name,
      display_name: person.handle,
      display_name_normalized: person.handle,
      status_text: person.status,
      status_emoji: "",
      status_expiration: 0,
      team: team.id,
      ...(person.bot ? { bot_id: workspace.state.app.botId, api_app_id: workspace.state.app.id } : {}),
    },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.guest === true,
    is_ultra_restricted: person.guest === "single-channel",
    is_bot: person.bot,
    is_app_user: false,
    updated: 0,
  };
}
