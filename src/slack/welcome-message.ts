/** What a channel hears when Bearings is invited: what it is, what happens next, and a button. Once per channel. */
import { deliveryKey } from "../core/delivery-key.ts";
import { ChannelId } from "../core/ids.ts";
import { plan } from "../store/deliveries.ts";
import { teamInChannel } from "../store/teams.ts";
import { workspaceById } from "../store/workspaces.ts";
import type { World } from "../world.ts";
import { buttons, type Said, words } from "./blocks.ts";
import type { SlackEvent, Told } from "./hearing.ts";
import { setUpButton } from "./setup-modal.ts";
import type { Surface } from "./surface.ts";

export function welcomeMessage(channel: ChannelId): Said {
  const what =
    "*Bearings is for team learning dialogues.* Once a week a team says, in about 90 seconds, which way five things are heading and what is good enough for now. It gets back words and a question worth talking about. Nobody gets a grade.";
  const next =
    "*What happens next:* one of you sets this team up, in about a minute: who takes part, and when. Until then I ask nobody anything.";
  return {
    text: "Bearings is here. Set this team up in about a minute, or type /bearings help.",
    blocks: [
      words(what),
      words(next),
      buttons("welcome", setUpButton("Set up this team", { channel, team: null }, { primary: true })),
    ],
  };
}

/** Slack may tell of one joining more than once: the delivery's key makes it one welcome. A team that is there needs none. */
async function joined({ db, wake }: World, visit: Told, event: SlackEvent): Promise<void> {
  const channel = ChannelId.safeParse(event.channel);
  const workspace = await workspaceById(db, visit.workspace);
  if (!channel.success || visit.person !== workspace?.botUser) return;
  if ((await teamInChannel(db, visit.workspace, channel.data)) !== null) return;
  await plan(db, [
    {
      key: deliveryKey.welcome(visit.workspace, channel.data),
      kind: "welcome",
      workspace: visit.workspace,
      team: null,
      round: null,
      addressee: channel.data,
      dueAt: visit.now,
    },
  ]);
  wake();
}

export const welcome: Surface = {
  listen(listening, world) {
    listening.event("member_joined_channel", (visit, event) => joined(world, visit, event));
  },
};
