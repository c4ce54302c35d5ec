import type { App } from "@slack/bolt";
import { expect, test } from "vitest";
import { oneOfEach } from "../../src/slack/one-listener.ts";

type Handle = (args: unknown) => Promise<void>;

/** Bolt, as far as it is told who listens. */
function told() {
  const pressed: { readonly pattern: RegExp; readonly handle: Handle }[] = [];
  const app = { action: (pattern: RegExp, handle: Handle) => pressed.push({ pattern, handle }) };
  const press = async (id: string) => {
    for (const { pattern, handle } of pressed)
      if (id.match(pattern) !== null) await handle({ action: { action_id: id } });
  };
  return { on: oneOfEach(app as unknown as App), pressed, press };
}

test("Bolt hears of one listener, and each press finds its own", async () => {
  const { on, pressed, press } = told();
  const heard: string[] = [];
  for (const id of ["try_start", "try_learned", "try_dropped"])
    on.action(id, async () => void heard.push(id));

  await press("try_learned");
  await press("try_start");
  expect(pressed).toHaveLength(1);
  expect(heard).toEqual(["try_learned", "try_start"]);
});

test("what nobody listens to goes unanswered, and breaks nothing", async () => {
  const { on, press } = told();
  on.action("try_start", async () => {
    throw new Error("That was for somebody else.");
  });
  await press("constructor");
  await press("of_an_older_version");
});

test("nobody takes another's place", () => {
  const { on } = told();
  on.action("try_start", async () => {});
  expect(() => on.action("try_start", async () => {})).toThrow("Two listen to try_start.");
});
