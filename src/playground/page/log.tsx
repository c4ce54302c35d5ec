import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Message, Place, Sight } from "../protocol.ts";
import { useDesk } from "./desk.ts";
import { MessageRow } from "./message.tsx";
import { dayKey, dayName } from "./moment.ts";

type Props = {
  readonly place: Place;
  readonly messages: readonly Message[];
  /** With replies, to count them. */
  readonly all: readonly Message[];
  readonly shortcuts: Sight["shortcuts"];
  readonly onThread: ((ts: string) => void) | null;
};

/** Messages by day, the newest at the foot. It stays at the foot while one is there, and leaves one alone elsewhere. */
export function Log({ place, messages, all, shortcuts, onThread }: Props): JSX.Element {
  const { now, zone } = useDesk();
  const scroll = useStaying();
  let day = "";
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <div class="log" role="log" aria-label="Messages" tabIndex={0} ref={scroll}>
      <div class="log-inside">
        {messages.length === 0 && <p class="quiet-words">Nothing was said here yet.</p>}
        {messages.map((message) => {
          const key = dayKey(message.at, zone);
          const isNewDay = key !== day;
          day = key;
          return (
            <div key={message.ts}>
              {isNewDay && <p class="day">{dayName(message.at, now, zone)}</p>}
              <MessageRow
                place={place}
                message={message}
                replies={all.filter((one) => one.thread === message.ts && one.ts !== message.ts).length}
                shortcuts={shortcuts}
                onThread={onThread}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function useStaying() {
  const scroll = useRef<HTMLDivElement>(null);
  const stays = useRef(true);
  useEffect(() => {
    const log = scroll.current;
    const inside = log?.firstElementChild;
    if (!log || !inside) return;
    const note = () => {
      stays.current = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
    };
    // Pictures arrive late and make the log taller.
    const watch = new ResizeObserver(() => {
      if (stays.current) log.scrollTop = log.scrollHeight;
    });
    watch.observe(inside);
    log.addEventListener("scroll", note);
    return () => {
      watch.disconnect();
      log.removeEventListener("scroll", note);
    };
  }, []);
  useLayoutEffect(() => {
    if (scroll.current && stays.current) scroll.current.scrollTop = scroll.current.scrollHeight;
  });
  return scroll;
}
