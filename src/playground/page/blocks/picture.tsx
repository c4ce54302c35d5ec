import type { ImageBlock, ImageElement } from "@slack/types";
import type { JSX } from "preact";
import { type Desk, useDesk } from "../desk.ts";

type Image = ImageBlock | ImageElement;

/** An image by address, or one that the app uploaded, by its file's id. */
export function Picture({ image, small }: { readonly image: Image; readonly small?: boolean }): JSX.Element {
  return (
    <img
      class={small ? "picture small" : "picture"}
      src={sourceOf(image, useDesk().pictureAt)}
      alt={image.alt_text}
      loading="lazy"
    />
  );
}

function sourceOf(image: Image, pictureAt: Desk["pictureAt"]): string | undefined {
  if ("image_url" in image) return /^(https?:\/\/|\/)/.test(image.image_url) ? image.image_url : undefined;
  if ("id" in image.slack_file) return pictureAt(image.slack_file.id);
  return /^(https?:\/\/|\/)/.test(image.slack_file.url) ? image.slack_file.url : undefined;
}
