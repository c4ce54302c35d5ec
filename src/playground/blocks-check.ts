/**
 * Slack's own check of messages, modals and home tabs: every limit of facts that Slack writes down, the places where
 * elements may stand, and nothing that Slack would not know. An empty list means Slack would take it.
 */
import { z } from "zod";
import { homeBlocks, messageBlocks, modalBlocks } from "./blocks-check/blocks.ts";
import { type Complaint, complain, complaintsOf } from "./blocks-check/complaints.ts";
import { name, plain } from "./blocks-check/texts.ts";
import { actionKey, blockKey, elementsOf, type Wire } from "./page/form.ts";

export { asLine, type Complaint } from "./blocks-check/complaints.ts";

/** Of a view, in bytes: Slack's 250 KB. */
const LARGEST_VIEW = 250_000;
/** JSON characters of a message's blocks, beyond which people have met `msg_blocks_too_long` (bolt-js #2509). */
const LONGEST_BLOCKS = 13_200;
/** A message's text is advised up to here, and `chat.update` refuses more. */
const LONGEST_TEXT = 4_000;
const LONGEST_MARKDOWN = 12_000;

const about = {
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: name.optional(),
};
const modal = z.strictObject({
  type: z.literal("modal"),
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
  ...about,
  blocks: modalBlocks,
});
const home = z.strictObject({ type: z.literal("home"), ...about, blocks: homeBlocks });

/** What Slack would refuse about a message: its blocks, one by one and together, and the length of its text. */
export function checkMessage(blocks: unknown, text: string): readonly Complaint[] {
  const parsed = messageBlocks.safeParse(blocks);
  const tooLong =
    text.length > LONGEST_TEXT
      ? [complain("/text", `must be at most ${LONGEST_TEXT} characters`, "max_length", LONGEST_TEXT)]
      : [];
  if (!parsed.success) return [...complaintsOf(parsed.error.issues, blocks, "/blocks"), ...tooLong];
  const wires = parsed.data as readonly Wire[];
  return [...tooLong, ...blocksTooLong(wires), ...together(wires, "/blocks"), ...onlyOneTable(wires)];
}

/** What Slack would refuse about a modal. */
export function checkView(view: unknown): readonly Complaint[] {
  const parsed = modal.safeParse(view);
  if (!parsed.success) return complaintsOf(parsed.error.issues, view, "/view");
  const wires = parsed.data.blocks as readonly Wire[];
  const unsent =
    parsed.data.submit === undefined && wires.some((block) => block.type === "input")
      ? [
          {
            code: "missing_field",
            message: "missing required field: submit",
            pointer: "/view",
            field: "submit",
          } as const,
        ]
      : [];
  return [...unsent, ...together(wires, "/view/blocks"), ...tooLarge(view)];
}

/** What Slack would refuse about a home tab. */
export function checkHome(view: unknown): readonly Complaint[] {
  const parsed = home.safeParse(view);
  if (!parsed.success) return complaintsOf(parsed.error.issues, view, "/view");
  return [...together(parsed.data.blocks as readonly Wire[], "/view/blocks"), ...tooLarge(view)];
}

/** Whether a view is beyond Slack's 250 KB, for which there is an error of its own. */
export function isTooLarge(view: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(view) ?? "") > LARGEST_VIEW;
}

/** Whether blocks are beyond what a message carries, for which there is an error of its own. */
export function areTooLong(blocks: unknown): boolean {
  return (JSON.stringify(blocks) ?? "").length > LONGEST_BLOCKS;
}

function tooLarge(view: unknown): Complaint[] {
  return isTooLarge(view)
    ? [complain("/view", `must be at most ${LARGEST_VIEW} bytes`, "max_length", LARGEST_VIEW)]
    : [];
}

function blocksTooLong(blocks: readonly Wire[]): Complaint[] {
  const message = `must be at most ${LONGEST_BLOCKS} characters of JSON together`;
  return areTooLong(blocks) ? [complain("/blocks", message, "max_length", LONGEST_BLOCKS)] : [];
}

/** The rules that no block can break alone: names are unique, and one field at most has the focus. */
function together(blocks: readonly Wire[], root: string): Complaint[] {
  const found: Complaint[] = [];
  const seen = new Set<unknown>();
  let focused = 0;
  for (const [index, block] of blocks.entries()) {
    if (block.block_id !== undefined && seen.has(block.block_id))
      found.push(
        complain(
          `${root}/${index}/block_id`,
          `\`block_id\` already exists: ${blockKey(block, index)}`,
          "unique",
          true,
        ),
      );
    seen.add(block.block_id);
    const actions = elementsOf(block).map(actionKey).filter(Boolean);
    if (new Set(actions).size < actions.length)
      found.push(complain(`${root}/${index}`, "`action_id` must be unique in its block", "unique", true));
    focused += elementsOf(block).filter((element) => element.focus_on_load === true).length;
  }
  if (focused > 1) found.push(complain(root, "only one `focus_on_load` allowed", "max_items", 1));
  return found;
}

function onlyOneTable(blocks: readonly Wire[]): Complaint[] {
  const tables = blocks.filter((block) => block.type === "table").length;
  const written = blocks.reduce(
    (sum, block) => sum + (block.type === "markdown" ? String(block.text).length : 0),
    0,
  );
  return [
    ...(tables > 1 ? [complain("/blocks", "only one table allowed", "max_items", 1)] : []),
    ...(written > LONGEST_MARKDOWN
      ? [
          complain(
            "/blocks",
            `at most ${LONGEST_MARKDOWN} characters of markdown`,
            "max_length",
            LONGEST_MARKDOWN,
          ),
        ]
      : []),
  ];
}
