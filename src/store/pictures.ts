/** Pictures that Slack has already: the same content is uploaded once for a workspace. */
import { and, eq, inArray } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { WorkspaceId } from "../core/ids.ts";
import type { Db } from "./database.ts";
import { pictures } from "./schema.ts";

/** Slack's file ids by content, of those contents that a workspace's Slack has. */
export async function filesOf(
  db: Db,
  workspace: WorkspaceId,
  contents: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (contents.length === 0) return new Map();
  const rows = await db
    .select({ content: pictures.content, file: pictures.file })
    .from(pictures)
    .where(and(eq(pictures.workspace, workspace), inArray(pictures.content, [...contents])));
  return new Map(rows.map(({ content, file }) => [content, file]));
}

/** Of two uploads of the same content at the same moment the later one is remembered: either shows it. */
export async function keepFile(
  db: Db,
  workspace: WorkspaceId,
  { content, file, uploadedAt }: { content: string; file: string; uploadedAt: Temporal.Instant },
): Promise<void> {
  const row = { workspace, content, file, uploadedAt };
  await db
    .insert(pictures)
    .values(row)
    .onConflictDoUpdate({ target: [pictures.workspace, pictures.content], set: { file, uploadedAt } });
}

/** Slack doesn't show a file any more: it is uploaded anew when it is needed next. */
export async function forgetFiles(db: Db, workspace: WorkspaceId, files: readonly string[]): Promise<void> {
  if (files.length === 0) return;
  await db.delete(pictures).where(and(eq(pictures.workspace, workspace), inArray(pictures.file, [...files])));
}
