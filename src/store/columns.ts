/** Column types of ours: moments and days as Temporal, so that neither travels as an ambiguous Date. */
import { customType } from "drizzle-orm/pg-core";
import { Temporal } from "temporal-polyfill";

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
