/**
 * One JSON line for each thing an operator may want to know. Secrets are cut out three times: by the name of the field they
 * stand in, by the shape that Slack gives its tokens, and by what they are, wherever they hide.
 */
import pino, { type DestinationStream, type LoggerOptions } from "pino";
import type { LogLevel } from "./config.ts";
import type { Log } from "./world.ts";

/** A bot's, a person's, an app's and a refresh token; and the addresses at which anybody may answer for us. */
const shapes = String.raw`xox[a-z]-[\w-]+|xapp-[\w-]+|https(?::|%3A)(?:\/|%2F){2}hooks\.slack(?:-gov)?\.com(?:\/|%2F)[^\s"\\]+`;

const names = ["token", "refreshToken", "botToken", "appToken", "signingSecret", "clientSecret", "password"];
const named = [...names, "keys", "authorization", "cookie", "body"];

/** Anything shorter would be found in ordinary words. */
const shortest = 8;

/** For an errand, whose answer alone is to stand in the standard output. */
export function errorOutput(): DestinationStream {
  return pino.destination(2);
}

/** `to` is the standard output, unless something else is said. `secrets` are this process's own, as they are. */
export function openLog(
  level: LogLevel,
  to: DestinationStream = pino.destination(1),
  secrets: readonly string[] = [],
): Log {
  const secret = new RegExp([...secrets.flatMap(writings), shapes].join("|"), "g");
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: named.flatMap((name) => [name, `*.${name}`]), censor: "[secret]" },
    hooks: { streamWrite: (line) => line.replace(secret, "[secret]") },
  };
  const lines = pino(options, to);
  return {
    info: (what, details = {}) => lines.info(plain(details), what),
    warn: (what, details = {}) => lines.warn(plain(details), what),
    error: (what, details = {}) => lines.error(plain(details), what),
  };
}

/** A secret as it stands in a line of JSON, and in an address. */
function writings(secret: string): readonly string[] {
  if (secret.length < shortest) return [];
  const forms = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
  return [...new Set(forms)].map((form) => form.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
}

/** A whole error object can carry a request's body, or an answer, with it: only what is known to be safe is taken. */
function plain(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      value instanceof Error ? plainError(value) : value,
    ]),
  );
}

/**
 * Name, message and stack. A failed statement holds what somebody said in its message and its stack (drizzle writes the
 * values into them), and PostgreSQL's own detail quotes rows: of those only the SQLSTATE code and the statement's place
 * in our code are logged.
 */
function plainError(error: Error): Record<string, unknown> {
  const statement = "query" in error || "params" in error;
  if (!statement) return { name: error.name, message: error.message, stack: error.stack };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const code = (error.cause as { readonly code?: unknown } | undefined)?.code;
  return { name: error.name, code: typeof code === "string" ? code : "unknown", stack: frames.join("\n") };
}
