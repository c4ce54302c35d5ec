/** `/bearings focus`: the leadership time that is suggested beside what a leader reported, to that leader alone. */

import { frameworkV1 } from "../../core/catalogue/index.ts";
import type { FocusReport } from "../../core/focus.ts";
import { focusBeside } from "../../core/focus-beside.ts";
import type { Week } from "../../core/week.ts";
import { focusReportsOf, type KeptFocusReport } from "../../store/focus-reports.ts";
import { suggestedTo } from "../../store/focus-shares.ts";
import { teamsLedBy } from "../../store/teams.ts";
import { button, buttons, inert, picture as pictureBlock, type Said, words } from "../blocks.ts";
import { weekCarried } from "../carried.ts";
import { reportFocusId } from "../focus-modal.ts";
import { focusPicture } from "../focus-picture.ts";
import { focusWeeksButton } from "../focus-weeks-modal.ts";
import { focusWordNames } from "../focus-words.ts";
import { leadersWeek } from "../leader-digest.ts";
import { weekWords } from "../moments.ts";
import { leadsAny } from "../permissions.ts";
import { type ShownPicture, sayWithPicture } from "../uploading.ts";
import { tellOnly } from "../visit.ts";
import type { Command } from "./command.ts";

/** Told; a few more are read, so that a run of weeks can be named. */
const weeksTold = 4;
const weeksRead = 12;

export const focus: Command = {
  word: "focus",
  takes: "",
  help: "For leaders: where your time is suggested to go beside where it went, and a way to say it",
  may: leadsAny,
  answer: async ({ db }, visit) => {
    const { workspace, person, now } = visit;
    const week = await leadersWeek(db, workspace, person, now);
    const reports = await focusReportsOf(db, workspace, person, { weeks: weeksRead });
    const time = focusBeside(
      reports.map(({ week, words }) => ({ week, report: words })),
      week,
      await suggestedTo(db, await teamsLedBy(db, workspace, person)),
    );
    await sayWithPicture({ db, ...visit }, focusPicture({ time }), (picture) =>
      tellOnly(visit, focusMessage({ week, reports, time, picture })),
    );
  },
};

export type FocusTold = {
  readonly week: Week;
  /** Newest first. */
  readonly reports: readonly KeptFocusReport[];
  readonly time: ReturnType<typeof focusBeside>;
  readonly picture: ShownPicture | null;
};

export function focusMessage({ week, reports, time, picture }: FocusTold): Said {
  const told = reports.slice(0, weeksTold).map((report) => `• ${reportWords(report)}`);
  const beside = [time.sentence, time.question].flatMap((part) => (part === null ? [] : [inert(part)]));
  const suggested = time.shares.map(({ name, suggested }) => `${inert(name)} ${suggested} %`).join(", ");
  return {
    text: "Where your time is suggested to go, beside where it went. Only you see this.",
    blocks: [
      words(
        `*Suggested for leaders' time:* ${suggested}. A guide for where to listen, not something to meet.`,
      ),
      told.length > 0
        ? words(["*What you said, roughly:*", ...told].join("\n"))
        : words("You haven't said yet where your time went. Rough words are enough."),
      ...(beside.length > 0 ? [words(beside.join(" "))] : []),
      ...(picture ? [pictureBlock(picture.file, picture.alt)] : []),
      buttons(
        "focus",
        button(reportFocusId, "Where did my time go this week?", weekCarried.write({ week }), {
          primary: true,
        }),
        focusWeeksButton(),
      ),
    ],
  };
}

/** "week 47: Business a lot, Customer some; Employee none". */
function reportWords({ week, words: report }: KeptFocusReport): string {
  return `${weekWords(week)}: ${frameworkV1.categories.map(({ key, name }) => `${inert(name)} ${wordFor(report, key)}`).join(", ")}`;
}

function wordFor(report: FocusReport, category: keyof FocusReport): string {
  return (focusWordNames.get(report[category]) ?? report[category]).toLowerCase();
}
