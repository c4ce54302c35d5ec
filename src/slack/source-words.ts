/** The source, named wherever the framework is shown: home tab, help, look-ups, exports. */
import { attribution } from "../core/catalogue/attribution.ts";
import { inert } from "./blocks.ts";

/** The attribution, whole and unchanged. */
export function attributionLine(): string {
  return attribution.map((line) => inert(line)).join("\n");
}
