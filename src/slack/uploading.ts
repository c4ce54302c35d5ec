/** A picture to Slack: bytes go to an address that Slack gives, and come back as the id of a file that a message can show. */
import type { WebClient } from "@slack/web-api";
import { clip } from "./blocks.ts";
import { slackCode } from "./visit.ts";

export type Upload = { readonly png: Uint8Array; readonly name: string; readonly alt: string };

/** Slack's limit for `alt_txt` of an uploaded file; the whole alt text stands in the message's image block. */
const uploadedAlt = 1000;

/** As long as a call to the Web API may take (client.ts). */
const patience = 10_000;

/**
 * Uploads a picture for a message, shared nowhere else, and tells its file id; null when anything about it fails, so that
 * words go out without their picture. The client's own `filesUploadV2` can't: it posts to an absolute address, which our
 * clients refuse.
 */
export async function uploadPicture(slack: WebClient, { png, name, alt }: Upload): Promise<string | null> {
  try {
    const { upload_url: address, file_id: id } = await slack.files.getUploadURLExternal({
      filename: name,
      length: png.byteLength,
      alt_text: clip(alt, uploadedAlt),
    });
    if (!address || !id) return null;
    const signal = AbortSignal.timeout(patience);
    const sent = await fetch(address, { method: "POST", body: Buffer.from(png), signal });
    if (!sent.ok) return null;
    await slack.files.completeUploadExternal({ files: [{ id, title: name }] });
    return id;
  } catch {
    return null;
  }
}

/**
 * Says something with its picture. Slack may take a moment to make a picture showable, and refuses the whole message until
 * then: the same words go out without it.
 */
export async function sayWithPicture<Picture>(
  picture: Picture | null,
  say: (picture: Picture | null) => Promise<void>,
): Promise<void> {
  try {
    await say(picture);
  } catch (error) {
    if (picture === null || slackCode(error) !== "invalid_blocks") throw error;
    await say(null);
  }
}
