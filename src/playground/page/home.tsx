import type { HomeView } from "@slack/types";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Blocks, wires } from "./blocks/block.tsx";
import { useDesk } from "./desk.ts";
import { useFilling } from "./filling.ts";

/** The home tab of the app. Coming here tells the app that it was opened. */
export function Home({ view }: { readonly view: HomeView | null }): JSX.Element {
  const desk = useDesk();
  const filling = useFilling(wires(view?.blocks ?? []), { in: "home" });
  useEffect(() => void desk.act({ do: "open-home" }), []);
  return (
    <section class="column" aria-label="Home of Bearings">
      <div class="column-head">
        <h1>Bearings</h1>
        <small>home</small>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section class="log" aria-label="Home tab" tabIndex={0}>
        <div class="home">
          {view ? (
            <Blocks blocks={view.blocks} filling={filling} />
          ) : (
            <p class="quiet-words">Bearings has put nothing here yet.</p>
          )}
        </div>
      </section>
    </section>
  );
}
