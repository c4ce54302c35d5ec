/** Slack's Web API as far as it is pretended: one file for each family of methods, one list of them all. */
import type { Log } from "../../world.ts";
import type { Workspace } from "../workspace.ts";
import { auth } from "./auth.ts";
import { chat } from "./chat.ts";
import { conversations } from "./conversations.ts";
import { files } from "./files.ts";
import { type Answer, type Arguments, type Family, type Method, no } from "./method.ts";
import { oauth } from "./oauth.ts";
import { team } from "./team.ts";
import { users } from "./users.ts";
import { views } from "./views.ts";

const methods: Family = {
  ...auth,
  ...chat,
  ...conversations,
  ...files,
  ...oauth,
  ...team,
  ...users,
  ...views,
};

/** Every method that is pretended. Any other is refused with `unknown_method`. */
export const pretendedMethods: readonly string[] = Object.keys(methods).sort();

/** A method by Slack's name for it, or null where it isn't pretended. */
export function methodNamed(name: string): Method | null {
  return Object.hasOwn(methods, name) ? (methods[name] ?? null) : null;
}

/** What came over the wire: an answer, a rate limit with the seconds to wait. */
export type Reply = { readonly answer: Answer } | { readonly waitSeconds: number };

/** Answers one call as Slack would: token, limits, scopes and arguments first, in this order. */
export function callMethod(
  workspace: Workspace,
  log: Log,
  call: { readonly method: string; readonly token: string | null; readonly args: Arguments },
): Reply {
  const method = methodNamed(call.method);
  if (!method) {
    log.error(`not pretended yet: ${call.method}`);
    return { answer: no("unknown_method", { req_method: call.method }) };
  }
  const refused = notAllowed(workspace, method, call);
  if (refused) return { answer: refused };
  const waitSeconds = workspace.rates.wait(call.method, method.tier);
  if (waitSeconds > 0) return { waitSeconds };
  const answer = method.answer(
    workspace,
    call.token === null ? call.args : { ...call.args, token: call.token },
  );
  if (!answer.ok && answer.error === "ratelimited") return { waitSeconds: Number(answer.retryAfter ?? 1) };
  if (!answer.ok) log.warn("the stand-in for Slack refused a call", { method: call.method, ...answer });
  return { answer };
}

function notAllowed(
  { state: { app }, grants, now }: Workspace,
  method: Method,
  { token, args }: { readonly token: string | null; readonly args: Arguments },
): Answer | null {
  if (method.withoutToken !== true) {
    if (token === null || token === "") return no("not_authed");
    const complaint = grants.complaintAbout(token, now());
    if (complaint !== null) return no(complaint);
  }
  const provided = app.scopes;
  if (provided && method.scopes.length > 0 && !method.scopes.some((scope) => provided.includes(scope)))
    return no("missing_scope", { needed: method.scopes.join(","), provided: provided.join(",") });
  const missing = method.needs.filter((argument) => (args[argument] ?? "") === "");
  if (missing.length === 0) return null;
  const messages = missing.map((argument) => `[ERROR] missing required field: ${argument}`);
  return no("invalid_arguments", { response_metadata: { messages } });
}
