/** Finding what a person would put their finger on, by the words they see on it. */
import { elementLabel, wordsOf } from "../as-read.ts";
import { blockKey, elementsOf, optionsOf, type Wire } from "../page/form.ts";
import type { FormValues, Sight, Spot } from "../protocol.ts";

/** Something that is drawn before a person: a message, the home tab, or the modal on top. */
export type Surface = {
  readonly spot: Spot;
  /** Where it is, in words for an error. */
  readonly where: string;
  readonly blocks: readonly Wire[];
};

/** An element on a surface, with the words beside it. */
export type Found = {
  readonly surface: Surface;
  readonly block: string;
  readonly element: Wire;
  readonly label: string;
  /** Choosing in it tells the app at once. */
  readonly sends: boolean;
  readonly optional: boolean;
};

/** The button, or the line of an overflow menu, that says this; null where there is none. */
export function pressable(
  sight: Sight,
  surface: Surface,
  label: string,
): (Found & { readonly option: unknown }) | null {
  for (const found of all(sight, surface)) {
    const { element } = found;
    if (element.type === "button" && wordsOf(sight, element.text) === label)
      return { ...found, option: null };
    const option =
      element.type === "overflow" && optionsOf(element).find((one) => wordsOf(sight, one.text) === label);
    if (option) return { ...found, option };
  }
  return null;
}

/** The fields whose label says this: of an input block, the text beside an accessory, or the placeholder. */
export function fields(sight: Sight, surface: Surface, label: string): readonly Found[] {
  const fillable = all(sight, surface).filter(({ element }) => element.type !== "button");
  const exact = fillable.filter((found) => found.label === label);
  if (exact.length > 0) return exact;
  const begins = fillable.filter((found) => found.label.startsWith(label));
  if (begins.length > 0) return begins;
  return fillable.filter(({ element }) => elementLabel(sight, element) === label);
}

/** The words on everything that can be pressed or filled on a surface, for an error that helps. */
export function wordsOn(sight: Sight, surface: Surface): readonly string[] {
  return all(sight, surface).map(({ element, label }) =>
    element.type === "button" ? `[${wordsOf(sight, element.text)}]` : label,
  );
}

/** The labels of fields by their block, to say which of them was refused. */
export function labelsByBlock(sight: Sight, surface: Surface): Readonly<Record<string, string>> {
  return Object.fromEntries(all(sight, surface).map((found) => [found.block, found.label]));
}

/** What is typed on a surface is kept under this name. */
export function keyOf(spot: Spot): string {
  if (spot.in === "message") return `${spot.channel}/${spot.ts}`;
  return spot.in === "view" ? spot.view : "home";
}

/** What a visitor typed, surface by surface. */
export type Typed = Record<string, FormValues>;

function all(sight: Sight, surface: Surface): readonly Found[] {
  return surface.blocks.flatMap((block, index) =>
    elementsOf(block)
      .filter((element) => element.type !== "image")
      .map((element) => ({
        surface,
        block: blockKey(block, index),
        element,
        label:
          wordsOf(sight, block.type === "input" ? block.label : block.text) || elementLabel(sight, element),
        sends: block.type !== "input" || block.dispatch_action === true,
        optional: block.optional === true,
      })),
  );
}
