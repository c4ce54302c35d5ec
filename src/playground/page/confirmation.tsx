import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Question } from "./desk.ts";
import { Dialog } from "./dialog.tsx";
import { Words } from "./words/ink.tsx";

type Props = { readonly question: Question; readonly onAnswer: (yes: boolean) => void };

/** Asks whether somebody is sure; Escape is a no. */
export function Confirmation({ question, onAnswer }: Props): JSX.Element {
  const id = useId();
  return (
    <Dialog open labelledBy={id} look="dialog confirmation" onDismiss={() => onAnswer(false)}>
      <div class="dialog-head">
        <h2 id={id}>{question.title}</h2>
      </div>
      <div class="dialog-body">
        {typeof question.text === "string" ? <p>{question.text}</p> : <Words text={question.text} />}
      </div>
      <div class="dialog-foot">
        <button type="button" class="button" onClick={() => onAnswer(false)}>
          {question.no}
        </button>
        <button
          type="button"
          class={question.grave ? "button danger" : "button primary"}
          onClick={() => onAnswer(true)}
        >
          {question.yes}
        </button>
      </div>
    </Dialog>
  );
}
