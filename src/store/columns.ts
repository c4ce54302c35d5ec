/** Column types of ours: instants as Temporal, so that a moment never travels as an ambiguous Date. */
import { customType } from "drizzle-orm/pg-core";
import { Temporal } from "temporal-polyfill";

export const instant = customType<{ data: Temporal.Instant; driverData: string }>({
  dataType: () => "timestamptz",
  toDriver: (moment) => moment.toString(),
  fromDriver: (text) => Temporal.Instant.from(text),
});
