/**
 * Names of things. Each id is its own type, so a team can't be passed where a round is wanted.
 * Slack's ids are Slack's; ours are UUIDs that the database draws at random, so that an id tells
 * neither an order nor a time.
 */
import { z } from "zod";

export const WorkspaceId = z.string().min(1).brand<"WorkspaceId">();
export type WorkspaceId = z.infer<typeof WorkspaceId>;

export const ChannelId = z.string().min(1).brand<"ChannelId">();
export type ChannelId = z.infer<typeof ChannelId>;

export const UserId = z.string().min(1).brand<"UserId">();
export type UserId = z.infer<typeof UserId>;

export const TeamId = z.uuid().brand<"TeamId">();
export type TeamId = z.infer<typeof TeamId>;

export const RoundId = z.uuid().brand<"RoundId">();
export type RoundId = z.infer<typeof RoundId>;

export const TryId = z.uuid().brand<"TryId">();
export type TryId = z.infer<typeof TryId>;

export const DeliveryId = z.uuid().brand<"DeliveryId">();
export type DeliveryId = z.infer<typeof DeliveryId>;

export const QuoteId = z.uuid().brand<"QuoteId">();
export type QuoteId = z.infer<typeof QuoteId>;
