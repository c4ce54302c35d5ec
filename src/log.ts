/** One JSON line for each thing an operator may want to know. Tokens are cut out by value, wherever they hide. */
import pino, { type DestinationStream, type LoggerOptions } from "pino";
import type { LogLevel } from "./config.ts";
import type { Log } from "./world.ts";

const secrets = /xox[a-z]-[\w-]+|xapp-[\w-]+|https:\/\/hooks\.slack\.com\/\S+/g;

/** `to` is the standard output, but in tests. */
export function openLog(level: LogLevel, to: DestinationStream = pino.destination(1)): Log {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { streamWrite: (line) => line.replace(secrets, "[secret]") },
  };
  const lines = pino(options, to);
  return {
    info: (what, details = {}) => lines.info(plain(details), what),
    warn: (what, details = {}) => lines.warn(plain(details), what),
    error: (what, details = {}) => lines.error(plain(details), what),
  };
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
