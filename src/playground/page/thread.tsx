import type { JSX } from "preact";
import type { Message, Place, Sight } from "../protocol.ts";
import { Composer } from "./composer.tsx";
import { Icon } from "./icon.tsx";
import { Log } from "./log.tsx";

type Props = {
  readonly sight: Sight;
  readonly place: Place;
  readonly root: Message;
  readonly messages: readonly Message[];
  readonly onClose: () => void;
};

/** A message and its replies, beside the conversation (over it on a narrow screen). */
export function Thread({ sight, place, root, messages, onClose }: Props): JSX.Element {
  const replies = messages.filter((message) => message.thread === root.ts && message.ts !== root.ts);
  return (
    <aside
      class="column thread"
      aria-label="Thread"
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <div class="column-head">
        <h2>Thread</h2>
        <button
          type="button"
          class="button square quiet"
          aria-label="Close the thread"
          title="Close the thread"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      <Log place={place} messages={[root, ...replies]} all={[]} shortcuts={sight.shortcuts} onThread={null} />
      <Composer key={root.ts} sight={sight} place={place} thread={root.ts} />
    </aside>
  );
}
