/**
 * Every surface in a scene: the scene is played in a workspace of its own that forgets everything afterwards, and then
 * people walk through whatever can be opened from where they are. The gallery page and the laws about surfaces read it.
 */
import { openDatabase } from "../../store/database.ts";
import type { Log } from "../../world.ts";
import { openTown, type Town } from "../bearings.ts";
import { galleryOf } from "../gallery.ts";
import type { Gallery } from "../protocol.ts";
import { scenes } from "./index.ts";

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Galleries by scene, each played once and then kept: a scene plays the same each time. */
export function openGalleries(): (scene: string) => Promise<Gallery> {
  const galleries = new Map<string, Promise<Gallery>>();
  return (scene) => {
    const gallery = galleries.get(scene) ?? playAndWalk(scene);
    galleries.set(scene, gallery);
    return gallery;
  };
}

export async function playAndWalk(key: string): Promise<Gallery> {
  const scene = scenes.find((one) => one.key === key);
  if (scene === undefined) return { scene: key, surfaces: [], pictures: {} };
  const database = await openDatabase({ memory: true });
  const town = await openTown(database, silent);
  try {
    await scene.play(town);
    town.local.workspace.state.scene = key;
    await walkThrough(town);
    return galleryOf(town.local.workspace);
  } finally {
    await town.stop();
    await database.close();
  }
}

const lines = [
  "/bearings help",
  "/bearings checkin",
  "/bearings setup",
  "/bearings trends",
  "/bearings trends employee",
  "/bearings metric",
  "/bearings metric tiem to smlie",
  "/bearings metric time to smile 3",
  "/bearings metric nothing like it",
  "/bearings focus",
  "/bearings try",
  "/bearings try hand-off",
  "/bearings away",
  "/bearings away tomorrow",
  "/bearings digest",
  "/bearings measures",
  "/bearings export",
  "/bearings privacy",
  "/bearings mydata",
  "/bearings about",
  "/bearings chekin",
] as const;

const buttons = [
  "What is this?",
  "Give your reading",
  "Not this week",
  "We talked about it",
  "Try something",
  "Why these words?",
  "Where did my time go this week?",
  "Note a number",
  "Set up this team",
  "Learning log",
  "I'll be away",
] as const;

/** What a leader opens one after the other. */
const ofLeaders = [
  ["My time over weeks", "Over 12 weeks", "Pool mine", "Change the shares"],
  ["My weekly digest"],
  ["When it comes"],
] as const;

/** What stands below what is kept of somebody. Each asks first, and nobody here says yes. */
const ofMyData = ["Send me a file", "Delete it"] as const;

/** Dalia writes something in the channel: she keeps it, and Ada asks her whether it may be kept. */
async function keepAMessage({ local, tick }: Town): Promise<void> {
  const message = "The hand-off was quick today.";
  const there = { in: "#harbour-support", message };
  const [dalia, ada] = [local.visit("UDALIA"), local.visit("UADA")];
  await dalia.types(message, there);
  for (const who of [dalia, ada]) {
    await who.usesShortcut("Keep as a reflection", there);
    if (who === ada && (await who.readsModal()) !== null) await who.submits();
    while ((await who.readsModal()) !== null) await who.dismisses();
  }
  await tick();
  await dalia.presses("Yes, with my name").catch(() => {});
}

/** What stands below a team's measures, and in the menu beside each. */
const ofMeasures = ["Add a measure", "Bring one in", "Change"] as const;

/** A leader, a member, somebody who is away and a guest: each opens home, types every word, and presses what they see. */
export async function walkThrough(town: Town): Promise<void> {
  const { local } = town;
  for (const person of ["UADA", "UDALIA", "UFARAH", "UGUS"]) {
    const who = local.visit(person);
    await who.opensHome();
    for (const line of lines) {
      await who.types(line, { in: "#harbour-support" });
      while ((await who.readsModal()) !== null) await who.dismisses();
    }
    for (const label of ofMyData) {
      await who.types("/bearings mydata", { in: "#harbour-support" });
      await who.presses(label);
      await who.dismisses();
    }
    for (const label of ofMeasures) {
      await who.types("/bearings measures", { in: "#harbour-support" });
      // Only leaders see them.
      await who.presses(label).catch(() => {});
      while ((await who.readsModal()) !== null) await who.dismisses();
    }
    for (const label of buttons) {
      // Not everybody sees every button in every scene.
      await who.presses(label).catch(() => {});
      while ((await who.readsModal()) !== null) await who.dismisses();
    }
    for (const steps of ofLeaders) {
      for (const label of steps) await who.presses(label).catch(() => {});
      while ((await who.readsModal()) !== null) await who.dismisses();
    }
  }
  await keepAMessage(town);
}
