/**
 * The one entry of every listener. In this order: is it for a workspace that has us? Then, with that workspace's rows alone
 * in reach (docs/decisions/030): has it come before? can what it carries be read? is this person allowed? and the listener's
 * own four beats. A submission is asked what it carries and whether this person is allowed, and what it brings is kept once,
 * with its id. If something breaks, a true sentence to the person and a line to the operator. Nobody registers with Bolt but
 * this file and one-listener.ts, which does so for it, so no listener can leave one of these out.
 *
 * Ack discipline: submissions are answered after the write, so that a modal closes because its content is kept, and
 * events when they are through, because Slack never sends again what it has an answer for (receiving.ts, socket.ts);
 * everything else is acknowledged first (Slack waits three seconds).
 *
 * Everything is applied once (docs/decisions/024). Commands, presses and shortcuts are marked as heard before they do
 * anything: Slack never sends them again, and whoever sees nothing happen presses anew. Events are taken in hand for
 * less than a minute and marked when they are through, so that Slack's next try finds what a crash left undone. Submissions
 * are marked in the transaction that keeps them.
 */
import type { App, ViewOutput, ViewResponseAction } from "@slack/bolt";
import type { PlainTextOption } from "@slack/types";
import type { Knock } from "../counts.ts";
import { markNotKept, unhear, wasHeard } from "../store/heard.ts";
import { within } from "../store/within.ts";
import type { World } from "../world.ts";
import { type Body, callerOf } from "./caller.ts";
import type { Carried } from "./carried.ts";
import type { FormValues } from "./form.ts";
import { heardAs, sentAs } from "./heard-as.ts";
import { hearOf, type SlackEvent, type Told } from "./hearing.ts";
import { takeInHand } from "./in-hand.ts";
import { type Parting, part } from "./leaving.ts";
import { NotHeard } from "./not-heard.ts";
import { oneOfEach } from "./one-listener.ts";
import type { Found, Permission } from "./permissions.ts";
import { type Pressed, pressedOf } from "./pressed.ts";
import { brokenSentence, staleSentence } from "./refusals.ts";
import { mustBeAllowed, type Right } from "./rights.ts";
import { answerSubmission, keptAlready, refusing, type Submitted } from "./submitting.ts";
import { type Caller, type Sending, sentence, tellOnly, type Visit } from "./visit.ts";

/** A row of the list that a law test reads: who may set off what. */
export type Listener = {
  readonly on: "command" | "button" | "options" | "submission" | "shortcut" | "event";
  readonly id: string;
  readonly may: Right;
};

type Guard<C, F extends Found> = { readonly carries: Carried<C>; readonly may: Permission<C, F> };
/** A listener of something that carries nothing. */
type Open = { readonly may: Permission<null> };

export type Listening = {
  readonly listeners: readonly Listener[];
  /** Resolves once no listener is running, those included that go on after they were acknowledged. */
  readonly settled: () => Promise<void>;
  command(name: string, guard: Open, answer: (visit: Visit, words: string) => Promise<void>): void;
  button<C, F extends Found>(id: string, guard: Guard<C, F>, press: Press<C, F>): void;
  /** A control inside a modal: what it carries is in the modal. */
  control<C, F extends Found>(id: string, guard: Guard<C, F>, change: Press<C, F>): void;
  options(
    id: string,
    guard: Open,
    offer: (typed: string, caller: Caller) => Promise<PlainTextOption[]>,
  ): void;
  /** `second`: what is answered where the very same was kept before. */
  submission<C, F extends Found>(
    id: string,
    guard: Guard<C, F>,
    submit: Submit<C, F>,
    second?: Submitted,
  ): void;
  /** `body`: what Slack sent, for a message shortcut, whose message is nowhere else. Nothing in it is trusted before it is read. */
  shortcut(id: string, guard: Open, use: (visit: Visit, body: unknown) => Promise<void>): void;
  event<E extends string>(name: E, hear: (told: Told, event: SlackEvent) => Promise<void>): void;
  /** Bearings was taken out: there is nobody left to speak through, so only the world is handed on. */
  parting(name: Parting): void;
};

