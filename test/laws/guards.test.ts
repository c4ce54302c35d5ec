/** The list of guards stays true while the code moves: `npm run test:guards` switches each off and sees a test fail. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { guards } from "../guards/guards.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

describe("the guards that npm run test:guards switches off", () => {
  it.each(guards.map((guard) => [guard.keeps, guard] as const))(
    "stand where the list says: %s",
    (_, guard) => {
      const holds = readFileSync(join(root, guard.file), "utf8").split(guard.text).length - 1;
      expect(holds, `${guard.file} holds the guard's text`).toBe(1);
      expect(guard.off).not.toBe(guard.text);
      for (const file of guard.caughtBy) expect(existsSync(join(root, file)), file).toBe(true);
    },
  );

  it("are fifteen at least, each with a fear of its own", () => {
    expect(guards.length).toBeGreaterThanOrEqual(15);
    expect(new Set(guards.map(({ keeps }) => keeps)).size).toBe(guards.length);
  });
});
