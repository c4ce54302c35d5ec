/** What each kind of delivery says, made at the moment of saying it; or nothing, where it has been overtaken. */
import type { WebClient } from "@slack/web-api";
import type { Temporal } from "temporal-polyfill";
import { type ChannelId, UserId } from "../core/ids.ts";
import { loopOf, whyThisCloserLook } from "../core/loop.ts";
import type { Said } from "../slack/blocks.ts";
import { nudgeMessage } from "../slack/nudge-message.ts";
import { goingTries, lastRound } from "../slack/opening.ts";
import { roundMessage } from "../slack/round-message.ts";
import type { Delivery } from "../store/deliveries.ts";
import { standingInRound } from "../store/rosters.ts";
import { closerLooksSeen, roundById } from "../store/rounds.ts";
import { teamById } from "../store/teams.ts";
import type { World } from "../world.ts";

export type Spoken = {
  readonly message: Said;
  /** The same words, where the message has a picture that Slack may not show yet. */
  readonly withoutPicture?: Said;
  readonly afterwards?: (
    posted: { readonly channel: ChannelId; readonly ts: string } | null,
  ) => Promise<void>;
};

type Face = {
  /** Whether it is said once more, marked, when nobody knows whether it was heard. */
  readonly again: boolean;
  /** Null: there is nothing to say any more. */
  readonly compose: (
    world: World,
    slack: WebClient,
    delivery: Delivery,
    now: Temporal.Instant,
  ) => Promise<Spoken | null>;
};

export const deliveryKinds = [
  "round",
  "nudge",
  "summary",
  "digest",
  "try_question",
  "welcome",
  "set_up",
] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

export function isDeliveryKind(kind: string): kind is DeliveryKind {
  return deliveryKinds.some((one) => one === kind);
}
