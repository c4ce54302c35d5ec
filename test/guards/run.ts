/**
 * `npm run test:guards`: switches off one guard after the other in a copy of the project, and runs the tests that claim to
 * watch it. A guard whose tests stay green while it is off is not tested, whatever they are called. A word after the
 * command runs only the guards that have it in their sentence or file.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Guard } from "./guard.ts";
import { guards } from "./guards.ts";
import { copyProject } from "./project-copy.ts";
import { runTests } from "./tests-run.ts";

const word = process.argv[2] ?? "";
const chosen = guards.filter(({ keeps, file }) => `${keeps} ${file}`.includes(word));
const say = (line: string) => process.stdout.write(`${line}\n`);

const copy = await copyProject();
let missed = 0;
try {
  const files = [...new Set(chosen.flatMap(({ caughtBy }) => caughtBy))];
  const before = await runTests(copy.folder, files);
  if (before.broken || before.failed.length > 0) {
    say(`With every guard on, this fails already: ${before.failed.join("; ") || "the run itself"}.`);
    process.exitCode = 1;
  } else {
    say(`With every guard on: ${before.passed} tests in ${files.length} files pass.\n`);
    for (const guard of chosen) if (!(await isCaught(guard))) missed++;
    say(`\n${chosen.length - missed} caught, ${missed} missed`);
    if (missed > 0) process.exitCode = 1;
  }
} finally {
  await copy.remove();
}

async function isCaught(guard: Guard): Promise<boolean> {
  const restore = await copy.switchOff(guard);
  await rm(join(copy.folder, "guards-results.json"), { force: true });
  const { failed, broken } = await runTests(copy.folder, guard.caughtBy);
  await restore();
  const caught = !broken && failed.length > 0;
  say(
    `${caught ? "caught" : broken ? "BROKEN" : "MISSED"}  ${guard.keeps}\n        ${guard.file}${caught ? ` · ${failed[0]}` : ""}`,
  );
  return caught;
}
