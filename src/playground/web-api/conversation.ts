/** A channel or a direct message as Slack tells of it. */
import { appIsIn, type Channel } from "../places.ts";
import type { Workspace } from "../workspace.ts";

const KINDS = ["public_channel", "private_channel", "mpim", "im"] as const;
type Kind = (typeof KINDS)[number];

/** The kinds named in `types`, public channels where nothing is named; null for an unknown one. */
export function kindsAsked(types: string | undefined): readonly Kind[] | null {
  const named = (types ?? "public_channel").split(",").map((type) => type.trim());
  const known = KINDS.filter((kind) => named.includes(kind));
  return known.length === new Set(named).size ? known : null;
}

/** Whether a place is of one of these kinds. */
export function ofKind(place: Channel, kinds: readonly Kind[]): boolean {
  const kind = place.kind === "direct" ? "im" : place.private ? "private_channel" : "public_channel";
  return kinds.includes(kind);
}

/** The conversation object of Slack's API. */
export function asConversation(
  workspace: Workspace,
  place: Channel,
  counted = false,
): Record<string, unknown> {
  const { state } = workspace;
  const created = Math.floor(Date.parse(place.createdAt) / 1000);
  const shared = { id: place.id, created, is_archived: place.archived, context_team_id: state.team.id };
  if (place.kind === "direct")
    return { ...shared, is_im: true, user: place.members.find((member) => member !== state.app.botUser) };
  return {
    ...shared,
    name: place.name,
    name_normalized: place.name,
    is_channel: !place.private,
    is_group: place.private,
    is_im: false,
    is_mpim: false,
    is_private: place.private,
    is_general: place.name === "general",
    is_member: appIsIn(state, place),
    is_shared: place.shared ?? false,
    is_ext_shared: place.shared ?? false,
    is_org_shared: false,
    creator: place.members[0],
    topic: { value: "", creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
    previous_names: [],
    ...(counted ? { num_members: place.members.length } : {}),
  };
}
