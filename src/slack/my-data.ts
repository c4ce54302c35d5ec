/**
 * What is kept of whoever asks: to see, to have as a file, to have deleted. Each button and modal here is applied to whoever
 * pressed it. What they carry is a page, never a person, so nobody can come to another's by it.
 */
import type { KnownBlock, ModalView } from "@slack/types";
import type { Temporal } from "temporal-polyfill";
import { deleteWhatIsKeptOf } from "../store/erasure.ts";
import { keepOnce } from "../store/heard.ts";
import { type KeptOfPerson, keptOf } from "../store/people.ts";
import type { World } from "../world.ts";
import { aside, button, buttons, words } from "./blocks.ts";
import { type PageCarried, pageCarried } from "./carried.ts";
import { inParagraphs, weightOf } from "./fitting.ts";
import { sendMyFile } from "./my-data-file.ts";
import {
  backButton,
  canNoLongerBeFound,
  keptSections,
  myDataBackId,
  myDataButton,
  myDataId,
} from "./my-data-words.ts";
import { themselves } from "./permissions.ts";
import type { Submitted } from "./submitting.ts";
import type { Surface } from "./surface.ts";
import { notice, type Sending, sentence, type Visit } from "./visit.ts";

export const askToDeleteId = "ask_to_delete_mine";
export const askForFileId = "ask_for_my_file";
export const deleteMineId = "delete_mine";
export const sendFileId = "send_my_file";

/** What a page holds at most, in JSON characters: a few turns of a phone's screen, far below what Slack takes. */
const pageWeight = 6000;

/** `page` counts from 0; one beyond the last is the last. */
export function myDataModal(kept: KeptOfPerson, page: number, now: Temporal.Instant): ModalView {
  const pages = pagesOf(
    keptSections(kept, now).flatMap(({ heading, lines }) =>
      inParagraphs([`*${heading}*`, ...lines.map((line) => (line.startsWith(" ") ? line : `• ${line}`))]),
    ),
  );
  const at = Math.min(page, pages.length - 1);
  const [first, last] = [at === 0, at === pages.length - 1];
  return {
    type: "modal",
    title: { type: "plain_text", text: "What I keep of you" },
    close: { type: "plain_text", text: "Close" },
    blocks: [
      aside("Only you can open this, and it stands in no conversation."),
      ...(pages[at] ?? []),
      ...(last ? [words(canNoLongerBeFound)] : []),
      ...(pages.length > 1 ? [aside(`Page ${at + 1} of ${pages.length}`)] : []),
      buttons(
        "mine",
        ...(first ? [] : [backButton(at - 1)]),
        ...(last ? [] : [myDataButton("More", at + 1)]),
        button(askForFileId, "Send me a file", pageCarried.write({ page: at })),
        button(askToDeleteId, "Delete it", pageCarried.write({ page: at })),
      ),
    ],
  };
}

/** At least one page: that nothing is kept is worth saying. */
function pagesOf(blocks: readonly KnownBlock[]): readonly (readonly KnownBlock[])[] {
  if (blocks.length === 0) return [[words("I keep nothing of you in this workspace.")]];
  const pages: KnownBlock[][] = [[]];
  for (const block of blocks) {
    const page = pages.at(-1);
    if (page === undefined || (page.length > 0 && weightOf([...page, block]) > pageWeight))
      pages.push([block]);
    else page.push(block);
  }
  return pages;
}

export function deleteModal(page: number): ModalView {
  return {
    type: "modal",
    callback_id: deleteMineId,
    private_metadata: pageCarried.write({ page }),
    title: { type: "plain_text", text: "Delete what I keep?" },
    submit: { type: "plain_text", text: "Delete it" },
    close: { type: "plain_text", text: "Keep it" },
    blocks: [
      words(
        [
          "*This goes, at once and for good:*",
          "• your answers in rounds that are open, and what waits out of sight",
          "• what you noticed with your name, out of closed rounds too",
          "• in an open team, which direction you gave",
          "• numbers you noted, words on your time, days away",
          "• your name on what a team tries, and the records of messages to you",
        ].join("\n"),
      ),
      words(
        [
          "*This stays:*",
          "• the words of closed rounds, just as they are: if they changed now, they would tell what you had said",
          "• what you noticed without your name, once its round has closed: nothing says any more that it was yours",
          "• that you're in your teams: their leaders change that",
          "• that a round asked you: that list keeps anybody from finding one person's answer by comparing, and goes with its round",
          "• what stands in Slack's conversations: that is Slack's to keep or delete",
        ].join("\n"),
      ),
      words(
        "Then you count as not having answered, and can answer an open round again. If its reminder is still to come, you may get it.",
      ),
      buttons("back", backButton(page)),
    ],
  };
}

export function fileModal(page: number): ModalView {
  return {
    type: "modal",
    callback_id: sendFileId,
    private_metadata: pageCarried.write({ page }),
    title: { type: "plain_text", text: "A file of it" },
    submit: { type: "plain_text", text: "Send it" },
    close: { type: "plain_text", text: "Not now" },
    blocks: [
      words(
        "I send it to our direct messages, where only you see it. It is JSON: any program for text opens it.",
      ),
      words(
        "*Then it stands in Slack.* Whoever may export direct messages in your workspace could read it. So what you answered is left out: your answers in open rounds, what waits, and which direction you gave in an open team. You can look at those here.",
      ),
      buttons("back", backButton(page)),
    ],
  };
}

/** Opens what is kept of whoever asks; or draws it in the modal that they pressed in. */
export async function openMyData({ db }: World, visit: Visit, { page }: PageCarried): Promise<void> {
  const kept = await keptOf(db, visit.workspace, visit.person);
  await show(visit, myDataModal(kept, page, visit.now));
}

async function show({ slack, view: shown, trigger }: Visit, view: ModalView): Promise<void> {
  if (shown !== null) await slack.views.update({ view_id: shown.id, view });
  else if (trigger !== null) await slack.views.open({ trigger_id: trigger, view });
}

/** Once: were it to come again, it would delete what they have said since. */
async function deleteMine({ db }: World, { workspace, person, sent }: Sending): Promise<Submitted> {
  const deleted = await keepOnce(db, sent, (tx) => deleteWhatIsKeptOf(tx, workspace, person));
  if ("again" in deleted) return { outcome: "again" };
  return { outcome: "show", view: notice(sentence(deletedSentence)) };
}

/** It is sent after the answer, once: a process that ends in between sends none, and they ask again. */
async function askForFile(world: World, visit: Sending): Promise<Submitted> {
  const asked = await keepOnce(world.db, visit.sent, async () => "asked");
  if ("again" in asked) return { outcome: "again" };
  return {
    outcome: "show",
    view: notice(sentence(onItsWay)),
    after: () => sendMyFile(world, visit),
  };
}

const deletedSentence =
  "Deleted. You're still in your teams, the words of closed rounds stay as they were, and you can answer an open round again.";

const onItsWay = "It's on its way: look at your direct messages with me.";

export const myData: Surface = {
  listen(listening, world) {
    const guard = { carries: pageCarried, may: themselves };
    for (const id of [myDataId, myDataBackId])
      listening.button(id, guard, (visit, carried) => openMyData(world, visit, carried));
    listening.button(askToDeleteId, guard, (visit, { page }) => show(visit, deleteModal(page)));
    listening.button(askForFileId, guard, (visit, { page }) => show(visit, fileModal(page)));
    listening.submission(deleteMineId, guard, (visit) => deleteMine(world, visit));
    listening.submission(sendFileId, guard, (visit) => askForFile(world, visit));
  },
};
