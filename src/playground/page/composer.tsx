import type { JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import type { Place, Sight } from "../protocol.ts";
import { completionOf } from "./completing.ts";
import { useDesk } from "./desk.ts";
import { Icon } from "./icon.tsx";
import { Menu } from "./menu.tsx";
import { meaningOf } from "./said.ts";

type Props = { readonly sight: Sight; readonly place: Place; readonly thread: string | null };

/** Lines sent from this page, newest last; arrow up in an empty box brings them back. */
const sent: string[] = [];

/** Where one types: words for everybody here, or a command for the app. Enter sends, Shift and Enter breaks the line. */
export function Composer({ sight, place, thread }: Props): JSX.Element {
  const desk = useDesk();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const [back, setBack] = useState(0);
  const [trouble, setTrouble] = useState<string | null>(null);
  const where = thread
    ? "Reply"
    : place.kind === "channel"
      ? `Message #${place.name}`
      : `Message ${place.name}`;
  const completion = thread === null ? completionOf(text, sight.words ?? []) : null;

  const put = (line: string) => {
    setText(line);
    setTrouble(null);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (text.trim() === "") return;
    const meaning = meaningOf(text, place.id, thread);
    if ("trouble" in meaning) return setTrouble(meaning.trouble);
    const line = text;
    sent.push(line);
    setBack(0);
    put("");
    const outcome = await desk.act(meaning.act);
    // What was not taken comes back, unless something else was begun.
    if (!outcome.ok) setText((begun) => (begun === "" ? line : begun));
  };
  const recall = (step: number) => {
    const next = Math.min(Math.max(back + step, 0), sent.length);
    setBack(next);
    put(next === 0 ? "" : (sent.at(-next) ?? ""));
  };
  const steer = (event: KeyboardEvent) => {
    const isRecalled = back > 0 && text === sent.at(-back);
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) void submit(event);
    else if (event.key === "Tab" && !event.shiftKey && completion) put(completion.line);
    else if (event.key === "ArrowUp" && (text === "" || isRecalled)) recall(1);
    else if (event.key === "ArrowDown" && isRecalled) recall(-1);
    else return;
    event.preventDefault();
  };
  const shortcuts = sight.shortcuts
    .filter((shortcut) => shortcut.on === "global")
    .map((shortcut) => ({
      key: shortcut.callback,
      words: shortcut.name,
      act: () => void desk.act({ do: "shortcut", callback: shortcut.callback }),
    }));
  return (
    <form class="composer" onSubmit={submit}>
      {completion && (
        <button
          type="button"
          class="hint-line"
          onClick={() => {
            put(completion.line);
            box.current?.focus();
          }}
        >
          {completion.words.length === 0 ? (
            <>
              <strong>/bearings</strong> and a word. <code>/bearings help</code> lists them. Tab completes.
            </>
          ) : (
            <>
              <strong>{completion.words[0]}</strong>
              {completion.words.slice(1).map((word) => ` · ${word}`)}. Tab takes the first.
            </>
          )}
        </button>
      )}
      {trouble && (
        <p class="error" id={`${id}-trouble`} role="alert">
          {trouble}
        </p>
      )}
      <div class="composer-box">
        {shortcuts.length > 0 && thread === null && (
          <Menu
            label="Shortcuts"
            face={<Icon name="bolt" />}
            look="button square quiet"
            entries={shortcuts}
          />
        )}
        <textarea
          ref={box}
          rows={Math.min(6, text.split("\n").length)}
          aria-label={where}
          aria-describedby={trouble ? `${id}-trouble` : undefined}
          placeholder={thread ? "Reply" : "Message or /bearings"}
          value={text}
          onInput={(event) => put(event.currentTarget.value)}
          onKeyDown={steer}
        />
        <button type="submit" class="button square primary" aria-label="Send" title="Send">
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
