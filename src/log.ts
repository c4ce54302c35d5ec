/** One JSON line for each thing an operator may want to know. Tokens are cut out by value, wherever they hide. */
import pino from "pino";
import type { LogLevel } from "./config.ts";
import type { Log } from "./world.ts";

const secrets = /xox[a-z]-[\w-]+|xapp-[\w-]+|https:\/\/hooks\.slack\.com\/\S+/g;

export function openLog(level: LogLevel): Log {
  const lines = pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { streamWrite: (line) => line.replace(secrets, "[secret]") },
  });
  return {
    info: (what, details = {}) => lines.info(plain(details), what),
    warn: (what, details = {}) => lines.warn(plain(details), what),
    error: (what, details = {}) => lines.error(plain(details), what),
  };
}

/** Errors become name, message and stack: a whole error object can carry a request's body with it. */
function plain(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value,
    ]),
  );
}
