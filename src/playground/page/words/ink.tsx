import type { TextObject } from "@slack/types";
import type { JSX } from "preact";
import { useDesk } from "../desk.ts";
import { datePattern } from "../moment.ts";
import { type Passage, type Piece, readMrkdwn, safeHref } from "./mrkdwn.ts";

/** A text object as a person reads it: plain text to the letter, mrkdwn as nodes. */
export function Words({ text }: { readonly text: TextObject }): JSX.Element {
  if (text.type === "plain_text") return <span class="plain">{text.text}</span>;
  return <Mrkdwn source={text.text} verbatim={text.verbatim === true} />;
}

/** Mrkdwn drawn as nodes, never as markup. */
export function Mrkdwn(props: { readonly source: string; readonly verbatim?: boolean }): JSX.Element {
  return (
    <div class="mrkdwn">
      {readMrkdwn(props.source, props.verbatim).map((passage, index) => (
        <Part key={index} passage={passage} />
      ))}
    </div>
  );
}

/** An address that may be followed, opened beside the page; any other is shown as words. */
export function Away(props: { readonly href: string; readonly text: string }): JSX.Element {
  const href = safeHref(props.href);
  if (!href) return <span>{props.text}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {props.text}
    </a>
  );
}

/** A person named in a text. */
export function PersonNamed({
  id,
  called,
}: {
  readonly id: string;
  readonly called: string | null;
}): JSX.Element {
  const person = useDesk().people.find((one) => one.id === id);
  return <span class="mention">@{person?.name ?? called ?? id}</span>;
}

/** A channel named in a text; pressing it goes there. */
export function PlaceNamed({
  id,
  called,
}: {
  readonly id: string;
  readonly called: string | null;
}): JSX.Element {
  const desk = useDesk();
  const place = desk.places.find((one) => one.id === id);
  if (!place) return <span class="mention">#{called ?? id}</span>;
  return (
    <button type="button" class="mention" onClick={() => desk.go(id)}>
      #{place.name}
    </button>
  );
}

function Part({ passage }: { readonly passage: Passage }): JSX.Element {
  switch (passage.is) {
    case "block":
      return <pre>{passage.text}</pre>;
    case "quote":
      return <blockquote>{passage.lines.map(toLine)}</blockquote>;
    case "bullets":
      return (
        <ul class="bullets">
          {passage.lines.map((pieces, index) => (
            <li key={index}>{pieces.map(toInk)}</li>
          ))}
        </ul>
      );
    default:
      return <p>{passage.lines.map(toLine)}</p>;
  }
}

function toLine(pieces: readonly Piece[], index: number): JSX.Element {
  return (
    <span class="line" key={index}>
      {pieces.length > 0 ? pieces.map(toInk) : <br />}
    </span>
  );
}

function toInk(piece: Piece, index: number): JSX.Element {
  return <Ink key={index} piece={piece} />;
}

function Ink({ piece }: { readonly piece: Piece }): JSX.Element {
  switch (piece.is) {
    case "text":
      return <>{piece.text}</>;
    case "bold":
      return <strong>{piece.inside.map(toInk)}</strong>;
    case "italic":
      return <em>{piece.inside.map(toInk)}</em>;
    case "strike":
      return <s>{piece.inside.map(toInk)}</s>;
    case "code":
      return <code>{piece.text}</code>;
    case "link":
      return <Away href={piece.href} text={piece.text} />;
    case "person":
      return <PersonNamed id={piece.id} called={piece.called} />;
    case "place":
      return <PlaceNamed id={piece.id} called={piece.called} />;
    case "call":
      return <span class="mention">@{piece.who.replace(/^@/, "")}</span>;
    case "date":
      return <Moment {...piece} />;
  }
}

function Moment(piece: { readonly pattern: string; readonly seconds: number; readonly href: string | null }) {
  const { now, zone } = useDesk();
  const words = datePattern(piece.pattern, piece.seconds, now, zone);
  return piece.href ? <Away href={piece.href} text={words} /> : <span>{words}</span>;
}
