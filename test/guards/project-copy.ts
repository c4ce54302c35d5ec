/** A copy of the project to do harm in. The packages are not copied, only pointed at. */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Guard } from "./guard.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const left = new Set(["node_modules", ".git", ".data", join("test", "pictures")]);

export type ProjectCopy = {
  readonly folder: string;
  /** Takes a guard's text out; what it answers puts it back. */
  switchOff(guard: Guard): Promise<() => Promise<void>>;
  remove(): Promise<void>;
};

export async function copyProject(): Promise<ProjectCopy> {
  const folder = await mkdtemp(join(tmpdir(), "bearings-guards-"));
  const wanted = (path: string) => !left.has(relative(root, path).split(sep).join(sep));
  await cp(root, folder, { recursive: true, filter: wanted });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  return {
    folder,
    async switchOff({ file, text, off }) {
      const path = join(folder, file);
      const before = await readFile(path, "utf8");
      if (before.split(text).length !== 2)
        throw new Error(`${file} does not hold the guard's text exactly once.`);
      await writeFile(
        path,
        before.replace(text, () => off),
      );
      return () => writeFile(path, before);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
