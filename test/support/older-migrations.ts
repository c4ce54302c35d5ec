/** The migrations as an older Bearings had them: the same files, and a journal that ends sooner. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrationsFolder } from "../../src/store/migrate.ts";

type Journal = { readonly entries: readonly { readonly tag: string; readonly when: number }[] };
const journalFile = join("meta", "_journal.json");

export const journal: Journal = JSON.parse(readFileSync(join(migrationsFolder, journalFile), "utf8"));

export type OlderMigrations = {
  readonly folder: string;
  /** From now on the journal ends after so many migrations. */
  readonly endAfter: (count: number) => void;
  readonly remove: () => void;
};

export function olderMigrations(): OlderMigrations {
  const folder = mkdtempSync(join(tmpdir(), "bearings-older-"));
  cpSync(migrationsFolder, folder, { recursive: true });
  return {
    folder,
    endAfter(count) {
      const entries = journal.entries.slice(0, count);
      writeFileSync(join(folder, journalFile), JSON.stringify({ ...journal, entries }));
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
