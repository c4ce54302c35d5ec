/** Slash commands: the app's own, and Slack's `/invite` for the app. */

import type { Door } from "../door.ts";
import { joins } from "../life.ts";
import { commandFields } from "../payloads.ts";
import { placesOf } from "../places.ts";
import type { Act, Outcome } from "../protocol.ts";
import { type Said, say, whyNot } from "../response-urls.ts";
import { trouble } from "../trouble.ts";
import type { Workspace } from "../workspace.ts";

/** Sends the words after the command to the app. Words without a command are taken for the app's first one. */
export async function commands(
  workspace: Workspace,
  door: Door,
  as: string,
  act: Extract<Act, { do: "command" }>,
): Promise<Outcome> {
  const { app } = workspace.state;
  const place = placesOf(workspace.state, as).find((one) => one.id === act.channel);
  if (!place) return trouble("You are not in there.");
  const typed = act.words.trim();
  const [first = ""] = typed.split(/\s/, 1);
  if (first === "/invite" && place.kind === "channel" && invitesApp(typed, app.name)) {
    await joins(workspace, door, app.botUser, place.id, as);
    return { ok: true };
  }
  const command = first.startsWith("/") ? first : app.commands[0];
  if (!command || !app.commands.includes(command)) return trouble(`${first} is not a valid command.`);
  const text = first.startsWith("/") ? typed.slice(first.length).trim() : typed;
  const heard = await door.form(commandFields(workspace, as, place, command, text));
  if (heard.was === "late") return trouble(`${command} failed with the error "operation_timeout"`);
  if (heard.was === "unreachable" || heard.status >= 300)
    return trouble(`${command} failed with the error "dispatch_failed"`);
  const said = saidIn(heard.body);
  if (said && !whyNot(said)) say(workspace, place.id, as, said);
  else if (said && whyNot(said) !== "no_text")
    return trouble(`${command} failed with the error "dispatch_failed"`);
  return { ok: true };
}

function invitesApp(typed: string, name: string): boolean {
  return typed.toLowerCase().includes(`@${name.toLowerCase()}`);
}

/** The answer to a command is JSON, or plain text, or nothing. */
function saidIn(body: string): Said | null {
  if (body.trim() === "") return null;
  try {
    const said: unknown = JSON.parse(body);
    return typeof said === "object" && said !== null ? said : { text: String(said) };
  } catch {
    return { text: body };
  }
}
