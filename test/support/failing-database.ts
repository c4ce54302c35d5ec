/** A database that refuses what a test says it refuses, as if the connection to it had been cut. */
import type { Db } from "../../src/store/database.ts";

const questions = ["select", "insert", "update", "delete", "execute", "transaction"];

/** `refuses` is asked before each question, with its first word. */
export function failingDatabase(db: Db, refuses: (question: string) => boolean): Db {
  return new Proxy(db, {
    get: (whole, name) => {
      if (questions.includes(String(name)) && refuses(String(name)))
        throw new Error("Connection terminated unexpectedly");
      const part: unknown = Reflect.get(whole, name, whole);
      return typeof part === "function" ? part.bind(whole) : part;
    },
  });
}
