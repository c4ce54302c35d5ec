/** Files for one person, in their direct messages with Bearings. */
import type { WebClient } from "@slack/web-api";
import type { UserId } from "../core/ids.ts";
import { said } from "./blocks.ts";

export type TextFile = { readonly name: string; readonly text: string };

/** As long as a call to the Web API may take (client.ts). */
const patience = 10_000;

/**
 * Sends files to somebody, with a sentence before them. Only the answer to a message tells which conversation is the direct
 * one with somebody, so the words go after the bytes and before the files are shown.
 */
export async function sendFiles(
  slack: WebClient,
  person: UserId,
  files: readonly TextFile[],
  words: string,
): Promise<void> {
  const uploads: { readonly id: string; readonly title: string }[] = [];
  for (const file of files) uploads.push({ id: await uploaded(slack, file), title: file.name });
  const [first, ...rest] = uploads;
  if (first === undefined) throw new Error("There is no file to send.");
  const { channel } = await slack.chat.postMessage({ channel: person, ...said(words) });
  if (!channel) throw new Error("Slack did not say where the message stands.");
  await slack.files.completeUploadExternal({ files: [first, ...rest], channel_id: channel });
}

async function uploaded(slack: WebClient, { name, text }: TextFile): Promise<string> {
  const bytes = Buffer.from(text);
  const asked = { filename: name, length: bytes.byteLength };
  const { upload_url: address, file_id: id } = await slack.files.getUploadURLExternal(asked);
  if (!address || !id) throw new Error("Slack gave no address for a file.");
  const sent = await fetch(address, { method: "POST", body: bytes, signal: AbortSignal.timeout(patience) });
  if (!sent.ok) throw new Error(`A file was not taken: ${sent.status}.`);
  return id;
}
