/** The answer to a submitted modal: close it because it is kept, refuse it with what was typed still there, or show another. */
import type { ViewOutput, ViewResponseAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { NoLongerAwaited } from "../store/heard.ts";
import type { Log } from "../world.ts";
import { brokenSentence, notKeptSentence } from "./refusals.ts";
import { notice, sentence } from "./visit.ts";

export type Submitted = (
  | { readonly outcome: "close" }
  /** Sentences by block id; Slack shows each under its field and keeps everything typed. */
  | { readonly outcome: "refuse"; readonly troubles: Readonly<Record<string, string>> }
  | { readonly outcome: "show"; readonly view: ModalView }
  /** The very same was kept before, and nothing was done now. */
  | { readonly outcome: "again" }
) & {
  /** What follows once the person has their answer, such as drawing the home tab anew. */
  readonly after?: () => Promise<void>;
};

/** The answer to a submission that was kept before. Where a modal would close, that is said instead of this. */
export const keptAlready: Submitted = {
  outcome: "show",
  view: notice(sentence("This is kept already. Nothing was done twice.")),
};

type Answered = { readonly response: ViewResponseAction | undefined; readonly after: () => Promise<void> };

/** Slack waits three seconds; half a second is left for the way back. */
const patience = 2500;

/**
 * Runs the submission and turns its outcome into Slack's words. If it breaks, or takes too long to be sure of, the
 * modal stays open with everything typed and says so. `left` tells how many milliseconds of patience are left: what
 * comes later must not be kept any more, or it would be written over what the person sends next. `broke` is done once
 * they have that answer.
 */
export async function answerSubmission(
  log: Log,
  id: string,
  view: ViewOutput,
  submit: (left: () => number) => Promise<Submitted>,
  broke: () => Promise<unknown>,
): Promise<Answered> {
  const end = performance.now() + patience;
  try {
    return answered(await withinPatience(submit(() => end - performance.now())));
  } catch (error) {
    if (error instanceof NoLongerAwaited) log.warn("a submission came too late to be kept", { what: id });
    else log.error("submission broke", { what: id, error });
    const refused = refusing(view, notKeptSentence, brokenSentence);
    return answered({ ...refused, after: async () => void (await broke()) });
  }
}

/**
 * Refuses the whole modal with one sentence, shown under its first field: Slack shows errors nowhere else. Where there
 * is no field, the sentence takes the modal's place: it must not close as if the thing were done. So it does where it
 * names somebody: under a field Slack would show the bare id. `instead` is said there, where nothing was typed and the
 * button is gone.
 */
export function refusing(
  view: { readonly blocks: readonly { readonly type: string; readonly block_id?: string }[] },
  words: string,
  instead = words,
): Submitted {
  const first = view.blocks.find((block) => block.type === "input")?.block_id;
  return first === undefined || words.includes("<@")
    ? { outcome: "show", view: notice(sentence(instead)) }
    : { outcome: "refuse", troubles: { [first]: words } };
}

function answered(submitted: Submitted): Answered {
  return { response: responseTo(submitted), after: submitted.after ?? (async () => {}) };
}

function responseTo(submitted: Submitted): ViewResponseAction | undefined {
  switch (submitted.outcome) {
    case "close":
    case "again":
      return undefined;
    case "refuse":
      return { response_action: "errors", errors: plainly(submitted.troubles) };
    case "show":
      return { response_action: "update", view: submitted.view };
  }
}

/** Under a field Slack shows plain text, in which signs of formatting would stand as they are. */
function plainly(troubles: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(troubles).map(([block, words]) => [block, words.replace(/[`*]/g, "")]),
  );
}

async function withinPatience(submitting: Promise<Submitted>): Promise<Submitted> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("took too long to be sure it was kept")), patience);
  });
  try {
    return await Promise.race([submitting, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
