import type { ActionsBlock, ContextBlock, SectionBlock } from "@slack/types";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { type AnyElement, Element, isGroup } from "../elements/element.tsx";
import { Words } from "../words/ink.tsx";
import { Picture } from "./picture.tsx";

/** A section: text, fields in two columns, and one element at its side. */
export function Section({
  block,
  name,
}: {
  readonly block: SectionBlock;
  readonly name: string;
}): JSX.Element {
  return (
    <div class={block.accessory?.type === "image" || !block.accessory ? "section" : "section with-control"}>
      <div class="section-words">
        {block.text && <Words text={block.text} />}
        {block.fields && (
          <div class="fields">
            {block.fields.map((text, index) => (
              <Words key={index} text={text} />
            ))}
          </div>
        )}
      </div>
      {block.accessory && (
        <div class="accessory">
          <Lone element={block.accessory} block={name} called={block.text?.text ?? null} />
        </div>
      )}
    </div>
  );
}

/** A row of elements. */
export function Actions({
  block,
  name,
}: {
  readonly block: ActionsBlock;
  readonly name: string;
}): JSX.Element {
  return (
    <div class="actions">
      {block.elements.map((element, index) => (
        <Lone
          key={`${element.type}-${element.action_id ?? index}`}
          element={element}
          block={name}
          called={null}
        />
      ))}
    </div>
  );
}

/** Small words and pictures beneath something. */
export function Context({ block }: { readonly block: ContextBlock }): JSX.Element {
  return (
    <div class="context">
      {block.elements.map((element, index) =>
        element.type === "image" ? (
          <Picture key={index} image={element} small />
        ) : (
          <Words key={index} text={element} />
        ),
      )}
    </div>
  );
}

type LoneProps = { readonly element: AnyElement; readonly block: string; readonly called: string | null };

/** An element with no label of its own: it is called by its placeholder or by the words beside it, and using it sends. */
function Lone({ element, block, called }: LoneProps): JSX.Element {
  const id = useId();
  const placeholder = "placeholder" in element ? element.placeholder?.text : undefined;
  const label = placeholder ?? called?.replace(/[*_~`]/g, "") ?? null;
  const standing = { block, id, label, describedBy: undefined, wrong: false, required: false, sends: true };
  if (!isGroup(element)) return <Element element={element} standing={standing} />;
  return (
    <fieldset class="lone" aria-label={label ?? "Choices"}>
      <Element element={element} standing={standing} />
    </fieldset>
  );
}
