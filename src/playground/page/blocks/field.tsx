import type { InputBlock } from "@slack/types";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Element, isGroup } from "../elements/element.tsx";

type Props = { readonly block: InputBlock; readonly name: string; readonly error: string | undefined };

/** An input block: its label tied to its control (or a legend to its group), hint and refusal below. */
export function Field({ block, name, error }: Props): JSX.Element {
  const id = useId();
  const grouped = isGroup(block.element);
  const told = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  const standing = {
    block: name,
    id,
    label: null,
    describedBy: grouped ? undefined : told,
    wrong: error !== undefined,
    required: !block.optional,
    sends: block.dispatch_action === true,
  };
  const label = (
    <>
      {block.label.text}
      {block.optional && <span class="optional"> (optional)</span>}
    </>
  );
  const below = (
    <>
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {block.hint && (
        <p class="hint" id={`${id}-hint`}>
          {block.hint.text}
        </p>
      )}
    </>
  );
  if (!grouped)
    return (
      <div class="field" data-wrong={error !== undefined}>
        <label for={id}>{label}</label>
        <Element element={block.element} standing={standing} />
        {below}
      </div>
    );
  return (
    <fieldset class="field" data-wrong={error !== undefined} aria-describedby={told}>
      <legend>{label}</legend>
      <Element element={block.element} standing={standing} />
      {below}
    </fieldset>
  );
}
