/** The process is killed at every named moment and at none in particular, on both engines: nothing is lost, nothing doubled. */
import { describe, expect, it, onTestFinished } from "vitest";
import { openGround } from "./ground.ts";
import { inFolder } from "./shelf.ts";
import { liveWeek } from "./week.ts";

describe("killed, on the embedded engine", () => {
  it("after a claim", async () => {
    const ground = await openGround({ scenario: "kills", shelf: await inFolder(), teams: 2, seed: 1 });
    onTestFinished(() => ground.stop());
    await liveWeek(ground, 1, {
      opening: [{ point: "after a claim", nth: 1 }],
      answering: [{ point: "after an answer is kept", nth: 2 }],
      closing: [{ point: "before the summary is planned", nth: 1 }],
    });
    expect(ground.died).toHaveLength(3);
    expect(await ground.check()).toEqual([]);
  });
});
