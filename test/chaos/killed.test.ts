/** Killed, on PostgreSQL. */
import { describe } from "vitest";
import { bySize } from "../support/size.ts";
import { killed } from "./killing.ts";
import { sharedPostgres } from "./server.ts";
import { onPostgres } from "./shelf.ts";

const server = sharedPostgres();

describe("killed, on PostgreSQL", () => {
  killed(bySize({ commit: 1, nightly: 25, release: 90 }), () => onPostgres(server().url));
});
