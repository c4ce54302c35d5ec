/** Killed, on the embedded engine in a folder. */
import { describe } from "vitest";
import { bySize } from "../support/size.ts";
import { killed } from "./killing.ts";
import { inFolder } from "./shelf.ts";

describe("killed, on the embedded engine", () => {
  killed(bySize({ commit: 1, nightly: 10, release: 45 }), inFolder);
});
