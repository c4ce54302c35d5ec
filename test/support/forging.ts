/**
 * What comes back from Slack, made by hand: as an old message, another version of the app or somebody with bad
 * intentions would send it. It is signed like everything else; only what is carried in it is not what was given out.
 */
import type { Button, KnownBlock, ModalView } from "@slack/types";
import { sql } from "drizzle-orm";
import { post } from "../../src/playground/messages.ts";
import { actionTs, pressedInMessage, pressedInView, submitted } from "../../src/playground/payloads.ts";
import type { FormValues } from "../../src/playground/protocol.ts";
import { type Modal, topModal } from "../../src/playground/views.ts";
import type { Db } from "../../src/store/database.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { tableNames } from "./every-row.ts";
import type { TestTown } from "./town.ts";

/** An id that nothing has. */
export const nowhere = "5c6f9d2e-0000-4000-8000-000000000000";

/** What a button, a menu or a modal of ours might carry instead of what it was given. */
export const corrupted: readonly (readonly [name: string, carried: string])[] = [
  ["nothing at all", ""],
  ["half of what it was", '{"v":1,"of":{"round":"5c6f9d2e-00'],
  ["an older version", JSON.stringify({ v: 0, of: { round: nowhere, team: nowhere, try: nowhere } })],
  ["a newer version", JSON.stringify({ v: 2, of: { round: nowhere, team: nowhere, try: nowhere } })],
  ["a shape without a version", JSON.stringify({ round: nowhere, team: nowhere, try: nowhere })],
  ["no ids", JSON.stringify({ v: 1, of: {} })],
  ["ids that are none", JSON.stringify({ v: 1, of: { round: "1' or '1'='1", team: "../..", try: 7 } })],
  ["null", "null"],
  ["a list", "[]"],
  ["a word", "hello"],
  ["as much as Slack allows", "x".repeat(2000)],
];

export type Answered = {
  readonly response_action?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly view?: ModalView;
};

/** Somebody presses a button of ours that carries what we never gave out; wherever it once stood. */
export async function pressesForged(
  town: TestTown,
  person: string,
  action: string,
  value: string,
): Promise<void> {
  const { workspace, door } = town.local;
  const place = workspace.state.channels.find(({ id }) => id === "CHARBOUR");
  if (place === undefined) throw new Error("There is no #harbour-support.");
  const element = { type: "button", action_id: action, text: plain("Press"), value } as const;
  const blocks: KnownBlock[] = [{ type: "actions", block_id: "old", elements: [element] }];
  const message = post(workspace, place.id, { from: workspace.state.app.botUser, text: "Old.", blocks });
  const acted = { ...element, block_id: "old", action_ts: "1.000001" };
  const payload = pressedInMessage(workspace, person, place, message, acted, {});
  await door.form({ payload: JSON.stringify(payload) });
  await town.behindTheDoor.idle?.();
}

/** Somebody sends off a modal of ours that carries what we never gave out. */
export async function submitsForged(
  town: TestTown,
  person: string,
  callback: string,
  metadata: string,
  values: FormValues = {},
): Promise<Answered> {
  const { workspace, door } = town.local;
  const payload = submitted(workspace, person, modal(callback, metadata), values);
  const heard = await door.form({ payload: JSON.stringify(payload) });
  await town.behindTheDoor.idle?.();
  if (heard.was !== "answered" || heard.status !== 200) throw new Error(`The app was ${heard.was}.`);
  return heard.body === "" ? {} : (JSON.parse(heard.body) as Answered);
}

/** What the modal that is open before somebody carries, replaced. */
export function corruptTop(town: TestTown, person: string, metadata: string): void {
  const top = topModal(town.local.workspace, person);
  if (top === null) throw new Error(`${person} has no modal open.`);
  top.view = { ...top.view, private_metadata: metadata };
}

/** The newest button in a channel that says this, such as it stands in the message. */
export function buttonIn(town: TestTown, channel: string, label: string): Button {
  const messages = town.local.workspace.state.messages[channel] ?? [];
  const buttons = messages
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.type === "actions" ? block.elements : []))
    .filter((element) => element.type === "button" && element.text.text === label);
  const newest = buttons.at(-1);
  if (newest?.type !== "button") throw new Error(`Nothing in ${channel} says ${label}.`);
  return newest;
}

/** Every table's rows as one fingerprint each: what is equal before and after, nothing has changed. But for `heard`, which has a row more for everything that came. */
export async function fingerprints(db: Db): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const name of tableNames.filter((name) => name !== "heard")) {
    const [row] = await rowsOf<{ print: string | null }>(
      db,
      sql`select md5(string_agg(t::text, '|' order by t::text)) as print from ${sql.identifier(name)} t`,
    );
    found[name] = row?.print ?? "";
  }
  return found;
}

function modal(callback: string, metadata: string): Modal {
  const view: ModalView = {
    type: "modal",
    callback_id: callback,
    private_metadata: metadata,
    title: plain("Old"),
    submit: plain("Keep it"),
    blocks: [
      {
        type: "input",
        block_id: "first",
        label: plain("First"),
        element: { type: "plain_text_input", action_id: "said" },
      },
    ],
  };
  return { id: "VFORGED", hash: "1.x", view, errors: {} };
}

function plain(text: string) {
  return { type: "plain_text", text } as const;
}

/** Chooses in a menu of the modal on top, whatever stands there. */
export async function choosesForged(
  { local, behindTheDoor }: TestTown,
  person: string,
  menu: string,
  value: string,
): Promise<void> {
  const { workspace, door } = local;
  const top = topModal(workspace, person);
  if (top === null) throw new Error(`${person} has no modal open.`);
  const chosen = { text: { type: "plain_text", text: value }, value };
  const action = { type: "overflow", action_id: menu, block_id: "x", action_ts: actionTs(workspace) };
  const payload = pressedInView(workspace, person, top, { ...action, selected_option: chosen }, {});
  await door.form({ payload: JSON.stringify(payload) });
  await behindTheDoor.idle?.();
}
