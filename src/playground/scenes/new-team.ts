/** A channel that Bearings has just been invited to: nothing is set up, nobody has been asked. */
import { beginAt, mondayMorning, type Scene } from "./scene.ts";

export const newTeam: Scene = {
  key: "new-team",
  name: "A new team",
  about: "Nothing is set up yet. Set #harbour-support up and live its first week.",
  play: async (town) => {
    await beginAt(town, mondayMorning(0));
    await town.local.visit("UADA").types("/invite @Bearings", { in: "#general" });
    await town.tick();
  },
};
