/** `/bearings export`: what will be in it and where it will stand, before it is made. */
import type { ModalView } from "@slack/types";
import { keepOnce } from "../store/heard.ts";
import type { World } from "../world.ts";
import { inert, words } from "./blocks.ts";
import { nothingCarried } from "./carried.ts";
import { type ExportForm, sendExport } from "./export-file.ts";
import { listedUpTo } from "./fitting.ts";
import { type FormValues, ticks } from "./form.ts";
import { leadsAny } from "./permissions.ts";
import type { Submitted } from "./submitting.ts";
import type { Surface } from "./surface.ts";
import { notice, type Sending, sentence } from "./visit.ts";

export const exportModalId = "export";

const formNames: ReadonlyMap<ExportForm, string> = new Map([
  ["csv", "CSV: a table for a spreadsheet"],
  ["json", "JSON: for a program"],
]);

const chooseOne = "Choose at least one.";

const form = ticks<ExportForm>({ block: "forms", label: "As which file?", needed: chooseOne }, formNames);

/** Characters of names. */
const mostNamed = 1000;

/** Names the teams that this person leads. */
export function exportModal(teams: readonly string[]): ModalView {
  return {
    type: "modal",
    callback_id: exportModalId,
    private_metadata: nothingCarried.write({}),
    title: { type: "plain_text", text: "Export" },
    submit: { type: "plain_text", text: "Send it" },
    close: { type: "plain_text", text: "Not now" },
    blocks: [
      words(`Of the teams you lead: ${listedUpTo(mostNamed, teams.map(inert), ", ")}.`),
      words(
        "*In it:* the words of closed rounds, ballparks and noted numbers, what was tried and learned, focus shares, and where your own time went as you said it. With whose framework it is, and how to read it.",
      ),
      words(
        "*Not in it:* anybody's answer, what was noticed, any name, and what too few people said: of that there is no word.",
      ),
      words(
        "I send it to our direct messages. *Then it stands in Slack:* whoever may export direct messages in your workspace could read it.",
      ),
      form.draw(["csv"]),
    ],
  };
}

/** It is sent after the answer, once: a process that ends in between sends none, and they ask again. */
async function submitExport(world: World, visit: Sending, values: FormValues): Promise<Submitted> {
  const read = form.read(values);
  const forms = read.ok ? read.value : [];
  if (forms.length === 0) return { outcome: "refuse", troubles: { [form.block]: chooseOne } };
  const asked = await keepOnce(world.db, visit.sent, async () => "asked");
  if ("again" in asked) return { outcome: "again" };
  return {
    outcome: "show",
    view: notice(sentence("It's on its way: look at your direct messages with me.")),
    after: () => sendExport(world, visit, forms),
  };
}

export const exporting: Surface = {
  listen(listening, world) {
    const guard = { carries: nothingCarried, may: leadsAny };
    listening.submission(exportModalId, guard, (visit, _, values) => submitExport(world, visit, values));
  },
};
