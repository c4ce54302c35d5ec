/** Where a control stands: its ids, what it is called, and whether using it tells the app at once. */
export type Standing = {
  readonly block: string;
  readonly id: string;
  /** What it is called when no visible label is tied to it. */
  readonly label: string | null;
  readonly describedBy: string | undefined;
  readonly wrong: boolean;
  readonly required: boolean;
  readonly sends: boolean;
};

/** The attributes that every single control carries, from where it stands. */
export function carried(standing: Standing, focusOnLoad: boolean | undefined) {
  return {
    id: standing.id,
    "aria-label": standing.label ?? undefined,
    "aria-describedby": standing.describedBy,
    "aria-invalid": standing.wrong,
    "aria-required": standing.required || undefined,
    "data-first": focusOnLoad ? "" : undefined,
  };
}
