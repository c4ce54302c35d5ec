/** One word after `/bearings`: what it is called, what help says of it, who may, what it does. */
import type { World } from "../../world.ts";
import type { Permission } from "../permissions.ts";
import type { Visit } from "../visit.ts";

export type Command = {
  readonly word: string;
  /** What may follow it, as help shows it, such as `[category or measure]`; empty when nothing. */
  readonly takes: string;
  /** One line for help: what it does, as somebody who needs it would say. */
  readonly help: string;
  readonly may: Permission<unknown>;
  /** `rest` is what was typed after the word, trimmed. */
  readonly answer: (world: World, visit: Visit, rest: string) => Promise<void>;
};
