/** Pictures and other files that the app uploaded: announced, then sent, then complete. */
import type { Workspace } from "./workspace.ts";

export type Upload = {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  readonly alt: string;
  title: string;
  /** Base64; null until the bytes have come. */
  bytes: string | null;
  complete: boolean;
  readonly createdAt: string;
};

/** A place for a file that the app is about to send. */
export function announceFile(workspace: Workspace, name: string, length: number, alt: string): Upload {
  const id = workspace.id("F");
  const upload: Upload = {
    id,
    name,
    length,
    alt,
    title: name,
    bytes: null,
    complete: false,
    createdAt: workspace.now().toISOString(),
  };
  workspace.state.files[id] = upload;
  return upload;
}

/** Keeps the bytes of an announced file; false for a file nobody announced, one already complete, or another length. */
export function keepFile(workspace: Workspace, id: string, bytes: Buffer): boolean {
  const upload = fileOf(workspace, id);
  if (!upload || upload.complete || bytes.length !== upload.length) return false;
  upload.bytes = bytes.toString("base64");
  return true;
}

/** The file of this id, if there is one. */
export function fileOf(workspace: Workspace, id: string): Upload | null {
  const files = workspace.state.files;
  return Object.hasOwn(files, id) ? (files[id] ?? null) : null;
}

/** Which picture it is by its first bytes; null for what is not a picture that Slack shows in a block. */
export function pictureType(bytes: Buffer): "image/png" | "image/jpeg" | "image/gif" | null {
  const start = bytes.subarray(0, 4).toString("latin1");
  if (start === "\x89PNG") return "image/png";
  if (start.startsWith("\xff\xd8\xff")) return "image/jpeg";
  return start.startsWith("GIF8") ? "image/gif" : null;
}

/** Where a complete file can be looked at. */
export function fileAddress(workspace: Workspace, id: string): string {
  return `${workspace.address}files/${id}.png`;
}
