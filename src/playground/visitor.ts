/**
 * A person at the workspace, driven by words: what they type, press and fill, and what they read. It acts only on what
 * this person sees, as the page does, through the same protocol; a button that isn't there throws, and says what is.
 */
import { blocksAsRead, messageAsRead } from "./as-read.ts";
import { wires } from "./named-blocks.ts";
import { actionKey, pressed, type saying, settled, withValue } from "./page/form.ts";
import { missing } from "./page/missing.ts";
import { meaningOf } from "./page/said.ts";
import type { Act, Outcome, Place, Sight } from "./protocol.ts";
import { type Choice, chosen } from "./visitor/choosing.ts";
import {
  type Found,
  fields,
  keyOf,
  labelsByBlock,
  pressable,
  type Surface,
  type Typed,
  wordsOn,
} from "./visitor/finding.ts";

export type { Choice } from "./visitor/choosing.ts";

/** The two ways to the workspace. `act` comes back once the app has nothing more in hand. */
export type Client = {
  readonly see: (as: string) => Promise<Sight>;
  readonly act: (as: string, act: Act) => Promise<Outcome>;
};

export type Visitor = {
  /** Types a line and sends it: a command begins with `/`. */
  types(line: string, where: { readonly in: string }): Promise<Outcome>;
  /** Presses a button, or a line of an overflow menu: in the modal on top if one is open, else in the newest message that has it. */
  presses(label: string, where?: { readonly in: string }): Promise<Outcome>;
  /** Fills fields by their visible labels: in the modal on top, else wherever they are found. */
  fills(words: Readonly<Record<string, Choice>>, where?: { readonly in: string }): Promise<void>;
  /** Sends the modal on top off, unless the client itself has complaints. */
  submits(): Promise<Outcome>;
  dismisses(): Promise<Outcome>;
  opensHome(): Promise<Outcome>;
  /** A global shortcut by its name, or one on the newest message that holds these words. */
  usesShortcut(name: string, on?: { readonly in: string; readonly message: string }): Promise<Outcome>;
  /** Messages of a place, oldest first. */
  reads(place: string): Promise<readonly string[]>;
  readsDirect(): Promise<readonly string[]>;
  /** The modal on top with its title and buttons; null when none is open. */
  readsModal(): Promise<string | null>;
  readsHome(): Promise<string>;
  /** What stands beside fields of the modal on top: by label, what the app or the client said of them. */
  seesErrors(): Promise<Readonly<Record<string, string>>>;
  /** What Slack said when the last act went wrong; null when it went well. */
  seesTrouble(): string | null;
  /** The names of the places in the sidebar. */
  seesPlaces(): Promise<readonly string[]>;
};

