/** Slack names every block and every element that came without a name; so do we, or nobody could press them. */
import type { KnownBlock } from "@slack/types";
import { elementsOf, type Wire } from "./page/form.ts";
import type { Workspace } from "./workspace.ts";

/** A copy of the blocks in which each block has a block_id and each element an action_id. */
export function withIds(workspace: Workspace, blocks: readonly KnownBlock[]): KnownBlock[] {
  const named = structuredClone(blocks) as (KnownBlock & { block_id?: string })[];
  for (const block of named) {
    block.block_id ??= workspace.id("b");
    for (const element of elementsOf(block as never) as { type: string; action_id?: string }[])
      if (element.type !== "image") element.action_id ??= workspace.id("a");
  }
  return named;
}

/** Blocks as they are on the wire: what has no type is let go. */
export function wires(blocks: readonly object[]): readonly Wire[] {
  return blocks.filter((block): block is Wire => "type" in block && typeof block.type === "string");
}
