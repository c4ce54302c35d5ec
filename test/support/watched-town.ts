/**
 * A town in which everything that leaves Bearings is written down: each call of Slack, each answer at the door, each line
 * of the log at its most talkative. Harbour Support has nine people; Ada leads it and does not answer in it.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { Temporal } from "temporal-polyfill";
import type { ChannelId, RoundId, WorkspaceId } from "../../src/core/ids.ts";
import { openLog } from "../../src/log.ts";
import { openTown, type Town } from "../../src/playground/bearings.ts";
import { setsUp } from "../../src/playground/scenes/scene.ts";
import type { Choice, Visitor } from "../../src/playground/visitor.ts";
import type { CallSeen } from "../../src/playground/workspace.ts";
import { latestRound } from "../../src/store/rounds.ts";
import { type TeamWithWhen, teamInChannel } from "../../src/store/teams.ts";
import { testDatabase, testEngine } from "./database.ts";
import { firstMonday } from "./town.ts";

export const channel = "#harbour-support";
export const leader = "ada";
export const nine = ["bruno", "chen", "dalia", "elif", "hana", "ivan", "june", "kofi", "lena"] as const;
export const noticed = "If anything: a moment, a pattern, something a customer said";
export const smile = "Time to Smile: a rough number of days, if you have one";

export type Watched = {
  readonly town: Town;
  /** Everything that was asked of Slack, whether it took it or not. */
  readonly calls: readonly CallSeen[];
  /** What the door gave back to Slack. */
  readonly gaveBack: readonly string[];
  readonly lines: readonly string[];
  /** The same visitor each time, so that what they typed is still there. */
  readonly as: (name: string) => Visitor;
  readonly at: (moment: string) => Promise<void>;
  /** Somebody answers the open round from the message in the channel. */
  readonly answers: (name: string, said: Readonly<Record<string, Choice>>) => Promise<void>;
  readonly team: () => Promise<TeamWithWhen>;
  readonly round: () => Promise<RoundId>;
};

/** Opens the town an hour before Monday's round, with the team set up. */
export async function openWatched(members: readonly string[] = nine): Promise<Watched> {
  await testDatabase();
  const calls: CallSeen[] = [];
  const gaveBack: string[] = [];
  const lines: string[] = [];
  const log = openLog("trace", { write: (line) => void lines.push(line) });
  const town = await openTown(await testEngine(), log, { seen: (call) => void calls.push(call) });
  const { requestListener, idle } = town.behindTheDoor;
  town.local.connect({
    requestListener: (request: IncomingMessage, response: ServerResponse) => {
      const end = response.end.bind(response);
      response.end = ((body?: unknown, ...rest: never[]) => {
        gaveBack.push(body === undefined ? "" : String(body));
        return end(body, ...rest);
      }) as typeof response.end;
      return requestListener(request, response);
    },
    ...(idle ? { idle } : {}),
  });
  await town.hand.turnTo(firstMonday);

  const visitors = new Map<string, Visitor>();
  const as = (name: string) => {
    const visitor = visitors.get(name) ?? town.local.visit(idOf(name));
    visitors.set(name, visitor);
    return visitor;
  };
  const team = async () => {
    const found = await teamInChannel(town.world.db, "TLOCAL" as WorkspaceId, "CHARBOUR" as ChannelId);
    if (found === null) throw new Error("There is no team in #harbour-support.");
    return found;
  };
  await setsUp(town, idOf(leader), channel, { members: members.map(idOf), leaders: [idOf(leader)] });
  return {
    town,
    calls,
    gaveBack,
    lines,
    as,
    team,
    at: (moment) => town.turnTo(Temporal.Instant.from(moment)),
    async answers(name, said) {
      await as(name).presses("Give your reading", { in: channel });
      await as(name).fills(said);
      await as(name).submits();
      if ((await as(name).readsModal()) !== null) {
        throw new Error(`${name} was not heard: ${JSON.stringify(await as(name).seesErrors())}`);
      }
    },
    async round() {
      const round = await latestRound(town.world.db, (await team()).id);
      if (round === null) throw new Error("There is no round yet.");
      return round.id;
    },
  };
}

export function idOf(name: string): string {
  return `U${name.toUpperCase()}`;
}

/** The moments of a default week that begins on this Monday (ISO date): in winter, in Berlin. */
export function momentsOf(monday: string) {
  const day = (days: number, time: string) =>
    Temporal.PlainDate.from(monday)
      .add({ days })
      .toZonedDateTime({ timeZone: "Europe/Berlin", plainTime: time })
      .toInstant()
      .toString();
  return {
    opened: day(0, "10:01"),
    nudged: day(2, "17:01"),
    closed: day(3, "17:01"),
    told: day(4, "16:00"),
  } as const;
}

/** Commands that tell something about a team, as a leader would type them. */
const telling = [
  "/bearings trends",
  "/bearings trends customer",
  "/bearings trends time to smile",
  "/bearings metric time to smile",
  "/bearings metric customer",
  "/bearings digest",
  "/bearings focus",
  "/bearings checkin",
  "/bearings privacy",
] as const;

/** Everything somebody can look at, by its name, as they read it. They go through it all, which changes nothing. */
export async function looksAtEverything(
  { as, town }: Watched,
  name: string,
): Promise<Readonly<Record<string, string>>> {
  const who = as(name);
  const seen: Record<string, string> = {};
  await who.opensHome();
  seen["the home tab"] = await who.readsHome();
  // Farah is in the channel, and asks for nothing that only she would see.
  seen["the channel"] = (await as("farah").reads(channel)).join("\n");
  seen["direct messages"] = (await who.readsDirect()).join("\n");
  for (const line of telling) {
    await who.types(line, { in: channel });
    seen[line] = (await who.readsModal()) ?? (await who.reads(channel)).at(-1) ?? "";
    if ((await who.readsModal()) !== null) await who.dismisses();
  }
  await who.types("/bearings close", { in: channel });
  seen["/bearings close"] = (await who.readsModal()) ?? (await who.reads(channel)).at(-1) ?? "";
  if ((await who.readsModal()) !== null) await who.dismisses();
  await town.behindTheDoor.idle?.();
  return seen;
}

/** What was said to others than whoever asked: posts and changes of posts, whole. */
export function outbound({ calls }: Watched): readonly CallSeen[] {
  const says = ["chat.postMessage", "chat.postEphemeral", "chat.update", "files.completeUploadExternal"];
  return calls.filter(({ method }) => says.includes(method));
}
