import type { RichTextBlock, RichTextElement } from "@slack/types";
import type { ComponentChildren, JSX } from "preact";
import { useDesk } from "../desk.ts";
import { datePattern } from "../moment.ts";
import { Away, PersonNamed, PlaceNamed } from "./ink.tsx";

type Section = RichTextBlock["elements"][number];

/** A rich_text block: sections, lists, quotes and preformatted text. Nothing in it is parsed. */
export function RichText({ block }: { readonly block: RichTextBlock }): JSX.Element {
  return (
    <div class="mrkdwn">
      {block.elements.map((section, index) => (
        <Part key={index} section={section} />
      ))}
    </div>
  );
}

function Part({ section }: { readonly section: Section }): JSX.Element {
  switch (section.type) {
    case "rich_text_section":
      return <p class="plain">{section.elements.map(toRun)}</p>;
    case "rich_text_quote":
      return <blockquote class="plain">{section.elements.map(toRun)}</blockquote>;
    case "rich_text_preformatted":
      return <pre>{section.elements.map(toRun)}</pre>;
    case "rich_text_list": {
      const items = section.elements.map((item, index) => (
        <li class="plain" key={index}>
          {item.elements.map(toRun)}
        </li>
      ));
      const depth = `rich-list depth-${Math.min(section.indent ?? 0, 4)}`;
      return section.style === "ordered" ? <ol class={depth}>{items}</ol> : <ul class={depth}>{items}</ul>;
    }
  }
}

function toRun(element: RichTextElement, index: number): JSX.Element {
  return <Run key={index} element={element} />;
}

function Run({ element }: { readonly element: RichTextElement }): JSX.Element {
  const { now, zone } = useDesk();
  const styled = (words: ComponentChildren) => styledAs(element, words);
  switch (element.type) {
    case "text":
      return styled(element.text);
    case "link":
      return styled(<Away href={element.url} text={element.text ?? element.url} />);
    case "user":
      return styled(<PersonNamed id={element.user_id} called={null} />);
    case "channel":
      return styled(<PlaceNamed id={element.channel_id} called={null} />);
    case "broadcast":
      return <span class="mention">@{element.range}</span>;
    case "emoji":
      return <span>{characterOf(element.unicode) ?? `:${element.name}:`}</span>;
    case "date":
      return styled(datePattern(element.format, element.timestamp, now, zone));
    case "color":
      return styled(element.value);
    case "usergroup":
      return <span class="mention">@{element.usergroup_id}</span>;
    case "team":
      return <span class="mention">@{element.team_id}</span>;
  }
}

function styledAs(element: RichTextElement, words: ComponentChildren): JSX.Element {
  const { bold, italic, strike, code, underline } = element.style ?? {};
  let drawn = <>{words}</>;
  if (code) drawn = <code>{drawn}</code>;
  if (underline) drawn = <u>{drawn}</u>;
  if (strike) drawn = <s>{drawn}</s>;
  if (italic) drawn = <em>{drawn}</em>;
  if (bold) drawn = <strong>{drawn}</strong>;
  return drawn;
}

function characterOf(unicode: string | undefined): string | null {
  if (!unicode || !/^[0-9a-f]{1,6}(-[0-9a-f]{1,6})*$/i.test(unicode)) return null;
  return String.fromCodePoint(...unicode.split("-").map((point) => Number.parseInt(point, 16) % 0x110000));
}
