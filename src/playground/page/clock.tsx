import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Sight } from "../protocol.ts";
import { useDesk } from "./desk.ts";
import { cityOf, clockFace, soon } from "./moment.ts";

/** The workspace's own clock, in one's own zone, and the hands to turn it. It only ever goes forward. */
export function Clock({ sight }: { readonly sight: Sight }): JSX.Element {
  const desk = useDesk();
  const [turning, setTurning] = useState<"hour" | "day" | "next" | null>(null);
  const face = clockFace(sight.now, desk.zone);
  const idle = turning === null && sight.busy === null;
  const turn = async (to: "hour" | "day" | "next") => {
    if (!idle) return;
    setTurning(to);
    await desk.act({ do: "turn-clock", to });
    setTurning(null);
  };
  return (
    <section class="clock" aria-label="Clock">
      <p class="clock-face" role="status">
        <span class="clock-hour">{face.hour}</span>
        <span>
          <span class="clock-day">{face.day}</span>
          <small>{cityOf(desk.zone)} time</small>
        </span>
      </p>
      <div class="clock-hands">
        <button
          type="button"
          class="button"
          aria-disabled={!idle}
          aria-busy={turning === "hour"}
          onClick={() => turn("hour")}
        >
          Next hour
        </button>
        <button
          type="button"
          class="button"
          aria-disabled={!idle}
          aria-busy={turning === "day"}
          onClick={() => turn("day")}
        >
          Next day
        </button>
        {sight.next && (
          <button
            type="button"
            class="button wide"
            aria-disabled={!idle}
            aria-busy={turning === "next"}
            onClick={() => turn("next")}
          >
            <strong>Next scheduled</strong>
            <span>
              {soon(sight.next.at, sight.now, desk.zone)}, {sight.next.what}
            </span>
          </button>
        )}
      </div>
    </section>
  );
}
