import type { JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import type { Gallery, Sight } from "../protocol.ts";
import { Blocks, wires } from "./blocks/block.tsx";
import { type Desk, DeskContext, uploaded } from "./desk.ts";
import { look, lookAtGallery } from "./door.ts";
import { useFilling } from "./filling.ts";
import { ModalFrame } from "./modal.tsx";
import { Mrkdwn } from "./words/ink.tsx";

type Surface = Gallery["surfaces"][number];

/** Every surface of a scene, at the width of a phone and of a desk, side by side. Nothing here can be pressed for real. */
export function GalleryPage({ scene }: { readonly scene: string | null }): JSX.Element {
  const [shown, setShown] = useState<{ gallery: Gallery; sight: Sight } | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => {
    document.title = "Gallery · local workspace";
    Promise.all([lookAtGallery(scene), look(null)])
      .then(([gallery, sight]) => setShown({ gallery, sight }))
      .catch(() => setTrouble("The gallery could not be drawn. Is the workspace still running?"));
  }, [scene]);
  if (!shown)
    return (
      <p class="waiting" role="status">
        {trouble ?? "Drawing the scene… It is played for this first, which can take half a minute."}
      </p>
    );
  return (
    <DeskContext.Provider value={deskOf(shown)}>
      <div class="gallery">
        <header>
          <a href="/">Back to the workspace</a>
          <h1>Gallery</h1>
          <nav aria-label="Scenes">
            <ul>
              {shown.sight.scenes.map((one) => (
                <li key={one.key}>
                  <a
                    href={`/gallery?scene=${encodeURIComponent(one.key)}`}
                    aria-current={one.key === shown.gallery.scene ? "page" : undefined}
                  >
                    {one.name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main>
          {shown.gallery.surfaces.length === 0 && <p class="quiet-words">This scene shows nothing.</p>}
          {shown.gallery.surfaces.map((surface, index) => (
            <section key={index} class="exhibit" aria-label={surface.name}>
              <h2>
                {surface.name}{" "}
                <small>
                  {surface.kind}, seen by {surface.seenBy}
                </small>
              </h2>
              <div class="exhibit-widths">
                <div class="phone">
                  <Exhibit surface={surface} />
                </div>
                <div class="desktop">
                  <Exhibit surface={surface} />
                </div>
              </div>
            </section>
          ))}
        </main>
      </div>
    </DeskContext.Provider>
  );
}

function Exhibit({ surface }: { readonly surface: Surface }) {
  const id = useId();
  const blocks = surface.view?.blocks ?? surface.blocks;
  const filling = useFilling(wires(blocks), null);
  const drawn =
    blocks.length > 0 ? <Blocks blocks={blocks} filling={filling} /> : <Mrkdwn source={surface.text} />;
  if (surface.view?.type !== "modal") return <div class={`exhibit-${surface.kind}`}>{drawn}</div>;
  return (
    <div class="modal still">
      <ModalFrame view={surface.view} titleId={id} waiting={false} onDismiss={() => {}}>
        {drawn}
      </ModalFrame>
    </div>
  );
}

function deskOf({ gallery, sight }: { readonly gallery: Gallery; readonly sight: Sight }): Desk {
  return {
    people: sight.people,
    places: sight.places,
    now: sight.now,
    zone: sight.me.zone,
    here: null,
    act: async () => ({ ok: true }),
    ask: async () => false,
    go: () => {},
    pictureAt: (file) => gallery.pictures[file] ?? uploaded(file),
  };
}
