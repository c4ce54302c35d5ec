/** One thing a person sees in Slack. Its file holds its ids, its view, its parser and its listener, in that order. */
import type { World } from "../world.ts";
import type { Listening } from "./listening.ts";

export type Surface = { readonly listen: (listening: Listening, world: World) => void };
