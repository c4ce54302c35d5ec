/** People and moments for tests, by name. */
import { Temporal } from "temporal-polyfill";
import type { UserId } from "../../src/core/ids.ts";

const person = (id: string) => id as UserId;

export const ada = person("UADA");
export const ben = person("UBEN");
export const cleo = person("UCLEO");
export const dev = person("UDEV");
export const eli = person("UELI");
export const fay = person("UFAY");

/** A local day, as an ISO date. */
export const day = (iso: string) => Temporal.PlainDate.from(iso);

/** A moment, as an ISO instant. */
export const moment = (iso: string) => Temporal.Instant.from(iso);
