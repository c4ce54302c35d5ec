/** Writes down what the database is asked, in transactions too, and asks it afterwards how it finds what is wanted. */
import type { Db } from "../../src/store/database.ts";
import { watchStatements } from "./statements.ts";

type Client = { query: (text: string, params: unknown[]) => Promise<{ readonly rows: readonly unknown[] }> };
type Plan = {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly Plans?: readonly Plan[];
};

export type Plans = {
  /** Every statement since the last time, once, with what reads a whole table in it. */
  readonly wholeTablesRead: () => Promise<
    readonly { readonly statement: string; readonly tables: readonly string[] }[]
  >;
  readonly stop: () => void;
};

/** One that begins otherwise, such as `begin` or `lock table`, finds nothing. */
const findsRows = /^\s*(select|insert|update|delete|with)\b/i;

export function watchPlans(db: Db): Plans {
  const asked = new Map<string, readonly unknown[]>();
  const stop = watchStatements(db, "all", ({ sql, params }) => {
    if (findsRows.test(sql)) asked.set(sql, params);
  });
  const client = (db as unknown as { readonly $client: Client }).$client;
  return {
    wholeTablesRead: async () => {
      const found: { statement: string; tables: readonly string[] }[] = [];
      for (const [statement, params] of asked) {
        const { rows } = await client.query(`explain (format json) ${statement}`, [...params]);
        const [{ Plan: plan }] = (rows[0] as { "QUERY PLAN": readonly [{ readonly Plan: Plan }] })[
          "QUERY PLAN"
        ];
        const tables = [...new Set(readWhole(plan))].sort();
        found.push({ statement: statement.replace(/\s+/g, " ").trim(), tables });
      }
      asked.clear();
      return found;
    },
    stop,
  };
}

function readWhole(plan: Plan): readonly string[] {
  const here = plan["Node Type"] === "Seq Scan" ? [plan["Relation Name"] ?? ""] : [];
  return [...here, ...(plan.Plans ?? []).flatMap(readWhole)];
}
