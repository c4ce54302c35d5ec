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

type Props = { readonly open: OpenView; readonly top: boolean; readonly trouble: string | null };

/** A modal of the app. What was typed stays when it is refused or drawn again; Escape and the close button dismiss it. */
export function Modal({ open, top, trouble }: Props): JSX.Element {
  const desk = useDesk();
  const id = useId();
  const blocks = wires(open.view.blocks);
  const filling = useFilling(blocks, { in: "view", view: open.id });
  const [held, setHeld] = useState<Readonly<Record<string, string>>>({});
  const [waiting, setWaiting] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const errors = { ...open.errors, ...held };
  const shown = new Set(blocks.map(blockKey));
  const stray = Object.entries(errors).flatMap(([block, words]) => (shown.has(block) ? [] : [words]));
  const dismiss = () => void desk.act({ do: "dismiss", view: open.id });
  const submit = async (event: Event) => {
    event.preventDefault();
    if (waiting || !open.view.submit) return;
    const refused = missing(blocks, filling.values);
    setHeld(refused);
    if (Object.keys(refused).length > 0) return;
    setWaiting(true);
    await desk.act({ do: "submit", view: open.id, values: filling.values });
    setWaiting(false);
  };
  const refusals = JSON.stringify(errors);
  useEffect(() => {
    if (refusals === "{}") return;
    const wrong = body.current?.querySelector<HTMLElement>("[data-wrong=true]");
    wrong?.querySelector<HTMLElement>("input, select, textarea, button")?.focus({ preventScroll: true });
    wrong?.scrollIntoView({ block: "center" });
  }, [refusals]);
  return (
    <Dialog open={top} labelledBy={id} look="dialog modal" onDismiss={dismiss}>
      <form onSubmit={submit} noValidate aria-busy={waiting}>
        <ModalFrame view={open.view} titleId={id} onDismiss={dismiss} waiting={waiting}>
          <div ref={body}>
            {(trouble !== null || stray.length > 0) && (
              <p class="error" role="alert">
                {[trouble, ...stray].filter(Boolean).join(" ")}
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
