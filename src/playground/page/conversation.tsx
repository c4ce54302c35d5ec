import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Message, Place, Sight } from "../protocol.ts";
import { Composer } from "./composer.tsx";
import { useDesk } from "./desk.ts";
import { Log } from "./log.tsx";
import { Thread } from "./thread.tsx";

type Props = { readonly sight: Sight; readonly place: Place };

/** A channel or a direct message: what was said, what to say, and one thread beside it. */
export function Conversation({ sight, place }: Props): JSX.Element {
  const desk = useDesk();
  const [thread, setThread] = useState<string | null>(null);
  const messages = sight.messages[place.id] ?? [];
  const top = messages.filter((message) => message.thread === null || message.thread === message.ts);
  const root = messages.find((message) => message.ts === thread);
  const called = place.kind === "channel" ? `#${place.name}` : place.name;
  useReading(place, messages);
  return (
    <div class={root ? "conversation with-thread" : "conversation"}>
      <section class="column" aria-label={called}>
        <div class="column-head">
          <h1>{called}</h1>
          {place.private && <small>private</small>}
        </div>
        <Log place={place} messages={top} all={messages} shortcuts={sight.shortcuts} onThread={setThread} />
        {place.kind === "channel" && !place.appIsIn && (
          <div class="invitation">
            <p>Bearings isn't in {called}, so it can't post here.</p>
            <button
              type="button"
              class="button"
              onClick={() => desk.act({ do: "invite-app", channel: place.id })}
            >
              Invite Bearings
            </button>
          </div>
        )}
        <Composer sight={sight} place={place} thread={null} />
      </section>
      {root && (
        <Thread sight={sight} place={place} root={root} messages={messages} onClose={() => setThread(null)} />
      )}
    </div>
  );
}

/** Tells the workspace that what is shown has been read: once for each newest message. */
function useReading(place: Place, messages: readonly Message[]): void {
  const desk = useDesk();
  const newest = messages.at(-1)?.ts;
  const isUnread = place.unread > 0;
  useEffect(() => {
    if (isUnread) void desk.act({ do: "read", channel: place.id });
  }, [place.id, newest, isUnread]);
}
