/** Columns of ours: moments and days as Temporal, so that neither travels as an ambiguous Date, and what many tables have. */
import { sql } from "drizzle-orm";
import { customType, text, uuid } from "drizzle-orm/pg-core";
import { Temporal } from "temporal-polyfill";
import type { SubjectKey } from "../core/framework.ts";
import type { UserId } from "../core/ids.ts";
import type { Week } from "../core/week.ts";

export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => "timestamptz",
  toDriver: (moment) => moment.toString(),
  fromDriver: (text) => Temporal.Instant.from(text),
});

/** A day of somebody's calendar, with no time and no zone. */
export const localDay = customType<{ data: Temporal.PlainDate; driverData: string }>({
  dataType: () => "date",
  toDriver: (day) => day.toString(),
  fromDriver: (text) => Temporal.PlainDate.from(text),
});

/** Drawn at random, so that an id tells neither an order nor a time. */
export const id = () => uuid().primaryKey().default(sql`gen_random_uuid()`);
export const person = () => text().notNull().$type<UserId>();
export const subject = () => text().notNull().$type<SubjectKey>();
export const week = () => text().notNull().$type<Week>();