/** Begins a visit as this person. Two visits do not share what is typed and not yet sent. */
export function visit(client: Client, as: string): Visitor {
  const typed: Typed = {};
  let complaints: Readonly<Record<string, string>> = {};
  let trouble: string | null = null;
  let atHome = false;

  const look = () => client.see(as);
  const act = async (what: Act): Promise<Outcome> => {
    const outcome = await client.act(as, what);
    trouble = outcome.ok ? null : outcome.trouble;
    return outcome;
  };
  const surfaces = (sight: Sight, where?: string): readonly Surface[] => {
    const modal = topOf(sight);
    if (modal) return [modal];
    const places = where === undefined ? sight.places : where === "home" ? [] : [placeCalled(sight, where)];
    const messages = places
      .flatMap((place) => (sight.messages[place.id] ?? []).map((message) => ({ place, message })))
      .sort((one, other) => Number(other.message.ts) - Number(one.message.ts))
      .map(
        ({ place, message }): Surface => ({
          spot: { in: "message", channel: place.id, ts: message.ts },
          where: place.kind === "direct" ? "a direct message" : `#${place.name}`,
          blocks: wires(message.blocks),
        }),
      );
    const home: Surface[] = sight.home
      ? [{ spot: { in: "home" }, where: "the home tab", blocks: wires(sight.home.blocks) }]
      : [];
    if (where !== undefined) return where === "home" ? home : messages;
    return atHome ? [...home, ...messages] : [...messages, ...home];
  };
  const valuesOn = (surface: Surface) => settled(surface.blocks, typed[keyOf(surface.spot)] ?? {});
  const press = (found: Found, value: ReturnType<typeof saying> | null) =>
    act({
      do: "press",
      spot: found.surface.spot,
      block: found.block,
      element: pressed(found.element, found.block, value),
      values: valuesOn(found.surface),
    });
  const fill = async (label: string, choice: Choice, where?: string) => {
    const sight = await look();
    const open = surfaces(sight, where);
    const found = first(open, (surface) => {
      const there = fields(sight, surface, label);
      if (there.length > 1)
        throw new Error(`"${label}" stands beside ${there.length} fields in ${surface.where}.`);
      return there[0];
    });
    if (!found) throw new Error(notSeen(sight, open, `a field called "${label}"`));
    const { element, block, surface } = found;
    const offered = element.type.includes("external_select") ? await ask(found, String(choice)) : undefined;
    const value = chosen(sight, element, choice, offered);
    const key = keyOf(surface.spot);
    typed[key] = withValue(valuesOn(surface), block, actionKey(element), value);
    if (found.sends) await press(found, value);
  };
  const ask = async (found: Found, words: string) => {
    const { block, element, surface } = found;
    const asked = { spot: surface.spot, block, action: actionKey(element), typed: words };
    const outcome = await act({ do: "options", ...asked });
    return outcome.ok ? (outcome.options ?? []) : [];
  };

  return {
    async types(line, where) {
      const place = placeCalled(await look(), where.in);
      atHome = false;
      const meaning = meaningOf(line, place.id, null);
      if ("act" in meaning) return act(meaning.act);
      trouble = meaning.trouble;
      return { ok: false, trouble: meaning.trouble };
    },
    async presses(label, where) {
      const sight = await look();
      const open = surfaces(sight, where?.in);
      const found = first(open, (surface) => pressable(sight, surface, label));
      if (!found) throw new Error(notSeen(sight, open, `a button that says "${label}"`));
      const overflow = found.option ? { type: "overflow", selected_option: found.option } : null;
      return press(found, overflow);
    },
    async fills(words, where) {
      for (const [label, choice] of Object.entries(words)) await fill(label, choice, where?.in);
    },
    async submits() {
      const modal = modalOf(await look());
      const values = valuesOn(modal);
      complaints = missing(modal.blocks, values);
      if (Object.keys(complaints).length > 0) return { ok: false, trouble: "Some fields need another look." };
      return act({ do: "submit", view: modal.spot.view, values });
    },
    async dismisses() {
      complaints = {};
      return act({ do: "dismiss", view: modalOf(await look()).spot.view });
    },
    async opensHome() {
      atHome = true;
      return act({ do: "open-home" });
    },
    async usesShortcut(name, on) {
      const sight = await look();
      const kind = on ? "message" : "global";
      const known = sight.shortcuts.find((one) => one.name === name && one.on === kind);
      if (!known) throw new Error(`There is no shortcut called "${name}" here.`);
      if (!on) return act({ do: "shortcut", callback: known.callback });
      const place = placeCalled(sight, on.in);
      const message = [...(sight.messages[place.id] ?? [])]
        .reverse()
        .find((one) => messageAsRead(sight, one).includes(on.message));
      if (!message) throw new Error(`No message in ${on.in} says "${on.message}".`);
      return act({
        do: "shortcut",
        callback: known.callback,
        message: { channel: place.id, ts: message.ts },
      });
    },
    async reads(name) {
      return readPlace(await look(), name);
    },
    async readsDirect() {
      const sight = await look();
      const direct = sight.places.find((place) => place.kind === "direct");
      return direct ? readPlace(sight, direct.name) : [];
    },
    async readsModal() {
      const sight = await look();
      const open = sight.views.at(-1);
      const modal = topOf(sight);
      if (!open || !modal) return null;
      const buttons = [open.view.submit, open.view.close].flatMap((one) => (one ? [`[${one.text}]`] : []));
      const lines = [
        open.view.title.text,
        blocksAsRead(sight, modal.blocks, valuesOn(modal)),
        buttons.join(" "),
      ];
      return lines.filter(Boolean).join("\n");
    },
    async readsHome() {
      const sight = await look();
      return sight.home ? blocksAsRead(sight, wires(sight.home.blocks)) : "";
    },
    async seesErrors() {
      const sight = await look();
      const modal = modalOf(sight);
      const labels = labelsByBlock(sight, modal);
      const said = { ...complaints, ...sight.views.at(-1)?.errors };
      return Object.fromEntries(
        Object.entries(said).map(([block, words]) => [labels[block] ?? block, words]),
      );
    },
    seesTrouble: () => trouble,
    async seesPlaces() {
      return (await look()).places.map((place) => (place.kind === "direct" ? place.name : `#${place.name}`));
    },
  };
}

type ModalSurface = Surface & { readonly spot: { readonly in: "view"; readonly view: string } };

function topOf(sight: Sight): ModalSurface | null {
  const top = sight.views.at(-1);
  if (!top) return null;
  const where = `the modal "${top.view.title.text}"`;
  return { spot: { in: "view", view: top.id }, where, blocks: wires(top.view.blocks) };
}

function modalOf(sight: Sight): ModalSurface {
  const modal = topOf(sight);
  if (!modal) throw new Error(`${sight.me.name} has no modal open.`);
  return modal;
}

function placeCalled(sight: Sight, name: string): Place {
  const plain = name.replace(/^#/, "");
  const place = sight.places.find((one) => one.name === plain || one.id === plain);
  if (place) return place;
  const seen = sight.places.map((one) => one.name).join(", ");
  throw new Error(`${sight.me.name} sees no place called "${name}". There are: ${seen}.`);
}

function readPlace(sight: Sight, name: string): readonly string[] {
  return (sight.messages[placeCalled(sight, name).id] ?? []).map((message) => messageAsRead(sight, message));
}

function notSeen(sight: Sight, open: readonly Surface[], what: string): string {
  const seen = open.flatMap((surface) => {
    const words = wordsOn(sight, surface);
    return words.length > 0 ? [`in ${surface.where}: ${words.join(", ")}`] : [];
  });
  return `${sight.me.name} does not see ${what}. There is ${seen.length > 0 ? seen.join("; ") : "nothing to press"}.`;
}

function first<T, R>(things: readonly T[], find: (thing: T) => R | null | undefined): R | null {
  for (const thing of things) {
    const found = find(thing);
    if (found) return found;
  }
  return null;
}
