/** The question to whoever wrote a message: may it be kept, with your name and a link? */
import type { Quote } from "../store/quotes.ts";
import { answerQuote, quoteById } from "../store/quotes.ts";
import type { World } from "../world.ts";
import { button, buttons, inert, type Said, said, words } from "./blocks.ts";
import { type QuoteCarried, quoteCarried } from "./carried.ts";
import { wroteIt } from "./permissions.ts";
import { quoted } from "./quotes.ts";
import type { Surface } from "./surface.ts";
import { sentence, tellOnly, type Visit } from "./visit.ts";

export const quoteYesId = "quote_yes";
export const quoteNoId = "quote_no";

export function quoteQuestionMessage({ id, text, link }: Quote, teamName: string): Said {
  const question = `Somebody of ${inert(teamName)} would like to keep a message of yours as a reflection of this week. May it stand in the summary, with your name?`;
  const carried = quoteCarried.write({ quote: id });
  return {
    text: question,
    blocks: [
      words(question),
      words(`${quoted(text)}\n<${link}|Where it stands>`),
      buttons("quote", button(quoteYesId, "Yes, with my name", carried), button(quoteNoId, "No", carried)),
      words(
        "Without a yes nothing of it is kept, and nobody is told what you said or that you said nothing.",
      ),
    ],
  };
}

async function answer(
  { db }: World,
  visit: Visit,
  { quote: id }: QuoteCarried,
  how: "yes" | "no",
): Promise<void> {
  const quote = await quoteById(db, id);
  const isKept = quote !== null && (await answerQuote(db, quote, how));
  await tellOnly(visit, isKept ? kept(how, { quote: id }) : sentence(tooLate));
}

const tooLate = "That can't be changed any more: the round has closed, or you said no before.";

function kept(how: "yes" | "no", carried: QuoteCarried): Said {
  if (how === "no")
    return said("That's fine. I've let go of its text, nobody is told, and I won't ask about it again.");
  const thanks =
    "Thank you. It will stand in the summary, with your name and a link. Until the round closes you can take it back.";
  return {
    text: thanks,
    blocks: [
      words(thanks),
      buttons("quote-back", button(quoteNoId, "Take it back", quoteCarried.write(carried))),
    ],
  };
}

export const quoteQuestion: Surface = {
  listen(listening, world) {
    const guard = { carries: quoteCarried, may: wroteIt };
    listening.button(quoteYesId, guard, (visit, carried) => answer(world, visit, carried, "yes"));
    listening.button(quoteNoId, guard, (visit, carried) => answer(world, visit, carried, "no"));
  },
};
