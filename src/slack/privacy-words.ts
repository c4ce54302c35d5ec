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
      `*Who sees this:* this team agreed to answer openly. When the round closes, your team can look at who gave which direction; ` +
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
    ? `Open inside the team: your team sees who said what when the round closes; outside it only words, from ${countWord(round.floor)} people on. Readings are deleted when the round closes.`
    : `Confidential: shown as words for the whole team, only from ${countWord(round.floor)} people on. Readings are deleted once they have become words.`;
}

export const unnamedHint = `Without your name it is shown only if ${countWord(unnamedWritersFloor)} or more people write without a name. Your style may still give you away.`;
