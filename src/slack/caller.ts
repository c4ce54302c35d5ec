/** Who is calling, from where, and how they can be answered. */
import { ChannelId, UserId, WorkspaceId } from "../core/ids.ts";
import type { World } from "../world.ts";
import type { Identified } from "./heard-as.ts";
import type { Caller } from "./visit.ts";

/** As much of what Slack sends as says who calls. */
export type Body = Identified & {
  readonly team?: { readonly id?: string } | null;
  readonly user?: { readonly id?: string; readonly team_id?: string };
  readonly is_enterprise_install?: boolean;
  readonly channel?: { readonly id?: string };
  readonly view?: { readonly id: string; readonly hash: string; readonly type: string };
};

/** Null where Bearings is not (any more), or where Slack names nobody. */
export async function callerOf(world: Pick<World, "slackFor">, body: Body): Promise<Caller | null> {
  // Where an organisation installed Bearings, Slack may leave the workspace out, and say it of the person instead.
  const meant = body.team?.id ?? (body.is_enterprise_install ? body.user?.team_id : undefined);
  const workspace = WorkspaceId.safeParse(meant);
  const person = UserId.safeParse(body.user?.id);
  if (!workspace.success || !person.success) return null;
  const slack = await world.slackFor(workspace.data);
  if (slack === null) return null;
  return {
    workspace: workspace.data,
    person: person.data,
    channel: body.channel?.id ? ChannelId.parse(body.channel.id) : null,
    view: body.view?.type === "modal" ? { id: body.view.id, hash: body.view.hash } : null,
    trigger: body.trigger_id ?? null,
    slack: slack.people,
  };
}
