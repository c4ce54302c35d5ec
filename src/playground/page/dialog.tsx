import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

type Props = {
  /** Only the topmost of a stack is open; those below keep what was typed. */
  readonly open: boolean;
  /** What it is about. When that changes, as when fields follow upon "One moment", one begins at its first field. */
  readonly about?: string;
  readonly labelledBy: string;
  readonly look: string;
  readonly onDismiss: () => void;
  readonly children: ComponentChildren;
};

/** A window over the page: the rest is out of reach, Escape dismisses, and focus goes back to where it was. */
export function Dialog({ open, about, labelledBy, look, onDismiss, children }: Props): JSX.Element {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog || !open) return;
    dialog.showModal();
    firstField(dialog)?.focus();
    return () => dialog.close();
  }, [open]);
  useLayoutEffect(() => {
    const isInField = ref.current?.querySelector(".dialog-body")?.contains(document.activeElement);
    if (ref.current?.open && !isInField) firstField(ref.current)?.focus();
  }, [about]);
  return (
    <dialog
      ref={ref}
      class={look}
      aria-labelledby={labelledBy}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onDismiss();
      }}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onDismiss();
      }}
    >
      {children}
    </dialog>
  );
}

function firstField(dialog: HTMLElement): HTMLElement | null {
  return (
    dialog.querySelector<HTMLElement>("[data-first]") ??
    dialog.querySelector<HTMLElement>(".dialog-body :is(input, select, textarea)") ??
    dialog.querySelector<HTMLElement>(".dialog-foot :is(button[type=submit], button)")
  );
}
