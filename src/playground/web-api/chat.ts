/** chat.postMessage, .update, .postEphemeral, .delete, .getPermalink */
import { change, messageAt, post, takeAway } from "../messages.ts";
import { placeForApp } from "../places.ts";
import type { Workspace } from "../workspace.ts";
import { asMessage, placeToSpeak, wordsIn } from "./message-parts.ts";
import { type Answer, type Arguments, type Family, no, parsed } from "./method.ts";

/** `chat.update` takes no longer text than this. */
const LONGEST_UPDATE = 4_000;
const LARGEST_METADATA = 16_000;

export const chat: Family = {
  "chat.postMessage": { tier: "special", scopes: ["chat:write"], needs: ["channel"], answer: postMessage },
  "chat.update": { tier: 3, scopes: ["chat:write"], needs: ["channel", "ts"], answer: update },
  "chat.postEphemeral": {
    tier: 4,
    scopes: ["chat:write"],
    needs: ["channel", "user"],
    answer: postEphemeral,
  },
  "chat.delete": { tier: 3, scopes: ["chat:write"], needs: ["channel", "ts"], answer: remove },
  "chat.getPermalink": {
    tier: "special",
    scopes: [],
    needs: ["channel", "message_ts"],
    answer(workspace, args) {
      const place = placeForApp(workspace.state, args.channel);
      if (!place) return no("channel_not_found");
      const message = messageAt(workspace, place.id, args.message_ts);
      if (!message) return no("message_not_found");
      const permalink = `${workspace.address}archives/${place.id}/p${message.ts.replace(".", "")}`;
      return { ok: true, channel: place.id, permalink };
    },
  },
};

function postMessage(workspace: Workspace, args: Arguments): Answer {
  const place = placeToSpeak(workspace, args.channel);
  if ("refused" in place) return place.refused;
  const words = wordsIn(workspace, args);
  if ("refused" in words) return words.refused;
  const metadata = metadataIn(args);
  if (metadata && "refused" in metadata) return metadata.refused;
  if (args.thread_ts && !messageAt(workspace, place.id, args.thread_ts)) return no("cannot_reply_to_message");
  const wait = workspace.rates.waitToPost(place.id);
  if (wait > 0) return no("ratelimited", { retryAfter: wait });
  const posted = post(workspace, place.id, {
    from: workspace.state.app.botUser,
    ...words,
    thread: args.thread_ts ?? null,
    metadata: metadata?.kept,
  });
  return { ok: true, channel: place.id, ts: posted.ts, message: asMessage(workspace, posted) };
}

function update(workspace: Workspace, args: Arguments): Answer {
  const place = placeForApp(workspace.state, args.channel);
  if (!place) return no("channel_not_found");
  const message = messageAt(workspace, place.id, args.ts);
  if (!message || message.only) return no("message_not_found");
  if (message.from !== workspace.state.app.botUser) return no("cant_update_message");
  if (place.archived) return no("is_inactive");
  if ((args.text ?? "").length > LONGEST_UPDATE) return no("msg_too_long");
  const words = wordsIn(workspace, args);
  if ("refused" in words) return words.refused;
  const metadata = metadataIn(args);
  if (metadata && "refused" in metadata) return metadata.refused;
  change(workspace, message, { ...words, metadata: metadata?.kept });
  return {
    ok: true,
    channel: place.id,
    ts: message.ts,
    text: message.text,
    message: asMessage(workspace, message),
  };
}

function postEphemeral(workspace: Workspace, args: Arguments): Answer {
  const place = placeToSpeak(workspace, args.channel);
  if ("refused" in place) return place.refused;
  if (!args.user || !place.members.includes(args.user)) return no("user_not_in_channel");
  const words = wordsIn(workspace, args);
  if ("refused" in words) return words.refused;
  const { botUser } = workspace.state.app;
  const posted = post(workspace, place.id, {
    from: botUser,
    ...words,
    only: args.user,
    thread: args.thread_ts ?? null,
  });
  return { ok: true, message_ts: posted.ts };
}

function remove(workspace: Workspace, args: Arguments): Answer {
  const place = placeForApp(workspace.state, args.channel);
  if (!place) return no("channel_not_found");
  const message = messageAt(workspace, place.id, args.ts);
  if (!message || message.only) return no("message_not_found");
  if (message.from !== workspace.state.app.botUser) return no("cant_delete_message");
  takeAway(workspace, place.id, message.ts);
  return { ok: true, channel: place.id, ts: message.ts };
}

/** What an app pins to a message for itself: an event type and a plain payload. */
function metadataIn(args: Arguments): { readonly kept: unknown } | { readonly refused: Answer } | null {
  if (args.metadata === undefined) return null;
  const metadata = parsed(args.metadata);
  if (typeof metadata !== "object" || metadata === null) return { refused: no("invalid_metadata_format") };
  const { event_type: type, event_payload: payload } = metadata as Record<string, unknown>;
  if (typeof type !== "string" || typeof payload !== "object" || payload === null)
    return { refused: no("invalid_metadata_format") };
  return args.metadata.length > LARGEST_METADATA ? { refused: no("metadata_too_large") } : { kept: metadata };
}
