/** Days away, chosen in a calendar: from the home tab, from the check-in, or where somebody typed no days. */
import type { ActionsBlock, Button, ModalView } from "@slack/types";
import { Temporal } from "temporal-polyfill";
import { type Away, awayFrom, noteAway } from "../store/away.ts";
import { keepOnce } from "../store/heard.ts";
import type { World } from "../world.ts";
import { awayDays } from "./away-days.ts";
import { awayAnswer, awayWords } from "./away-words.ts";
import { aside, button, buttons } from "./blocks.ts";
import { nothingCarried } from "./carried.ts";
import { day, type FormValues, readForm } from "./form.ts";
import { publishHome } from "./home-tab.ts";
import { fullMember } from "./permissions.ts";
import { knownPerson } from "./person.ts";
import type { Submitted } from "./submitting.ts";
import type { Surface } from "./surface.ts";
import { notice, type Sending, sentence, type Visit } from "./visit.ts";

export const awayId = "away";

export function awayButton(label = "I'll be away"): Button {
  return button(awayId, label, nothingCarried.write({}));
}

/** Beside the sentence that asks for days. */
export function chooseAwayDays(): ActionsBlock {
  return buttons("away", awayButton("Choose the days"));
}

/** `today` is the person's own day; `noted` what they noted so far. */
export function awayModalView(today: Temporal.PlainDate, noted: readonly Away[]): ModalView {
  return {
    type: "modal",
    callback_id: awayId,
    private_metadata: nothingCarried.write({}),
    title: { type: "plain_text", text: "Away" },
    submit: { type: "plain_text", text: "Note it" },
    close: { type: "plain_text", text: "Not now" },
    blocks: [
      aside(
        "You're left out of a round that you're away for from its first day to its last, and get no reminder on the other days. No reason is asked.",
      ),
      awayForm.firstDay.draw(today.toString()),
      awayForm.lastDay.draw(today.add({ days: 6 }).toString()),
      ...(noted.length > 0
        ? [aside(`Noted so far: ${noted.map((one) => awayWords(one, today)).join("; ")}.`)]
        : []),
    ],
  };
}

const awayForm = {
  firstDay: day({ block: "first-day", label: "First day away", needed: "Please choose a day." }),
  lastDay: day({ block: "last-day", label: "Last day away", needed: "Please choose a day." }),
};

async function openAway({ db }: World, visit: Visit): Promise<void> {
  const { workspace, person, trigger, slack } = visit;
  if (trigger === null) return;
  const today = await todayOf(visit);
  const view = awayModalView(today, await awayFrom(db, workspace, person, today));
  await (visit.view === null
    ? slack.views.open({ trigger_id: trigger, view })
    : slack.views.push({ trigger_id: trigger, view }));
}

/** What was understood is said back. Days that can't be are refused under the last of them. */
async function submitAway(world: World, visit: Sending, values: FormValues): Promise<Submitted> {
  const { workspace, person } = visit;
  const read = readForm(awayForm, values);
  if ("troubles" in read) return { outcome: "refuse", troubles: read.troubles };
  const today = await todayOf(visit);
  const firstDay = Temporal.PlainDate.from(read.said.firstDay);
  const taken = awayDays({ firstDay, lastDay: Temporal.PlainDate.from(read.said.lastDay) }, today);
  if (!("days" in taken)) {
    return { outcome: "refuse", troubles: { [awayForm.lastDay.block]: awayAnswer(taken, [], today) } };
  }
  const kept = await keepOnce(world.db, visit.sent, async (tx) => {
    await noteAway(tx, workspace, person, taken.days);
    return awayFrom(tx, workspace, person, today);
  });
  if ("again" in kept) return { outcome: "again" };
  return {
    outcome: "show",
    view: notice(sentence(awayAnswer(taken, kept.done, today))),
    after: () => publishHome(world, workspace, person),
  };
}

async function todayOf(visit: Visit): Promise<Temporal.PlainDate> {
  const { zone } = await knownPerson(visit);
  return visit.now.toZonedDateTimeISO(zone).toPlainDate();
}

export const awayModal: Surface = {
  listen(listening, world) {
    const guard = { carries: nothingCarried, may: fullMember };
    listening.button(awayId, guard, (visit) => openAway(world, visit));
    listening.submission(awayId, guard, (visit, _carried, values) => submitAway(world, visit, values));
  },
};
