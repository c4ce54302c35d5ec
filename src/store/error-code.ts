/** The code of what a database threw, or the way to it: PostgreSQL's five signs, or Node's word. drizzle wraps what the driver threw. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string") return error.code;
  return codeOf(error.cause);
}
