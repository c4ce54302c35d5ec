/** A team for which everything is good enough for now: what is said when there is nothing to mend. */
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

const categories = ["Customer", "Employee", "Business", "Knowledge/Collaboration", "Acceleration"] as const;
const everyHolding = Object.fromEntries(categories.map((category) => [category, "Holding"]));

export const everythingGoodEnough: Scene = {
  key: "everything-good-enough",
  name: "Everything good enough",
  about: "Three calm weeks. Nothing needs a talk, and Bearings says so.",
  play: async (town) => {
    await beginAt(town, mondayMorning(3));
    await setsUp(town, "UADA", "#harbour-support", { members: harbour, leaders: ["UADA"] });
    for (let week = 0; week < 3; week += 1) {
      await comesMonday(town);
      for (const person of harbour) {
        const said = { ...everyHolding, "Good enough for now?": [...categories] };
        await answers(town.local.visit(person), "#harbour-support", said);
      }
      await comesFriday(town);
      await talked(town.local.visit("UADA"), "#harbour-support");
    }
  },
};
