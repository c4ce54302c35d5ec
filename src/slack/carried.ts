/**
 * What a button or a modal carries until it comes back: ids only, with a version. It is a hint where to look, never a
 * right to anything. Something of an older shape, or broken, reads as null, and the person is kindly asked to open it again.
 */
import { z } from "zod";
import { focusSpans } from "../core/focus-beside.ts";
import { type CategoryKey, categoryKeys } from "../core/framework.ts";
import { ChannelId, QuoteId, RoundId, TeamId, TryId, UserId } from "../core/ids.ts";
import { type SentenceKind, sentenceKinds } from "../core/sentence-kind.ts";

const version = 1;

export type Carried<T> = {
  readonly write: (value: T) => string;
  readonly read: (text: string | undefined) => T | null;
};

function carried<T>(shape: z.ZodType<T>): Carried<T> {
  const envelope = z.object({ v: z.literal(version), of: shape });
  return {
    write: (value) => JSON.stringify({ v: version, of: value }),
    read: (text) => {
      const parsed = envelope.safeParse(parseJson(text ?? ""));
      return parsed.success ? parsed.data.of : null;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** For a button that is only about whoever presses it. It reads as an empty object: null would mean broken. */
export const nothingCarried: Carried<Nothing> = { write: () => "-", read: () => ({}) };
export const roundCarried = carried(z.object({ round: RoundId }));
export const teamCarried = carried(z.object({ team: TeamId }));
export const tryCarried = carried(z.object({ team: TeamId, try: TryId }));
export const measureCarried = carried(z.object({ team: TeamId.nullable(), measure: z.string() }));
/** How many weeks are looked at together. */
export const spanCarried = carried(z.object({ span: z.literal(focusSpans) }));
/** A team, and the modal below, to be drawn anew once something of the team has changed. */
export const teamBelowCarried = carried(z.object({ team: TeamId, below: z.string().nullable() }));
/** Which category of a team's measures is looked at. */
export const measuresCarried = carried(z.object({ team: TeamId, category: z.enum(categoryKeys) }));
/** The measure that is being changed, or null for a new one. */
export const measureFormCarried = carried(
  z.object({ team: TeamId, category: z.enum(categoryKeys), measure: z.string().nullable() }),
);
/** An ISO week, for what is about somebody's own week. */
export const weekCarried = carried(z.object({ week: z.string() }));
/** Which note of a team it is; whose it is, and what stands once it is gone, is asked of the database. */
export const notedCarried = carried(z.object({ team: TeamId, note: z.int().positive() }));
/** The channel a team is being set up in, as far as it is chosen, or the team that is being changed. */
export const setupCarried = carried(z.object({ channel: ChannelId.nullable(), team: TeamId.nullable() }));
/** A message whose author answers a question about it. */
export const quoteCarried = carried(z.object({ quote: QuoteId }));
/** A message that is to be asked about, as Slack handed it over: a text of up to 500 characters fits into what a modal carries. */
export const askCarried = carried(
  z.object({ round: RoundId, author: UserId, text: z.string(), link: z.string() }),
);
/** Which page of what is kept of whoever presses: never of whom. */
export const pageCarried = carried(z.object({ page: z.int().nonnegative() }));
/** Which kinds of sentence are to be explained: rules, and nothing about a team. */
export const kindsCarried = carried<KindsCarried>(
  z.object({ kinds: z.array(z.enum(sentenceKinds)).readonly() }),
);
export type Nothing = Readonly<Record<string, never>>;
export type SetupCarried = { readonly channel: ChannelId | null; readonly team: TeamId | null };
export type QuoteCarried = { readonly quote: QuoteId };
export type AskCarried = RoundCarried & {
  readonly author: UserId;
  readonly text: string;
  readonly link: string;
};
export type RoundCarried = { readonly round: RoundId };
export type TeamCarried = { readonly team: TeamId };
export type TryCarried = { readonly team: TeamId; readonly try: TryId };
export type MeasureCarried = { readonly team: TeamId | null; readonly measure: string };
export type MeasuresCarried = { readonly team: TeamId; readonly category: CategoryKey };
export type MeasureFormCarried = MeasuresCarried & { readonly measure: string | null };
export type NotedCarried = { readonly team: TeamId; readonly note: number };
export type KindsCarried = { readonly kinds: readonly SentenceKind[] };
export type PageCarried = { readonly page: number };
export type TeamBelowCarried = { readonly team: TeamId; readonly below: string | null };
export type WeekCarried = { readonly week: string };
