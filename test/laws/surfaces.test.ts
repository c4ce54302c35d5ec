/** Every surface in every scene: within Slack's limits, with words for people who hear it, in the voice. */
import { beforeAll, describe, expect, it } from "vitest";
import { checkHome, checkMessage, checkView } from "../../src/playground/blocks-check.ts";
import type { Gallery } from "../../src/playground/protocol.ts";
import { playAndWalk } from "../../src/playground/scenes/gallery.ts";
import { scenes } from "../../src/playground/scenes/index.ts";
import { allowed, withoutAllowed } from "../support/allowed-words.ts";
import { forbiddenIn } from "../support/forbidden-words.ts";

describe.each(scenes.map((scene) => [scene.name, scene.key] as const))("%s", (_name, key) => {
  let gallery: Gallery;
  beforeAll(async () => {
    gallery = await playAndWalk(key);
  }, 120_000);

  it("has surfaces to look at", () => {
    expect(new Set(gallery.surfaces.map(({ kind }) => kind))).toEqual(new Set(["message", "modal", "home"]));
  });

  it("draws nothing that Slack would refuse", () => {
    const refused = gallery.surfaces.flatMap((surface) => {
      const complaints = complaintsOf(surface);
      return complaints.length > 0 ? [{ surface: surface.name, complaints }] : [];
    });
    expect(refused).toEqual([]);
  });

  it("says in text what its blocks say, for notifications and screen readers", () => {
    expect(gallery.surfaces.filter(({ kind, text }) => kind === "message" && text.trim() === "")).toEqual([]);
  });

  it("grades nobody: no score, no colour, no exclamation, and no share but of leaders' time", () => {
    const slips = gallery.surfaces.flatMap((surface) => {
      const told = withoutAllowed(wordsOf(surface), everywhere);
      const found = [forbiddenIn(told), /%/.test(told) ? "%" : null].filter((word) => word !== null);
      return found.map((word) => ({ surface: surface.name, word, near: near(told, word) }));
    });
    expect(slips).toEqual([]);
  });
});

type Surface = Gallery["surfaces"][number];

function complaintsOf({ kind, blocks, text, view }: Surface) {
  if (kind === "message") return checkMessage(blocks, text);
  if (view === null) return [];
  return view.type === "home" ? checkHome(view) : checkView(view);
}

/** All that people read on it: texts, not ids. */
function wordsOf({ blocks, view, text }: Surface): string {
  const words: string[] = [text];
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) collect(one);
    else if (value !== null && typeof value === "object") {
      for (const [key, inner] of Object.entries(value)) {
        if ((key === "text" || key === "alt_text") && typeof inner === "string") words.push(inner);
        else collect(inner);
      }
    }
  };
  collect(blocks);
  collect(view?.blocks);
  return words.join("\n");
}

/** Focus is leaders' time, and what isn't done may be named. */
const everywhere = [
  ...allowed.filter(({ name }) => name === "focus shares" || name === "what people wrote"),
  {
    name: "what is not graded",
    pattern: /\bNobody gets a grade\b|\bnot grading\b/g,
    reason: "Says that it isn't done.",
  },
];

function near(words: string, word: string): string {
  const at = words.indexOf(word);
  return words.slice(Math.max(0, at - 40), at + 40);
}
