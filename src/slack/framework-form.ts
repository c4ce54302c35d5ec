/** A framework brought in as text: Slack's fields are short, so it is pasted in parts. */
import type { ModalView } from "@slack/types";
import { aside, button, buttons, limits, words } from "./blocks.ts";
import { type MeasuresCarried, measuresCarried } from "./carried.ts";
import { type FormValues, readForm, text } from "./form.ts";
import { backToMeasuresId } from "./measures-list.ts";

export const bringInModalId = "framework_bring_in";

const most = limits.typed;
const form = {
  first: text({
    block: "part-1",
    label: "The file, or its first part",
    needed: "Paste it here.",
    most,
    lines: true,
  }),
  second: text({ block: "part-2", label: "Second part", most, lines: true }),
  third: text({ block: "part-3", label: "Third part", most, lines: true }),
  fourth: text({ block: "part-4", label: "Fourth part", most, lines: true }),
} as const;

export function bringInModal(carried: MeasuresCarried): ModalView {
  return {
    type: "modal",
    callback_id: bringInModalId,
    private_metadata: measuresCarried.write(carried),
    title: { type: "plain_text", text: "Bring a framework in" },
    submit: { type: "plain_text", text: "Bring it in" },
    close: { type: "plain_text", text: "Not now" },
    blocks: [
      words(
        "Paste a file that *Send me a file* made, here or in another team. It takes the place of your measures: what reads the same goes on, what reads otherwise begins a new line, what isn't in it is retired. Nothing that was said is lost.",
      ),
      aside(
        `A field takes ${most} characters. For a longer file use several, each cut at the end of a line; for a very long one, whoever runs Bearings has \`npm run framework\`.`,
      ),
      form.first.draw(),
      form.second.draw(),
      form.third.draw(),
      form.fourth.draw(),
      buttons("back", button(backToMeasuresId, "Back", measuresCarried.write(carried))),
    ],
  };
}

/** All parts as one text, or a sentence under the field that can't be read. */
export function readPasted(
  values: FormValues,
): { readonly pasted: string } | { readonly troubles: Readonly<Record<string, string>> } {
  const read = readForm(form, values);
  if ("troubles" in read) return read;
  const { first, second, third, fourth } = read.said;
  return { pasted: [first, second, third, fourth].flatMap((part) => part ?? []).join("\n") };
}

/** Under the first field, where Slack shows it with everything still there. */
export function troubleInFile(troubles: readonly string[]): Readonly<Record<string, string>> {
  return { [form.first.block]: `I took nothing over. ${troubles.join(". ")}` };
}
