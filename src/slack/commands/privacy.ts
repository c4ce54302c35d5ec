/** What is kept, until when, who sees what: made from the settings in force and from the asker's own teams. */
import type { ModalView } from "@slack/types";
import type { Temporal } from "temporal-polyfill";
import type { Retention } from "../../core/retention.ts";
import type { Round } from "../../core/round.ts";
import { floors } from "../../core/team.ts";
import { openRoundsFor } from "../../store/rosters.ts";
import { type TeamWithWhen, teamsLedBy, teamsOfMember } from "../../store/teams.ts";
import type { World } from "../../world.ts";
import { aside, buttons, inert, words } from "../blocks.ts";
import { inParagraphs } from "../fitting.ts";
import { momentWords } from "../moments.ts";
import { myDataButton } from "../my-data-words.ts";
import { themselves } from "../permissions.ts";
import { ruleWords, whoSeesWhat } from "../privacy-words.ts";
import type { Visit } from "../visit.ts";
import { whatIsKept } from "../what-is-kept.ts";
import type { Command } from "./command.ts";

export const privacy: Command = {
  word: "privacy",
  takes: "",
  help: "What is kept, until when, and who sees what, in your teams",
  may: themselves,
  answer: openPrivacy,
};

/** A team of whoever asks, and the round in it that asks them just now. */
export type PrivacyTeam = {
  readonly team: Pick<TeamWithWhen, "name" | "mode" | "rhythm">;
  readonly answers: boolean;
  readonly round: Pick<Round, "mode" | "floor" | "closesAt"> | null;
};

export type PrivacyFacts = {
  readonly teams: readonly PrivacyTeam[];
  readonly keeps: Retention;
  readonly now: Temporal.Instant;
};

async function openPrivacy({ db, keeps }: World, visit: Visit): Promise<void> {
  const { workspace, person, trigger, now } = visit;
  if (trigger === null) return;
  const answering = await teamsOfMember(db, workspace, person);
  const asking = await openRoundsFor(db, workspace, person);
  const led = await teamsLedBy(db, workspace, person);
  const all = [...answering, ...led.filter(({ id }) => answering.every((team) => team.id !== id))];
  const teams = all.map((team) => ({
    team,
    answers: answering.includes(team),
    round: asking.find((standing) => standing.team.id === team.id)?.round ?? null,
  }));
  await visit.slack.views.open({ trigger_id: trigger, view: privacyModal({ teams, keeps, now }) });
}

/** More teams than anybody reads of on a phone. */
const teamsTold = 12;

export function privacyModal({ teams, keeps, now }: PrivacyFacts): ModalView {
  const told = teams.slice(0, teamsTold).map((one) => teamLine(one, now));
  const more = teams.length > told.length ? [`And ${teams.length - told.length} more.`] : [];
  const kept = whatIsKept.flatMap(({ what, until }) =>
    what === null ? [] : [`• ${what}: ${until(keeps)}.`],
  );
  return {
    type: "modal",
    title: { type: "plain_text", text: "Privacy" },
    close: { type: "plain_text", text: "Close" },
    blocks: [
      ...inParagraphs(
        teams.length === 0
          ? [
              "*You're in no team here,* so nothing is asked of you. If you were in one, something may still be kept: the button below shows it.",
            ]
          : ["*In your teams*", ...told, ...more],
      ),
      words(["*Who sees what*", ...whoSeesWhat.map((line) => `• ${line}`)].join("\n")),
      words(["*What is kept, and how long*", ...kept].join("\n")),
      aside(
        "These are the settings in force here. No answer is ever kept longer than its round, but for those that wait, and for who gave which direction in an open team.",
      ),
      words("*What is kept of you:* only you can see it, have it as a file, and delete it."),
      buttons("mine", myDataButton("See what is kept of me", 0)),
    ],
  };
}

function teamLine({ team, answers, round }: PrivacyTeam, now: Temporal.Instant): string {
  const { name, mode, rhythm } = team;
  const rule = { mode, floor: floors[mode] };
  const reminder = rhythm.nudge
    ? "One reminder, to you alone, a day before it closes."
    : "No reminders: they are switched off.";
  const reminds = answers ? ` ${reminder}` : " You lead it, and don't answer in it.";
  return `• *${inert(name)}* is ${ruleWords(rule)}${reminds}${openRoundWords(round, rule, rhythm.zone, now)}`;
}

/** The rule was frozen when the round opened: what a leader changes meanwhile does not reach it. */
function openRoundWords(
  round: PrivacyTeam["round"],
  rule: Pick<Round, "mode" | "floor">,
  zone: string,
  now: Temporal.Instant,
): string {
  if (round === null) return "";
  const until = momentWords(round.closesAt, zone, now);
  return round.mode === rule.mode && round.floor === rule.floor
    ? ` The round that is open until ${until} keeps that rule, whatever is changed meanwhile.`
    : ` *The round that is open until ${until}* began under another rule, and keeps it: ${ruleWords(round)}`;
}
