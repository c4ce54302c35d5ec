/** On the home tab, what is about whoever looks and no one team: days away, a leader's time and digest, another team. */
import type { Button, KnownBlock } from "@slack/types";
import { awayButton } from "./away-modal.ts";
import { awayWords } from "./away-words.ts";
import { button, buttons, heading, rule, words } from "./blocks.ts";
import { nothingCarried, weekCarried } from "./carried.ts";
import { digestPreviewButton } from "./digest-preview.ts";
import { digestWhenButton } from "./digest-when-modal.ts";
import { reportFocusId } from "./focus-modal.ts";
import { focusWeeksButton } from "./focus-weeks-modal.ts";
import type { HomeFacts } from "./home-tab.ts";
import { setUpButton } from "./setup-modal.ts";

export const backId = "i_am_back";

export function homeMine(facts: HomeFacts): KnownBlock[] {
  return [rule(), ...awayBlocks(facts), ...leadersBlocks(facts), ...furtherTeam(facts)];
}

function awayBlocks({ away, today, mayTakePart }: HomeFacts): KnownBlock[] {
  const [next] = away;
  if (next === undefined) {
    return mayTakePart
      ? [words("*Going away?* You're left out of rounds you're away for, and not reminded.", awayButton())]
      : [];
  }
  const also =
    away.length > 1
      ? ` And ${away
          .slice(1)
          .map((one) => awayWords(one, today))
          .join("; ")}.`
      : "";
  return [
    words(
      `*Away:* you're noted as away ${awayWords(next, today)}.${also}`,
      button(backId, "I'm back", nothingCarried.write({})),
    ),
  ];
}

/** Nothing for somebody who leads no team. */
function leadersBlocks({ leadersWeek: week }: HomeFacts): KnownBlock[] {
  if (week === null) return [];
  return [heading("For you as a leader"), buttons("leader", ...leadersButtons(week))];
}

/** Ways to what is a leader's own: their time, and their digest. A button of a further surface belongs here. */
function leadersButtons(week: NonNullable<HomeFacts["leadersWeek"]>): Button[] {
  return [
    button(reportFocusId, "Where did my time go this week?", weekCarried.write({ week })),
    focusWeeksButton(),
    digestPreviewButton(),
    digestWhenButton(),
  ];
}

function furtherTeam({ mayTakePart }: HomeFacts): KnownBlock[] {
  if (!mayTakePart) return [];
  return [buttons("mine", setUpButton("Set up another team", { channel: null, team: null }))];
}
