/** What Slack tells us without anybody having asked: taken in hand for less than a minute, and marked once it is through. */
import { setTimeout as sleep } from "node:timers/promises";
import { UserId, WorkspaceId } from "../core/ids.ts";
import { heardThrough, unhear, wasHeardThrough } from "../store/heard.ts";
import { killPoint } from "../store/kill-point.ts";
import { within } from "../store/within.ts";
import type { World } from "../world.ts";
import { heardAs } from "./heard-as.ts";
import { takeInHand } from "./in-hand.ts";
import { NotHeard } from "./not-heard.ts";
import type { Visit } from "./visit.ts";

export type SlackEvent = Readonly<Record<string, unknown>>;

/** Slack tells of something: about somebody, or about nobody in particular. Nobody asked, so nobody is answered. */
export type Told = Pick<Visit, "workspace" | "slack" | "now"> & { readonly person: UserId | null };

/** Slack tries an event again after about a minute: what was not through by then may be taken in hand anew. */
const inHand = 45;

/** Milliseconds, of the three seconds that Slack waits; and between two looks. */
const patience = 2_000;
const lookAgain = 50;

/**
 * Runs what an event sets off, once. What breaks is the operator's to know; it is then thrown as NotHeard, and so is a
 * copy of what is in somebody's hand, so that Slack sends it again and finds it done, or undone.
 */
export async function hearOf(
  world: World,
  what: string,
  from: { readonly event_id: string; readonly team: { readonly id: string } },
  event: SlackEvent,
  act: (told: Told) => Promise<void>,
): Promise<void> {
  const id = heardAs({ event_id: from.event_id });
  let isDone = true;
  try {
    const workspace = WorkspaceId.safeParse(from.team.id);
    const slack = workspace.success ? await world.slackFor(workspace.data) : null;
    if (!workspace.success || slack === null || id === null) return;
    const told = { workspace: workspace.data, person: personIn(event), slack: slack.people };
    isDone = await within(workspace.data, () => once(id, told));
  } catch (error) {
    const unsaid = (again: unknown) => world.log.warn("could not say so", { what, error: again });
    world.log.error("listener broke", { what, error });
    if (id !== null) await unhear(world.db, id).catch(unsaid);
    isDone = false;
  }
  if (!isDone) throw new NotHeard();

  async function once(id: string, told: Omit<Told, "now">): Promise<boolean> {
    const now = await takeInHand(world, id, inHand);
    if (now === null) {
      world.counts?.cameAgain("event");
      return isThroughSoon(world, id);
    }
    await act({ ...told, now });
    killPoint("before it counts as heard");
    await heardThrough(world.db, id);
    return true;
  }
}

/** Whether whoever has it in hand is through with it while Slack still waits for this copy's answer. */
async function isThroughSoon({ db }: World, id: string): Promise<boolean> {
  const end = performance.now() + patience;
  while (!(await wasHeardThrough(db, id))) {
    if (performance.now() > end) return false;
    await sleep(lookAgain);
  }
  return true;
}

/** Whom an event is about: Slack gives their id, or everything it says of them. */
function personIn({ user }: SlackEvent): UserId | null {
  const id = typeof user === "object" && user !== null && "id" in user ? user.id : user;
  return UserId.safeParse(id).data ?? null;
}
