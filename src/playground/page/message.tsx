import type { JSX } from "preact";
import type { Message, Place, Sight } from "../protocol.ts";
import { Avatar } from "./avatar.tsx";
import { Blocks, wires } from "./blocks/block.tsx";
import { useDesk } from "./desk.ts";
import { useFilling } from "./filling.ts";
import { Icon } from "./icon.tsx";
import { Menu } from "./menu.tsx";
import { hourOf } from "./moment.ts";
import { Mrkdwn } from "./words/ink.tsx";

type Props = {
  readonly place: Place;
  readonly message: Message;
  readonly replies: number;
  readonly shortcuts: Sight["shortcuts"];
  readonly onThread: ((ts: string) => void) | null;
};

/** One message: who, when, what; and what can be done with it. */
export function MessageRow({ place, message, replies, shortcuts, onThread }: Props): JSX.Element {
  const desk = useDesk();
  return (
    <article
      class={message.onlyYou ? "message only-you" : "message"}
      aria-label={`Message from ${message.from.name}`}
    >
      <Avatar id={message.from.id} name={message.from.name} app={message.from.app} />
      <div class="message-body">
        {message.onlyYou && <p class="only-you-words">Only visible to you</p>}
        <p class="message-head">
          <strong>{message.from.name}</strong>
          {message.from.app && <span class="badge">App</span>}
          <time dateTime={message.at}>{hourOf(message.at, desk.zone)}</time>
          {message.edited && <small>edited</small>}
        </p>
        <MessageWords place={place} message={message} />
        {replies > 0 && onThread && (
          <button type="button" class="replies" onClick={() => onThread(message.ts)}>
            <Icon name="reply" /> {replies === 1 ? "1 reply" : `${replies} replies`}
          </button>
        )}
      </div>
      {!message.onlyYou && (
        <Doings place={place} message={message} shortcuts={shortcuts} onThread={onThread} />
      )}
    </article>
  );
}

function MessageWords({ place, message }: Pick<Props, "place" | "message">) {
  const spot = { in: "message", channel: place.id, ts: message.ts } as const;
  const filling = useFilling(wires(message.blocks), spot);
  if (message.blocks.length === 0) return <Mrkdwn source={message.text} />;
  return <Blocks blocks={message.blocks} filling={filling} />;
}

function Doings({ place, message, shortcuts, onThread }: Omit<Props, "replies">) {
  const desk = useDesk();
  const about = { channel: place.id, ts: message.ts };
  const entries = shortcuts
    .filter((shortcut) => shortcut.on === "message")
    .map((shortcut) => ({
      key: shortcut.callback,
      words: shortcut.name,
      act: () => void desk.act({ do: "shortcut", callback: shortcut.callback, message: about }),
    }));
  return (
    <div class="doings">
      {onThread && (
        <button
          type="button"
          class="button square quiet"
          aria-label="Reply in a thread"
          title="Reply in a thread"
          onClick={() => onThread(message.ts)}
        >
          <Icon name="reply" />
        </button>
      )}
      {entries.length > 0 && (
        <Menu
          label="More for this message"
          face={<Icon name="dots" />}
          look="button square quiet"
          entries={entries}
        />
      )}
    </div>
  );
}
