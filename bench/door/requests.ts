/** What is sent to the door: a command, and a check-in that somebody hands in, each as large as the real ones. */
import { frameworkV1 } from "../../src/core/catalogue/index.ts";
import type { UserId } from "../../src/core/ids.ts";
import { checkInModal } from "../../src/slack/check-in-modal.ts";
import type { KeptRound } from "../../src/store/rounds.ts";

export function commandBody(n: number): string {
  return new URLSearchParams({
    token: "legacy",
    team_id: "TBENCH",
    team_domain: "bench",
    channel_id: "CBENCH",
    channel_name: "bench",
    user_id: personOf(n),
    user_name: "somebody",
    command: "/bearings",
    text: "about",
    api_app_id: "ABENCH",
    is_enterprise_install: "false",
    response_url: "https://hooks.slack.com/commands/TBENCH/1/x",
    trigger_id: `${Date.now()}.${n}.command`,
  }).toString();
}

export const people = 30;
export const personOf = (n: number) => `UBENCH${(n % people).toString().padStart(2, "0")}` as UserId;

/** The submissions of one open round: everybody in turn, each time another answer, which replaces the one before. */
export function submissionsTo(round: KeptRound): (n: number) => string {
  const view = checkInModal({
    framework: frameworkV1,
    round,
    teamName: "Bench",
    zone: "Europe/Berlin",
    loop: [],
    said: null,
  });
  return (n) => {
    const person = personOf(n);
    const payload = {
      type: "view_submission",
      user: { id: person, username: "somebody", name: "somebody", team_id: "TBENCH" },
      team: { id: "TBENCH", domain: "bench" },
      enterprise: null,
      is_enterprise_install: false,
      api_app_id: "ABENCH",
      token: "legacy",
      trigger_id: `${Date.now()}.${n}.submission`,
      view: {
        ...view,
        id: `VBENCH${n}`,
        hash: `${n}.abc`,
        team_id: "TBENCH",
        app_id: "ABENCH",
        bot_id: "BBEARINGS",
        root_view_id: `VBENCH${n}`,
        previous_view_id: null,
        state: { values: filledIn(view.blocks, n) },
      },
      response_urls: [],
    };
    return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  };
}

type Block = { readonly type: string; readonly block_id?: string; readonly element?: object };
type Element = { readonly type: string; readonly action_id: string; readonly options?: readonly unknown[] };

function filledIn(blocks: readonly Block[], n: number): object {
  const inputs = blocks.flatMap(({ type, block_id, element }) =>
    type === "input" && block_id !== undefined && element !== undefined
      ? [[block_id, element as Element] as const]
      : [],
  );
  return Object.fromEntries(
    inputs.map(([block, element]) => [block, { [element.action_id]: said(element, n) }]),
  );
}

function said({ type, options = [] }: Element, n: number): object {
  if (type === "radio_buttons" || type === "static_select")
    return { type, selected_option: options[n % options.length] };
  if (type === "checkboxes") return { type, selected_options: [] };
  return { type, value: null };
}
