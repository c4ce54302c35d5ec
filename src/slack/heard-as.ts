/** Slack's own id of what it sent us: by it everything is applied once, however often it comes. */

/** As much of a payload as says which one it is. */
export type Identified = {
  readonly event_id?: string;
  readonly trigger_id?: string;
  readonly view?: { readonly id: string; readonly hash: string };
};

/**
 * An event by its event_id, which stays the same when Slack sends it again. Everything else by its trigger_id, a new one
 * for every press; where there is none, by the view it came from, as it was drawn. Null where Slack gave none of these.
 */
export function heardAs({ event_id, trigger_id, view }: Identified): string | null {
  if (event_id !== undefined) return `event ${event_id}`;
  if (trigger_id !== undefined) return `trigger ${trigger_id}`;
  return view === undefined ? null : viewAs(view);
}

/** A modal that was sent off always has a view. */
export function sentAs({ trigger_id, view }: Identified & Required<Pick<Identified, "view">>): string {
  return heardAs({ trigger_id }) ?? viewAs(view);
}

function viewAs({ id, hash }: Required<Identified>["view"]): string {
  return `view ${id} ${hash}`;
}
