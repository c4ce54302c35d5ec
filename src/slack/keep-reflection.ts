/**
 * The message shortcut *Keep as a reflection*. One's own message goes into one's own check-in. Somebody else's is kept with
 * their name and a link, and only if they say yes: so they are asked.
 */

import type { ModalView } from "@slack/types";
import { deliveryKey } from "../core/delivery-key.ts";
import type { UserId } from "../core/ids.ts";
import { plan } from "../store/deliveries.ts";
import { keepOnce } from "../store/heard.ts";
import { askForQuote } from "../store/quotes.ts";
import { openRoundsFor, rosterOf, type Standing } from "../store/rosters.ts";
import type { World } from "../world.ts";
import { inert, words } from "./blocks.ts";
import { type AskCarried, askCarried } from "./carried.ts";
import { openCheckIn } from "./check-in-opening.ts";
import { type ChosenMessage, readMessage } from "./message-shortcut.ts";
import { fullMember, onRoster } from "./permissions.ts";
import { quoted } from "./quotes.ts";
import type { Submitted } from "./submitting.ts";
import type { Surface } from "./surface.ts";
import { notice, type Sending, sentence, tellOnly, type Visit } from "./visit.ts";

export const keepReflectionShortcut = "keep_reflection";
export const askForQuoteId = "ask_for_quote";

const nos = {
  "no-round":
    "None of your rounds is open just now. What somebody noticed belongs to the week it was noticed in, so it can be kept while a round is open.",
  "not-a-person": "I keep what people of a team wrote, and no messages of apps.",
  "no-text": "There are no words in this message that I could keep.",
  "not-asked": "I can only keep what people wrote who are asked in the same round as you.",
  "asked-before": "Whoever wrote this was asked about it already. I don't ask twice.",
} as const;

async function keep(world: World, visit: Visit, body: unknown): Promise<void> {
  const no = (why: keyof typeof nos) => tellOnly(visit, sentence(nos[why]));
  const message = readMessage(body);
  if (message === null || message.author === null) return no("not-a-person");
  if (message.text === null) return no("no-text");
  const standings = await standingsFor(world, visit);
  const [first] = standings;
  if (first === undefined) return no("no-round");
  if (message.author === visit.person) return openCheckIn(world, visit, first, message.text);
  const shared = await roundWith(world, standings, message.author);
  if (shared === null) return no("not-asked");
  if (visit.trigger === null) return;
  const view = askView(shared, { author: message.author, text: message.text, link: message.link });
  await visit.slack.views.open({ trigger_id: visit.trigger, view });
}

/** The rounds that ask this person now; that of the channel where the message stands comes first. */
async function standingsFor(
  { db }: World,
  { workspace, person, channel, now }: Visit,
): Promise<readonly Standing[]> {
  const open = (await openRoundsFor(db, workspace, person)).filter(
    ({ round }) => round.closesAt.epochNanoseconds > now.epochNanoseconds,
  );
  const isHere = ({ team }: Standing) => team.channel === channel;
  return [...open.filter(isHere), ...open.filter((one) => !isHere(one))];
}

async function roundWith(
  { db }: World,
  standings: readonly Standing[],
  author: UserId,
): Promise<Standing | null> {
  for (const standing of standings) {
    if ((await rosterOf(db, standing.round.id)).includes(author)) return standing;
  }
  return null;
}

type Quoted = { readonly [K in "author" | "text" | "link"]: NonNullable<ChosenMessage[K]> };

function askView({ round, team }: Standing, { author, text, link }: Quoted): ModalView {
  return {
    type: "modal",
    callback_id: askForQuoteId,
    private_metadata: askCarried.write({ round: round.id, author, text, link }),
    title: { type: "plain_text", text: "Keep as a reflection" },
    submit: { type: "plain_text", text: "Ask them" },
    close: { type: "plain_text", text: "Not now" },
    blocks: [
      words(
        `<@${author}> wrote this. I'll ask them, by direct message, whether it may stand in the next summary of ${inert(team.name)}, with their name and a link. They aren't told who asked, and you aren't told what they say.`,
      ),
      words(quoted(text)),
    ],
  };
}

/** Asked once, through the outbox: the question is planned with what it is about, or neither is kept. */
async function ask(
  { db, wake }: World,
  visit: Sending,
  carried: AskCarried,
  { team }: Standing,
): Promise<Submitted> {
  const { round, author, text, link } = carried;
  const kept = await keepOnce(db, visit.sent, async (tx) => {
    if (!(await rosterOf(tx, round)).includes(author)) return null;
    const id = await askForQuote(tx, { round, author, text, link });
    if (id === null) return null;
    await plan(tx, [
      {
        key: deliveryKey.quoteQuestion(id),
        kind: "quote_question",
        workspace: visit.workspace,
        team: team.id,
        round,
        addressee: author,
        dueAt: visit.now,
      },
    ]);
    return id;
  });
  if ("again" in kept) return { outcome: "again" };
  if (kept.done === null) return { outcome: "show", view: notice(sentence(nos["asked-before"])) };
  return {
    outcome: "show",
    view: notice(sentence("I'll ask. If they say yes, you'll read it in the summary.")),
    after: async () => wake(),
  };
}

export const keepReflection: Surface = {
  listen(listening, world) {
    listening.shortcut(keepReflectionShortcut, { may: fullMember }, (visit, body) =>
      keep(world, visit, body),
    );
    listening.submission(
      askForQuoteId,
      { carries: askCarried, may: onRoster },
      (visit, carried, _values, standing) => ask(world, visit, carried, standing),
    );
  },
};
