import type { Visitor } from "../../src/playground/visitor.ts";
import type { TestTown } from "./town.ts";

/** People by their first names: the same visitor each time, so that what they typed is still there. */
export function visitorsOf(town: () => Pick<TestTown, "local">): (name: string) => Visitor {
  const visitors = new Map<string, Visitor>();
  return (name) => {
    const visitor = visitors.get(name) ?? town().local.visit(`U${name.toUpperCase()}`);
    visitors.set(name, visitor);
    return visitor;
  };
}
