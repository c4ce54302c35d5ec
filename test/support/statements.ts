/** What drizzle is about to ask a database. */
export type Statement = { readonly sql: string; readonly params: readonly unknown[] };

/** A session of drizzle's, or what all of its sessions inherit. */
export type Session = { prepareQuery: (statement: Statement, ...more: unknown[]) => unknown };

/** Shows each statement before it is asked, until it is called; then everything is as it was. */
export function watchStatements(session: Session, look: (statement: Statement) => void): () => void {
  const isOwn = Object.hasOwn(session, "prepareQuery");
  const { prepareQuery } = session;
  session.prepareQuery = function watch(statement, ...more) {
    look(statement);
    return prepareQuery.call(this, statement, ...more);
  };
  return () => {
    // What was inherited is inherited again: a copy of its own would hide whoever watches all sessions.
    if (isOwn) session.prepareQuery = prepareQuery;
    else Reflect.deleteProperty(session, "prepareQuery");
  };
}
