import type { ModalView } from "@slack/types";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { OpenView } from "../protocol.ts";
import { Blocks, wires } from "./blocks/block.tsx";
import { useDesk } from "./desk.ts";
import { Dialog } from "./dialog.tsx";
import { useFilling } from "./filling.ts";
import { blockKey } from "./form.ts";
import { Icon } from "./icon.tsx";
import { missing } from "./missing.ts";

/** What the workspace told when something was not done; `passing`: it is only busy for a while. */
export type Trouble = { readonly words: string; readonly passing: boolean };

type Props = { readonly open: OpenView; readonly top: boolean; readonly trouble: Trouble | null };

/** A modal of the app. What was typed stays when it is refused or drawn again; Escape and the close button dismiss it. */
export function Modal({ open, top, trouble }: Props): JSX.Element {
  const desk = useDesk();
  const id = useId();
  const blocks = wires(open.view.blocks);
  const filling = useFilling(blocks, { in: "view", view: open.id });
  const [held, setHeld] = useState<Readonly<Record<string, string>>>({});
  const [waiting, setWaiting] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const [answers, setAnswers] = useState(0);
  const isHeld = Object.keys(held).length > 0;
  const errors = isHeld ? held : open.errors;
  const shown = new Set(blocks.map(blockKey));
  const stray = Object.entries(errors).flatMap(([block, words]) => (shown.has(block) ? [] : [words]));
  const refused = [isHeld || trouble?.passing ? null : trouble?.words, ...stray].filter(Boolean).join(" ");
  const dismiss = () => void desk.act({ do: "dismiss", view: open.id });
  const submit = async (event: Event) => {
    event.preventDefault();
    if (waiting || !open.view.submit) return;
    const unfit = missing(blocks, filling.values);
    setHeld(unfit);
    if (Object.keys(unfit).length === 0) {
      setWaiting(true);
      await desk.act({ do: "submit", view: open.id, values: filling.values });
      setWaiting(false);
    }
    setAnswers((count) => count + 1);
  };
  // Every press that is refused leads to the first complaint, also when it is the same one again.
  useEffect(() => {
    if (answers === 0) return;
    const wrong = body.current?.querySelector<HTMLElement>("[data-complaint], [data-wrong=true]");
    const field = wrong?.querySelector<HTMLElement>("input, select, textarea, button");
    (field ?? wrong)?.focus({ preventScroll: true });
    wrong?.scrollIntoView({ block: "center" });
  }, [answers]);
  const fields = blocks.filter((block) => block.type === "input").length;
  return (
    <Dialog
      open={top}
      about={`${open.view.title.text} ${fields > 0}`}
      labelledBy={id}
      look="dialog modal"
      onDismiss={dismiss}
    >
      <form onSubmit={submit} noValidate aria-busy={waiting}>
        <ModalFrame view={open.view} titleId={id} onDismiss={dismiss} waiting={waiting}>
          <div ref={body}>
            {trouble?.passing && <p role="status">{trouble.words}</p>}
            {refused !== "" && (
              <p class="error" role="alert" tabIndex={-1} data-complaint>
                {refused}
              </p>
            )}
            <Blocks blocks={open.view.blocks} filling={filling} errors={errors} />
          </div>
        </ModalFrame>
      </form>
    </Dialog>
  );
}

type FrameProps = {
  readonly view: ModalView;
  readonly titleId: string;
  readonly waiting: boolean;
  readonly onDismiss: () => void;
  readonly children: ComponentChildren;
};

/** The frame of a modal: title above, close and submit below. The gallery draws it without a window. */
export function ModalFrame({ view, titleId, waiting, onDismiss, children }: FrameProps): JSX.Element {
  return (
    <>
      <div class="dialog-head">
        <h2 id={titleId}>{view.title.text}</h2>
        <button
          type="button"
          class="button square quiet"
          aria-label="Close"
          title="Close"
          onClick={onDismiss}
        >
          <Icon name="close" />
        </button>
      </div>
      <div class="dialog-body">{children}</div>
      <div class="dialog-foot">
        <button type="button" class="button" onClick={onDismiss}>
          {view.close?.text ?? "Cancel"}
        </button>
        {view.submit && (
          <button type="submit" class="button primary" aria-busy={waiting}>
            {view.submit.text}
          </button>
        )}
      </div>
    </>
  );
}
