/**
 * The sentences about who sees what. They are promises: each is kept by the shape of the code (docs/privacy.md), and
 * they are made from the round's own frozen floor and mode, so that they are true of this round.
 */
import { countWord } from "../core/number-words.ts";
import type { Round } from "../core/round.ts";
import { unnamedWritersFloor } from "../core/team.ts";
import { momentWords } from "./moments.ts";

/** On top of the check-in: who sees this, from how many people on, and until when it can be changed. */
export function whoSeesThis(round: Pick<Round, "floor" | "mode" | "closesAt">, zone: string): string {
  const until = momentWords(round.closesAt, zone);
  const floor = countWord(round.floor);
  if (round.mode === "open") {
    return (
      `*Who sees this:* this team agreed to answer openly. When the round closes, your team and its leaders can look at who gave which direction; ` +
      `outside the team nobody sees more than one word per category, and only if ${floor} or more of you answer. ` +
      `You can change your answers until ${until}; then the words are written and stay as they are.`
    );
  }
  return (
    `*Who sees this:* your team sees one word per category, only if ${floor} or more of you answer. Nobody sees your own answers. ` +
    `You can change them until ${until}; then they become words and are deleted. If too few answer, they wait out of sight ` +
    `for four rounds at the most, and are deleted then.`
  );
}

/** The small print of the round message. */
export function confidentialLine(round: Pick<Round, "floor" | "mode">): string {
  return round.mode === "open"
    ? `Open inside the team: your team and its leaders see who gave which direction when the round closes, and that stays with the summary; outside it only words, from ${countWord(round.floor)} people on.`
    : `Confidential: shown as words for the whole team, only from ${countWord(round.floor)} people on. Readings are deleted once they have become words.`;
}

/** The rule that a team or a round has, in a few words, after its name and a colon. */
export function ruleWords({ mode, floor }: Pick<Round, "floor" | "mode">): string {
  return mode === "open"
    ? `open inside the team. Its people and leaders can look at who gave which direction; outside it there are only words, from ${countWord(floor)} people on.`
    : `confidential. One word for each category, from ${countWord(floor)} people on; no answer is shown to anybody else.`;
}

/** What holds in every team, of whoever may want to know. */
export const whoSeesWhat: readonly string[] = [
  "*You* see your own answers, while the round is open.",
  `*Your team* and its channel see the words when a round closes, what was noticed with a name, and without one from ${countWord(unnamedWritersFloor)} writers on.`,
  "*Your leaders* read the same words in their digest. What was noticed isn't in it, but stands with the summary, where they can read it. Nobody is named for not answering.",
  "*Where two teams are nearly the same people,* a week's words of one are held back, so that nobody finds the difference.",
  "*Administrators* see nothing more in Bearings than anybody else; what stands in Slack is theirs to export by Slack's rules.",
  "*Whoever runs Bearings here* could look into its database, where an open round stands with names. It is confidential, not secret from the machine.",
];

export const unnamedHint = `Without your name it is shown only if ${countWord(unnamedWritersFloor)} or more people write without a name. Your style may still give you away.`;
