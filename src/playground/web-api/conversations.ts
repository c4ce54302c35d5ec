/** conversations.list, .info, .members, .open, .join */
import { appIsIn, directOf, directWith, placeForApp } from "../places.ts";
import { asConversation, kindsAsked, ofKind } from "./conversation.ts";
import { type Family, isYes, no } from "./method.ts";
import { page } from "./paging.ts";

const reading = ["channels:read", "groups:read", "im:read"];

export const conversations: Family = {
  "conversations.list": {
    tier: 2,
    scopes: reading,
    needs: [],
    answer(workspace, args) {
      const kinds = kindsAsked(args.types);
      if (!kinds) return no("invalid_types");
      const all = workspace.state.channels.filter(
        (place) =>
          placeForApp(workspace.state, place.id) !== null &&
          ofKind(place, kinds) &&
          !(isYes(args.exclude_archived) && place.archived),
      );
      const told = all.map((place) => asConversation(workspace, place, true));
      return page("channels", told, args, workspace.pageSize);
    },
  },
  "conversations.info": {
    tier: 3,
    scopes: reading,
    needs: ["channel"],
    answer(workspace, args) {
      const place = placeForApp(workspace.state, args.channel);
      if (!place) return no("channel_not_found");
      return { ok: true, channel: asConversation(workspace, place, isYes(args.include_num_members)) };
    },
  },
  "conversations.members": {
    tier: 4,
    scopes: reading,
    needs: ["channel"],
    answer(workspace, args) {
      const place = placeForApp(workspace.state, args.channel);
      return place ? page("members", place.members, args, workspace.pageSize) : no("channel_not_found");
    },
  },
  "conversations.open": {
    tier: 3,
    scopes: ["im:write"],
    needs: [],
    answer(workspace, args) {
      const { state } = workspace;
      if (args.channel !== undefined) {
        const place = placeForApp(state, args.channel);
        if (!place) return no("channel_not_found");
        if (place.kind !== "direct") return no("method_not_supported_for_channel_type");
        return { ok: true, channel: { id: place.id } };
      }
      const ids = (args.users ?? "").split(",").filter(Boolean);
      const [id] = ids;
      if (id === undefined) return no("users_list_not_supplied");
      if (ids.length > 1) return no("invalid_user_combination");
      const person = state.people.find((one) => one.id === id && !one.bot);
      if (!person) return no("user_not_found");
      if (person.deactivated) return no("user_disabled");
      const known = directOf(state, id);
      const place = known ?? directWith(id, state.app.botUser, workspace.now().toISOString());
      if (!known) state.channels.push(place);
      const told = isYes(args.return_im) ? asConversation(workspace, place) : { id: place.id };
      return { ok: true, channel: told, ...(known ? { no_op: true, already_open: true } : {}) };
    },
  },
  "conversations.join": {
    tier: 3,
    scopes: ["channels:join"],
    needs: ["channel"],
    answer(workspace, args) {
      const place = placeForApp(workspace.state, args.channel);
      if (!place) return no("channel_not_found");
      if (place.private) return no("method_not_supported_for_channel_type");
      if (place.archived) return no("is_archived");
      if (appIsIn(workspace.state, place))
        return { ok: true, warning: "already_in_channel", channel: asConversation(workspace, place) };
      place.members = [...place.members, workspace.state.app.botUser];
      workspace.changed();
      return { ok: true, channel: asConversation(workspace, place) };
    },
  },
};
