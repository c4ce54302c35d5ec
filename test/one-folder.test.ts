/** Two processes on one folder would corrupt it without any error: whichever comes second is turned away, every time. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openLocalWorkspace } from "../src/playground/server.ts";
import { openDatabase } from "../src/store/database.ts";
import { workspaceIds } from "../src/store/workspaces.ts";
import { bySize } from "./support/size.ts";
import { type Started, startBearings } from "./support/started.ts";

const times = bySize({ commit: 2, nightly: 20, release: 50 });

it(`of two that start together on one folder one runs, and the other names it (${times} times, each ended by kill -9)`, {
  timeout: 60_000 * (times + 1),
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "bearings-one-"));
  const nobody = { log: { info: () => {}, warn: () => {}, error: () => {} }, db: null };
  const slack = await openLocalWorkspace({ world: nobody });
  const start = () =>
    startBearings({
      DATA_DIR: folder,
      SLACK_API_URL: slack.slackApiUrl,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      PORT: "0",
    });
  try {
    for (let time = 0; time < times; time += 1) {
      const both = [start(), start()];
      const { refused, running } = await told(both);
      expect(await refused.ended).toMatchObject({ code: 78, out: "" });
      expect((await refused.ended).err).toMatch(
        new RegExp(
          `^The data folder ${folder} is in use by process ${running.process.pid}\\. Stop that one first, [^\\n]*\\n$`,
        ),
      );
      await running.kill();
    }
    const after = await openDatabase({ folder });
    expect(await workspaceIds(after.db)).toEqual([slack.workspace.state.team.id]);
    await after.close();
  } finally {
    await slack.stop();
    rmSync(folder, { recursive: true });
  }
});

/** Waits until one of them runs and the other has ended. */
async function told(both: readonly Started[]): Promise<{ refused: Started; running: Started }> {
  for (;;) {
    const refused = both.find(({ process }) => process.exitCode !== null);
    const running = both.find((one) => one.printed().includes("Bearings is running"));
    if (refused !== undefined && running !== undefined) return { refused, running };
    if (both.every(({ process }) => process.exitCode !== null))
      throw new Error(both.map((one) => one.printed()).join());
    await new Promise((passed) => setTimeout(passed, 50));
  }
}
