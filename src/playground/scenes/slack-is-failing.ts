/** Slack has a bad hour: it takes no messages. What is due waits, the home tab tells of it, and nothing is lost. */
import {
  answers,
  beginAt,
  comesFriday,
  comesMonday,
  harbour,
  mondayMorning,
  type Scene,
  setsUp,
  talked,
} from "./scene.ts";

export const slackIsFailing: Scene = {
  key: "slack-is-failing",
  name: "Slack is failing",
  about: "A round is open, and Slack takes no message. The home tab and the check-in still work.",
  play: async (town) => {
    await beginAt(town, mondayMorning(1));
    await setsUp(town, "UADA", "#harbour-support", { members: harbour, leaders: ["UADA"] });
    await comesMonday(town);
    for (const person of harbour.slice(0, 6)) {
      await answers(town.local.visit(person), "#harbour-support", {
        Customer: "Holding",
        Business: "Improving",
      });
    }
    await comesFriday(town);
    await talked(town.local.visit("UADA"), "#harbour-support");
    town.local.workspace.faults.set("chat.postMessage", { kind: "service_unavailable", times: null });
    await comesMonday(town);
    await town.local.visit("UADA").opensHome();
  },
};
