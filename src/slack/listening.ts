/**
 * The one entry of every listener. In this order: is it for a workspace that has us? can what it carries be read? is
 * this person allowed? Then the listener's own four beats; and if something breaks, a true sentence to the person and
 * a line to the operator. Nobody registers with Bolt but this file, so no listener can leave one of these out.
 *
 * Ack discipline: submissions are answered after the write, so that a modal closes because its content is kept;
 * everything else is acknowledged first (Slack waits three seconds).
 */
import type { App, BlockAction, ViewOutput } from "@slack/bolt";
import type { KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import { ChannelId, UserId, WorkspaceId } from "../core/ids.ts";
import type { World } from "../world.ts";
import type { Carried } from "./carried.ts";
import type { FormValues } from "./form.ts";
import type { Permission } from "./permissions.ts";
import { brokenSentence, staleSentence } from "./refusals.ts";
import { answerSubmission, refusing, type Submitted } from "./submitting.ts";
import { sentence, tellOnly, type Visit } from "./visit.ts";

/** A row of the list that a law test reads: who may set off what. */
export type Listener = {
  readonly on: "command" | "button" | "options" | "submission" | "shortcut" | "event";
  readonly id: string;
  readonly may: string;
};

export type Pressed = {
  /** What was chosen, for a menu or a picker; null for a plain button. */
  readonly chosen: string | null;
  /** The values of the modal it stands in, if it stands in one. */
  readonly values: FormValues;
  /** What the modal carries, if it stands in one. */
  readonly metadata: string;
  readonly message: { readonly ts: string; readonly blocks: readonly KnownBlock[] } | null;
};

type Guard<C> = { readonly carries: Carried<C>; readonly may: Permission<C> };
/** A listener of something that carries nothing. */
type Open = { readonly may: Permission<null> };

export type Listening = {
  readonly listeners: readonly Listener[];
  command(name: string, guard: Open, answer: (visit: Visit, words: string) => Promise<void>): void;
  button<C>(
    id: string,
    guard: Guard<C>,
    press: (visit: Visit, carried: C, pressed: Pressed) => Promise<void>,
  ): void;
  /** A control inside a modal: what it carries is in the modal. */
  control<C>(
    id: string,
    guard: Guard<C>,
    change: (visit: Visit, carried: C, pressed: Pressed) => Promise<void>,
  ): void;
  options(id: string, guard: Open, offer: (visit: Visit, typed: string) => Promise<PlainTextOption[]>): void;
  submission<C>(
    id: string,
    guard: Guard<C>,
    submit: (visit: Visit, carried: C, values: FormValues) => Promise<Submitted>,
  ): void;
  shortcut(id: string, guard: Open, use: (visit: Visit) => Promise<void>): void;
  event<E extends string>(
    name: E,
    hear: (visit: Visit, event: Readonly<Record<string, unknown>>) => Promise<void>,
  ): void;
};

type Body = {
  readonly team?: { readonly id?: string } | null;
  readonly user?: { readonly id?: string };
  readonly channel?: { readonly id?: string };
  readonly view?: { readonly id: string; readonly hash: string; readonly type: string };
  readonly trigger_id?: string;
};

export function listening(app: App, world: World): Listening {
  const listeners: Listener[] = [];
  const list = (on: Listener["on"], id: string, may: string) => void listeners.push({ on, id, may });

  async function visitOf(body: Body): Promise<Visit | null> {
    const workspace = WorkspaceId.safeParse(body.team?.id);
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
      now: await world.now(),
      slack: slack.people,
    };
  }

  /** Runs what comes after an early ack; whatever breaks is told to the person and to the operator. */
  async function afterAck<C>(
    what: string,
    body: Body,
    guard: Guard<C> | Open,
    carried: string | undefined,
    act: (visit: Visit, carried: C) => Promise<void>,
  ): Promise<void> {
    let visit: Visit | null = null;
    try {
      visit = await visitOf(body);
      if (visit === null) return;
      const read = "carries" in guard ? guard.carries.read(carried) : null;
      if ("carries" in guard && read === null) return await tellOnly(visit, sentence(staleSentence));
      const refusal = await (guard.may as Permission<C>).refuses(world, visit, read as C);
      if (refusal !== null) return await tellOnly(visit, sentence(refusal));
      await act(visit, read as C);
    } catch (error) {
      world.log.error("listener broke", { what, error });
      if (visit !== null) {
        await tellOnly(visit, sentence(brokenSentence)).catch((again: unknown) =>
          world.log.warn("could not say so", { what, error: again }),
        );
      }
    }
  }

  function pressable<C>(
    id: string,
    guard: Guard<C>,
    from: "button" | "view",
    act: (visit: Visit, carried: C, pressed: Pressed) => Promise<void>,
  ) {
    list("button", id, guard.may.name);
    app.action<BlockAction>(id, async ({ ack, body, action }) => {
      await ack();
      const value =
        from === "view" ? body.view?.private_metadata : "value" in action ? action.value : undefined;
      await afterAck(id, body, guard, value ?? undefined, (visit, carried) =>
        act(visit, carried, pressedOf(body, action)),
      );
    });
  }

  return {
    listeners,
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
        await afterAck(name, body, guard, undefined, (visit) => answer(visit, command.text ?? ""));
      });
    },
    button: (id, guard, press) => pressable(id, guard, "button", press),
    control: (id, guard, change) => pressable(id, guard, "view", change),
    options(id, guard, offer) {
      list("options", id, guard.may.name);
      app.options(id, async ({ ack, body }) => {
        const offered = await optionsFor(id, body as Body & { value?: string }, guard, offer);
        await ack({ options: offered });
      });
    },
    submission(id, guard, submit) {
      list("submission", id, guard.may.name);
      app.view(id, async ({ ack, body, view }) => {
        const submitted = await answerSubmission(world.log, id, view, () =>
          submitOf(body as Body, view, guard, submit),
        );
        await ack(submitted.response);
        await submitted
          .after()
          .catch((error: unknown) => world.log.error("after a submission", { what: id, error }));
      });
    },
    shortcut(id, guard, use) {
      list("shortcut", id, guard.may.name);
      app.shortcut(id, async ({ ack, body }) => {
        await ack();
        await afterAck(id, body as Body, guard, undefined, use);
      });
    },
    event(name, hear) {
      list("event", name, "slack");
      app.event(name, async ({ event, body }) => {
        const heard = event as unknown as Readonly<Record<string, unknown>>;
        await afterAck(
          name,
          { team: { id: body.team_id }, user: { id: userOf(heard) } },
          { may: fromSlack },
          undefined,
          (visit) => hear(visit, heard),
        );
      });
    },
  };

  async function submitOf<C>(
    body: Body,
    view: ViewOutput,
    guard: Guard<C>,
    submit: (visit: Visit, carried: C, values: FormValues) => Promise<Submitted>,
  ): Promise<Submitted> {
    const visit = await visitOf(body);
    const carried = guard.carries.read(view.private_metadata);
    if (visit === null || carried === null) return refusing(view, staleSentence);
    const refusal = await guard.may.refuses(world, visit, carried);
    if (refusal !== null) return refusing(view, refusal);
    return submit(visit, carried, view.state.values as unknown as FormValues);
  }

  async function optionsFor(
    id: string,
    body: Body & { value?: string },
    guard: Open,
    offer: (visit: Visit, typed: string) => Promise<PlainTextOption[]>,
  ): Promise<PlainTextOption[]> {
    try {
      const visit = await visitOf(body);
      if (visit === null || (await guard.may.refuses(world, visit, null)) !== null) return [];
      return await offer(visit, body.value ?? "");
    } catch (error) {
      world.log.error("listener broke", { what: id, error });
      return [];
    }
  }
}

/** Events come from Slack itself, not from a person who may or may not. */
const fromSlack: Permission<null> = { name: "slack", refuses: async () => null };

function userOf(event: Readonly<Record<string, unknown>>): string | undefined {
  return typeof event.user === "string" ? event.user : undefined;
}

function pressedOf(body: BlockAction, action: BlockAction["actions"][number]): Pressed {
  return {
    chosen: chosenIn(action as unknown as Readonly<Record<string, unknown>>),
    values: (body.view?.state.values ?? {}) as unknown as FormValues,
    metadata: body.view?.private_metadata ?? "",
    message: body.message
      ? { ts: body.message.ts, blocks: (body.message.blocks ?? []) as KnownBlock[] }
      : null,
  };
}

function chosenIn(action: Readonly<Record<string, unknown>>): string | null {
  const option = action.selected_option as { readonly value?: unknown } | null | undefined;
  const chosen = option?.value ?? action.selected_conversation ?? action.selected_user ?? null;
  return typeof chosen === "string" ? chosen : null;
}

export type { ModalView };
