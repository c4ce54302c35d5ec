/** Every surface in every scene: within Slack's limits, with words for people who hear it, in the voice. */
import { beforeAll, describe, expect, it } from "vitest";
import { frameworkV1 } from "../../src/core/catalogue/index.ts";
import { checkHome, checkMessage, checkView } from "../../src/playground/blocks-check.ts";
import type { Gallery } from "../../src/playground/protocol.ts";
import { playAndWalk } from "../../src/playground/scenes/gallery.ts";
import { scenes } from "../../src/playground/scenes/index.ts";

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

  it("grades nobody: no share of people, no score, no colour, no exclamation", () => {
    const told = gallery.surfaces.map((surface) => ({ name: surface.name, words: wordsOf(surface) }));
    const slips = told.flatMap(({ name, words }) =>
      forbidden.flatMap((pattern) =>
        pattern.test(words) ? [{ name, pattern: String(pattern), near: near(words, pattern) }] : [],
      ),
    );
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
  // A measure's name is its source's word, not ours.
  return frameworkV1.measures.reduce((told, { name }) => told.replaceAll(name, ""), words.join("\n"));
}

/** Words of grading, each with the reason why it isn't used; a percent sign stands only beside a focus share, which is leadership time. */
const forbidden = [
  /!(?!channel|here|everyone|date)/,
  /\bscores?\b/i,
  /\btargets?\b/i,
  /\b(red|amber|green)\b/i,
  /\b(best|worst)\b/i,
  /\banonymous/i,
  /\b(KPI|performance|ranking|benchmark)\b/i,
  /\d ?%(?! of their time| suggested|\D{0,3}(Employee|Business|Knowledge|Acceleration|\. A guide))/,
];

function near(words: string, pattern: RegExp): string {
  const at = words.search(pattern);
  return words.slice(Math.max(0, at - 40), at + 40);
}
