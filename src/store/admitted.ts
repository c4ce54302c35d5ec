/** What lets us into Slack's workspaces: the tokens of each installation, sealed, and installs that are under way. */

import { sql } from "drizzle-orm";
import { check, pgTable, text } from "drizzle-orm/pg-core";
import type { UserId } from "../core/ids.ts";
import { ofWorkspace } from "./belonging.ts";
import { instant } from "./columns.ts";

/** One for each workspace, or for a whole organisation at once. Gone the moment that Bearings is uninstalled. */
export const installations = pgTable(
  "installations",
  {
    /** The workspace's id; for an org-wide installation the organisation's. Slack never gives one id to two of them. */
    id: text().primaryKey(),
    enterprise: text(),
    workspace: ofWorkspace(),
    botUser: text().notNull().$type<UserId>(),
    botId: text().notNull(),
    /** What it was granted, comma-separated. */
    scopes: text().notNull(),
    /** Sealed (store/sealed), both with the same key, whose id is `key`. */
    token: text().notNull(),
    refreshToken: text(),
    key: text().notNull(),
    /** Null where tokens do not rotate: then it holds until it is revoked. */
    expiresAt: instant(),
    /** Somebody is getting the next token, and nobody else does until then: a refresh token can be used once. */
    refreshingUntil: instant(),
    installedAt: instant().notNull(),
  },
  (t) => [check("installations_of_one", sql`${t.id} = coalesce(${t.workspace}, ${t.enterprise})`)],
);

/** Installs that somebody has begun and Slack has not sent back yet, for ten minutes. Neither secret is kept itself. */
export const installStates = pgTable("install_states", {
  /** SHA-256 of what travels through Slack. */
  state: text().primaryKey(),
  /** SHA-256 of what stays in the browser that began it. */
  browser: text().notNull(),
  expiresAt: instant().notNull(),
});
