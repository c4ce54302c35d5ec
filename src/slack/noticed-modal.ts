/** All that was noticed in a closed round, for its team: where the summary had room for some of it only. */
import type { KnownBlock, ModalView } from "@slack/types";
import type { ShownReflections } from "../core/reflection.ts";
import { reflectionsOf } from "../store/reflections.ts";
import type { World } from "../world.ts";
import { limits, words } from "./blocks.ts";
import type { RoundCarried } from "./carried.ts";
import { quoted } from "./quotes.ts";
import { roundAndPass } from "./results.ts";
import type { Visit } from "./visit.ts";

/** A block for each, those with a name first: the same in the summary and in the modal. */
export function noticedBlocks({ named, unnamed }: ShownReflections): readonly KnownBlock[] {
  return [
    ...named.map(({ author, text, link }) =>
      words(`*<@${author}> ${link === undefined ? "noticed" : `wrote, <${link}|here>`}:*\n${quoted(text)}`),
    ),
    ...unnamed.map((text) => words(`*Without a name:*\n${quoted(text)}`)),
  ];
}

export function noticedModal(reflections: ShownReflections): ModalView {
  const blocks = noticedBlocks(reflections);
  return {
    type: "modal",
    title: { type: "plain_text", text: "What was noticed" },
    close: { type: "plain_text", text: "Close" },
    blocks:
      blocks.length > 0 ? blocks.slice(0, limits.viewBlocks) : [words("Nothing of it is kept any more.")],
  };
}

export async function openNoticed(world: World, visit: Visit, { round }: RoundCarried): Promise<void> {
  const found = await roundAndPass(world.db, visit, round);
  if (found === null || visit.trigger === null) return;
  const view = noticedModal(await reflectionsOf(world.db, found.pass, round));
  await visit.slack.views.open({ trigger_id: visit.trigger, view });
}