type Press<C, F extends Found> = (visit: Visit, carried: C, pressed: Pressed, found: F) => Promise<void>;
type Submit<C, F extends Found> = (
  visit: Sending,
  carried: C,
  values: FormValues,
  found: F,
) => Promise<Submitted>;

export function listening(app: App, world: World): Listening {
  const listeners: Listener[] = [];
  const list = (on: Listener["on"], id: string, may: Right) => {
    mustBeAllowed(`${on} ${id}`, may);
    listeners.push({ on, id, may });
  };
  const on = oneOfEach(app);
  const underWay = new Set<Promise<unknown>>();
  /** So that a process that stops can wait for what it has begun. */
  const during = <T>(work: Promise<T>): Promise<T> => {
    const watched = work.catch(() => {}).finally(() => underWay.delete(watched));
    underWay.add(watched);
    return work;
  };

  /** Runs what comes after an early ack, once; whatever breaks is told to the person and to the operator. */
  async function afterAck<C, F extends Found>(
    knock: Knock,
    what: string,
    body: Body,
    guard: Guard<C, F> | Open,
    carried: string | undefined,
    act: (visit: Visit, carried: C, found: F) => Promise<void>,
  ): Promise<void> {
    let caller: Caller | null = null;
    const id = heardAs(body);
    try {
      caller = await callerOf(world, body);
      if (caller === null) return;
      const known = caller;
      await within(known.workspace, () => once(known));
    } catch (error) {
      world.log.error("listener broke", { what, error });
      const unsaid = (again: unknown) => world.log.warn("could not say so", { what, error: again });
      if (caller !== null && id !== null) await unhear(world.db, id).catch(unsaid);
      if (caller !== null) await tellOnly(caller, sentence(brokenSentence)).catch(unsaid);
    }

    async function once(caller: Caller): Promise<void> {
      const now = await takeInHand(world, id);
      if (now === null) return world.counts?.cameAgain(knock);
      const visit = { ...caller, now };
      const read = "carries" in guard ? guard.carries.read(carried) : null;
      if ("carries" in guard && read === null) return await tellOnly(visit, sentence(staleSentence));
      const found = await (guard.may as Permission<C, F>).refuses(world, visit, read as C);
      if (typeof found === "string") return await tellOnly(visit, sentence(found));
      await act(visit, read as C, found);
    }
  }

  function pressable<C, F extends Found>(
    id: string,
    guard: Guard<C, F>,
    from: "button" | "view",
    act: Press<C, F>,
  ) {
    list("button", id, guard.may.name);
    on.action(id, async ({ ack, body, action }) => {
      await ack();
      const value =
        from === "view" ? body.view?.private_metadata : "value" in action ? action.value : undefined;
      const press = (visit: Visit, carried: C, found: F) =>
        act(visit, carried, pressedOf(body, action), found);
      await during(afterAck("press", id, body, guard, value ?? undefined, press));
    });
  }

  return {
    listeners,
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    command(name, guard, answer) {
      list("command", name, guard.may.name);
      app.command(name, async ({ ack, command }) => {
        await ack();
        const body = {
          team: { id: command.team_id },
          user: { id: command.user_id },
          channel: { id: command.channel_id },
          trigger_id: command.trigger_id,
        };
        const act = (visit: Visit) => answer(visit, command.text ?? "");
        await during(afterAck("command", name, body, guard, undefined, act));
      });
    },
    button: (id, guard, press) => pressable(id, guard, "button", press),
    control: (id, guard, change) => pressable(id, guard, "view", change),
    options(id, guard, offer) {
      list("options", id, guard.may.name);
      on.options(id, async ({ ack, body }) => {
        const offered = await optionsFor(id, body as Body & { value?: string }, guard, offer);
        await ack({ options: offered });
      });
    },
    submission(id, guard, submit, second = keptAlready) {
      list("submission", id, guard.may.name);
      const keep = async (
        body: Body,
        view: ViewOutput,
        respond: (with_?: ViewResponseAction) => Promise<void>,
      ) => {
        const submitted = await answerSubmission(
          world.log,
          id,
          view,
          (left) => submitOf(body, view, guard, submit, second, left),
          () => markNotKept(world.db, sentAs({ ...body, view })),
        );
        await respond(submitted.response);
        await submitted
          .after()
          .catch((error: unknown) => world.log.error("after a submission", { what: id, error }));
      };
      on.view(id, ({ ack, body, view }) => during(keep(body as Body, view, (response) => ack(response))));
    },
    shortcut(id, guard, use) {
      list("shortcut", id, guard.may.name);
      on.shortcut(id, async ({ ack, body }) => {
        await ack();
        await during(afterAck("shortcut", id, body as Body, guard, undefined, (visit) => use(visit, body)));
      });
    },
    event(name, hear) {
      list("event", name, "slack");
      on.event(name, async ({ event, body }) => {
        const told = event as unknown as SlackEvent;
        const from = { event_id: body.event_id, team: { id: body.team_id } };
        await during(hearOf(world, name, from, told, (heard) => hear(heard, told)));
      });
    },
    parting(name) {
      list("event", name, "slack");
      on.event(name, async ({ event, body }) => {
        const told = part(world, name, event as unknown as SlackEvent, body).catch((error: unknown) => {
          world.log.error("listener broke", { what: name, error });
          throw new NotHeard();
        });
        await during(told);
      });
    },
  };

  async function submitOf<C, F extends Found>(
    body: Body,
    view: ViewOutput,
    guard: Guard<C, F>,
    submit: Submit<C, F>,
    second: Submitted,
    left: () => number,
  ): Promise<Submitted> {
    const caller = await callerOf(world, body);
    const carried = guard.carries.read(view.private_metadata);
    if (caller === null || carried === null) return refusing(view, staleSentence);
    const id = sentAs({ ...body, view });
    const { workspace } = caller;
    const submitted = await within(workspace, () => once(caller, carried));
    const { after } = submitted;
    return after === undefined ? submitted : { ...submitted, after: () => within(workspace, after) };

    async function once(caller: Caller, carried: C): Promise<Submitted> {
      const found = await guard.may.refuses(world, caller, carried);
      const submitted = typeof found === "string" ? refusing(view, found) : await keep(caller, found);
      // What was kept may be refused the second time: its round has closed, its try has ended.
      const isRefused = typeof found === "string" || submitted.outcome === "refuse";
      const isSecond = submitted.outcome === "again" || (isRefused && (await wasHeard(world.db, id)));
      if (isSecond) world.counts?.cameAgain("submission");
      return isSecond ? second : submitted;
    }

    async function keep(caller: Caller, found: F): Promise<Submitted> {
      const now = found?.asOf ?? (await world.now());
      const sent = { id, until: now.add({ milliseconds: Math.round(left()) }) };
      const values = view.state.values as unknown as FormValues;
      return submit({ ...caller, now, sent }, carried as C, values, found);
    }
  }

  async function optionsFor(
    id: string,
    body: Body & { value?: string },
    guard: Open,
    offer: (typed: string, caller: Caller) => Promise<PlainTextOption[]>,
  ): Promise<PlainTextOption[]> {
    try {
      const caller = await callerOf(world, body);
      if (caller === null) return [];
      return await within(caller.workspace, async () =>
        (await guard.may.refuses(world, caller, null)) === null ? offer(body.value ?? "", caller) : [],
      );
    } catch (error) {
      world.log.error("listener broke", { what: id, error });
      return [];
    }
  }
}
