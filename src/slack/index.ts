/** Every surface, on one page, in the order in which a team meets them. */
import { awayModal } from "./away-modal.ts";
import { checkIn } from "./check-in-modal.ts";
import { closeRound } from "./close-modal.ts";
import { commandLine } from "./command-line.ts";
import { digestPreview } from "./digest-preview.ts";
import { digestWhen } from "./digest-when-modal.ts";
import { exporting } from "./export-modal.ts";
import { findMeasure } from "./find-measure.ts";
import { focusDigest } from "./focus-digest-message.ts";
import { focusReport } from "./focus-modal.ts";
import { focusSharesForm } from "./focus-shares-modal.ts";
import { focusWeeks } from "./focus-weeks-modal.ts";
import { home } from "./home-tab.ts";
import { keepReflection } from "./keep-reflection.ts";
import { learningLog } from "./learning-log.ts";
import { leaving } from "./leaving.ts";
import { lookUp } from "./look-up-message.ts";
import { measures } from "./measures.ts";
import { myData } from "./my-data.ts";
import { noteNumber } from "./note-modal.ts";
import { openNow } from "./open-now.ts";
import { quoteQuestion } from "./quote-question.ts";
import { roundOpening } from "./round-message.ts";
import { setup } from "./setup-modal.ts";
import { summary } from "./summary-message.ts";
import type { Surface } from "./surface.ts";
import { takingOver } from "./taking-over.ts";
import { teamEvents } from "./team-events.ts";
import { teamLife } from "./team-life.ts";
import { tryModal } from "./try-modal.ts";
import { welcome } from "./welcome-message.ts";
import { whyTheseTrends } from "./why-these-words.ts";

export const surfaces: readonly Surface[] = [
  welcome,
  setup,
  teamLife,
  teamEvents,
  takingOver,
  roundOpening,
  checkIn,
  keepReflection,
  quoteQuestion,
  summary,
  tryModal,
  learningLog,
  focusDigest,
  focusReport,
  focusWeeks,
  focusSharesForm,
  digestWhen,
  digestPreview,
  lookUp,
  findMeasure,
  noteNumber,
  home,
  awayModal,
  openNow,
  closeRound,
  measures,
  exporting,
  myData,
  whyTheseTrends,
  commandLine,
  leaving,
];
