/** A leader's rough words on where their time went, week by week. Told to that leader only. */
import { and, desc, eq } from "drizzle-orm";
import type { FocusReport } from "../core/focus.ts";
import type { UserId, WorkspaceId } from "../core/ids.ts";
import type { Week } from "../core/week.ts";
import type { Db } from "./database.ts";
import { focusReports } from "./schema.ts";

export type KeptFocusReport = { readonly week: Week; readonly words: FocusReport };

/** Keeps a leader's report on a week; a later one replaces it. */
export async function keepFocusReport(
  db: Db,
  report: KeptFocusReport & { readonly workspace: WorkspaceId; readonly person: UserId },
): Promise<void> {
  await db
    .insert(focusReports)
    .values(report)
    .onConflictDoUpdate({
      target: [focusReports.workspace, focusReports.person, focusReports.week],
      set: { words: report.words },
    });
}

/** A leader's last reports, newest week first. */
export async function focusReportsOf(
  db: Db,
  workspace: WorkspaceId,
  person: UserId,
  { weeks }: { readonly weeks: number },
): Promise<readonly KeptFocusReport[]> {
  return db
    .select({ week: focusReports.week, words: focusReports.words })
    .from(focusReports)
    .where(and(eq(focusReports.workspace, workspace), eq(focusReports.person, person)))
    .orderBy(desc(focusReports.week))
    .limit(weeks);
}
