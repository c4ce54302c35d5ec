/** files.getUploadURLExternal and files.completeUploadExternal; the bytes come in between, to the address given. */
import type { KnownBlock } from "@slack/types";
import { announceFile, fileAddress, fileOf, pictureType, type Upload } from "../files.ts";
import { post } from "../messages.ts";
import type { Workspace } from "../workspace.ts";
import { placeToSpeak } from "./message-parts.ts";
import { type Answer, type Arguments, type Family, no, parsed } from "./method.ts";

export const files: Family = {
  "files.getUploadURLExternal": {
    tier: 4,
    scopes: ["files:write"],
    needs: ["filename", "length"],
    answer(workspace, args) {
      const length = Number(args.length);
      if (!Number.isInteger(length) || length < 1) return no("invalid_arguments");
      if ((args.alt_txt ?? args.alt_text ?? "").length > 1000) return no("alt_txt_too_large");
      const name = args.filename ?? "";
      const file = announceFile(workspace, name, length, args.alt_txt ?? args.alt_text ?? "");
      return { ok: true, upload_url: `${workspace.address}upload/${file.id}`, file_id: file.id };
    },
  },
  "files.completeUploadExternal": { tier: 4, scopes: ["files:write"], needs: ["files"], answer: complete },
};

function complete(workspace: Workspace, args: Arguments): Answer {
  const asked = parsed(args.files);
  if (!Array.isArray(asked) || asked.length === 0) return no("invalid_arguments");
  const uploads: { readonly file: Upload; readonly title: string }[] = [];
  for (const one of asked as { id?: string; title?: string }[]) {
    const file = fileOf(workspace, one.id ?? "");
    if (!file?.bytes) return no("file_not_found");
    uploads.push({ file, title: one.title ?? file.name });
  }
  const place = args.channel_id ? placeToSpeak(workspace, args.channel_id) : null;
  if (place && "refused" in place) return place.refused;
  for (const { file, title } of uploads) {
    file.complete = true;
    file.title = title;
  }
  if (place)
    share(
      workspace,
      place.id,
      args,
      uploads.map(({ file }) => file),
    );
  workspace.changed();
  return { ok: true, files: uploads.map(({ file }) => asFile(workspace, file)) };
}

/** A file put into a channel is a message with the pictures in it, and a way to each file that is none. */
function share(workspace: Workspace, channel: string, args: Arguments, shared: readonly Upload[]): void {
  const blocks = shared.map((file) => (isPicture(file) ? asPicture(file) : asLink(workspace, file)));
  const text = args.initial_comment ?? "";
  const thread = args.thread_ts ?? null;
  post(workspace, channel, { from: workspace.state.app.botUser, text, blocks, thread });
}

function isPicture({ bytes }: Upload): boolean {
  return pictureType(Buffer.from(bytes ?? "", "base64")) !== null;
}

function asPicture(file: Upload): KnownBlock {
  return { type: "image", slack_file: { id: file.id }, alt_text: file.alt || file.title };
}

function asLink(workspace: Workspace, file: Upload): KnownBlock {
  const name = file.title.replace(/[<>|]/g, "");
  const text = { type: "mrkdwn", text: `<${workspace.address}files/${file.id}|${name}>` } as const;
  return { type: "section", text };
}

function asFile(workspace: Workspace, file: Upload): Record<string, unknown> {
  return {
    id: file.id,
    created: Math.floor(Date.parse(file.createdAt) / 1000),
    name: file.name,
    title: file.title,
    size: file.length,
    user: workspace.state.app.botUser,
    url_private: fileAddress(workspace, file.id),
    permalink: fileAddress(workspace, file.id),
  };
}
