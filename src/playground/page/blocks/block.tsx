import type { AnyBlock, KnownBlock } from "@slack/types";
import type { JSX } from "preact";
import { NotDrawn } from "../elements/element.tsx";
import { type Filling, FillingContext } from "../filling.ts";
import { blockKey, type Wire } from "../form.ts";
import { RichText } from "../words/rich-text.tsx";
import { Field } from "./field.tsx";
import { Picture } from "./picture.tsx";
import { Actions, Context, Section } from "./section.tsx";

type Props = {
  readonly blocks: readonly AnyBlock[];
  readonly filling: Filling;
  readonly errors?: Readonly<Record<string, string>>;
};

/** The blocks of a surface, in order, sharing one filling. */
export function Blocks({ blocks, filling, errors }: Props): JSX.Element {
  return (
    <FillingContext.Provider value={filling}>
      <div class="blocks">
        {wires(blocks).map((block, index) => {
          const name = blockKey(block, index);
          const known = block as unknown as KnownBlock;
          return <Block key={`${block.type}-${name}`} block={known} name={name} error={errors?.[name]} />;
        })}
      </div>
    </FillingContext.Provider>
  );
}

/** Blocks as they came over the wire, for what reads only their shape. */
export function wires(blocks: readonly AnyBlock[]): readonly Wire[] {
  return blocks as unknown as readonly Wire[];
}

type One = { readonly block: KnownBlock; readonly name: string; readonly error: string | undefined };

function Block({ block, name, error }: One): JSX.Element {
  switch (block.type) {
    case "header":
      return <h3 class="header">{block.text.text}</h3>;
    case "section":
      return <Section block={block} name={name} />;
    case "context":
      return <Context block={block} />;
    case "actions":
      return <Actions block={block} name={name} />;
    case "divider":
      return <hr />;
    case "image":
      return (
        <figure>
          {block.title && <figcaption>{block.title.text}</figcaption>}
          <Picture image={block} />
        </figure>
      );
    case "input":
      return <Field block={block} name={name} error={error} />;
    case "rich_text":
      return <RichText block={block} />;
    default:
      return <NotDrawn type={block.type} />;
  }
}
