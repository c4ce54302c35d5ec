import type { JSX } from "preact";
import type { Sight } from "../protocol.ts";
import { useDesk } from "./desk.ts";

/** Named states of the workspace to look at. Loading one replaces what is there, so it is asked about first. */
export function Scenes({ sight }: { readonly sight: Sight }): JSX.Element {
  const desk = useDesk();
  const load = async (scene: Sight["scenes"][number]) => {
    const isSure = await desk.ask({
      title: "Load this scene?",
      text: `"${scene.name}" replaces everything in this local workspace: channels, messages and what Bearings knows.`,
      yes: "Load it",
      no: "Keep what is here",
      grave: false,
    });
    if (!isSure) return;
    await desk.act({ do: "load-scene", scene: scene.key });
  };
  return (
    <section class="scenes" aria-labelledby="scenes-title">
      <h2 id="scenes-title">Scenes</h2>
      <ul>
        {sight.scenes.map((scene) => (
          <li key={scene.key}>
            <button
              type="button"
              class="scene"
              aria-current={scene.key === sight.scene ? "true" : undefined}
              aria-disabled={sight.busy !== null}
              onClick={() => sight.busy === null && load(scene)}
            >
              {scene.name}
              <small>{scene.about}</small>
            </button>
          </li>
        ))}
      </ul>
      <a href={`/gallery${sight.scene ? `?scene=${encodeURIComponent(sight.scene)}` : ""}`}>
        Gallery of every surface
      </a>
    </section>
  );
}
