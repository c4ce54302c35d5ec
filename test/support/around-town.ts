/** What happens around a town besides typing and pressing, and what it comes to: in channels, by direct message, in the outbox. */
import { eq } from "drizzle-orm";
import { deliveries } from "../../src/store/schema.ts";
import type { TestTown } from "./town.ts";

export function aroundTown(town: () => TestTown) {
  const inChannel = (id: string): readonly string[] =>
    (town().local.workspace.state.messages[id] ?? []).map(
      ({ text, blocks }) => `${text} ${JSON.stringify(blocks)}`,
    );
  return {
    /** What the playground's happenings (life.ts) happen in and tell of. */
    slack: () => [town().local.workspace, town().local.door] as const,
    /** All that Slack told of is through, and what it made due is said. */
    settled: async () => {
      await town().behindTheDoor.idle?.();
      await town().tick();
    },
    inChannel,
    /** The channel's messages in which this is said. */
    toldOf: (what: string, id = "CHARBOUR") => inChannel(id).filter((one) => one.includes(what)),
    direct: async (person: string) => (await town().local.visit(person).readsDirect()).join("\n"),
    /** To whom something of a kind was ever said, in the order of their ids. */
    said: async (kind: string) =>
      (await town().world.db.select().from(deliveries).where(eq(deliveries.kind, kind)))
        .filter(({ state }) => state === "said")
        .map(({ addressee }) => addressee)
        .sort(),
  };
}
