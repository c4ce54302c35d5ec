import { teamsLedBy } from "../../store/teams.ts";
import { exportModal } from "../export-modal.ts";
import { leadsAny } from "../permissions.ts";
import type { Command } from "./command.ts";

export const exportWord: Command = {
  word: "export",
  takes: "",
  help: "For leaders: what your teams said, tried and learned, as a file",
  may: leadsAny,
  answer: async ({ db }, visit) => {
    if (visit.trigger === null) return;
    const led = await teamsLedBy(db, visit.workspace, visit.person);
    const view = exportModal(led.map(({ name }) => name));
    await visit.slack.views.open({ trigger_id: visit.trigger, view });
  },
};
