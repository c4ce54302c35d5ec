/** A team in which too few answer, four rounds long: what is said then, and what the block says at its end. */
import {
  answers,
  beginAt,
  comesFriday,
  comesMonday,
  harbour,
  mondayMorning,
  type Scene,
  setsUp,
} from "./scene.ts";

/** Who answers in each of the four rounds: never five at once, but seven different people over all four. */
const voices = [
  ["UADA", "UCHEN", "UDALIA"],
  ["UADA", "UELIF"],
  ["UHANA", "UIVAN", "UCHEN"],
  ["UADA", "UJUNE"],
] as const;

export const tooFewVoices: Scene = {
  key: "too-few-voices",
  name: "Too few voices",
  about:
    "Four rounds with two or three answers each. What waited is counted together at the end of the fourth.",
  play: async (town) => {
    await beginAt(town, mondayMorning(voices.length));
    await setsUp(town, "UADA", "#harbour-support", { members: harbour, leaders: ["UADA"] });
    for (const people of voices) {
      await comesMonday(town);
      for (const person of people) {
        const said = { Customer: "Slipping", Employee: "Holding", Business: "Holding" };
        await answers(town.local.visit(person), "#harbour-support", said);
      }
      await comesFriday(town);
    }
  },
};
