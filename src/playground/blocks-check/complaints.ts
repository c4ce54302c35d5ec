/** What is wrong with blocks, in the shape in which Slack's `blocks.validate` says it. */
import type { z } from "zod";

export type Complaint = {
  readonly code: "failed_constraint" | "missing_field";
  readonly message: string;
  /** A JSON pointer to what is wrong. */
  readonly pointer: string;
  readonly field?: string;
  readonly constraint?: { readonly type: string; readonly expected: unknown };
};

/** One complaint for each thing found, the pointer starting at `root` (such as `/blocks`). */
export function complaintsOf(issues: readonly z.core.$ZodIssue[], value: unknown, root: string): Complaint[] {
  return issues.map((issue) => complaint(issue, value, root));
}

/** A complaint of our own making, about a place that is known. */
export function complain(pointer: string, message: string, type: string, expected: unknown): Complaint {
  return { code: "failed_constraint", message, pointer, constraint: { type, expected } };
}

/** A complaint as the old lines of `response_metadata.messages` tell it. */
export function asLine(one: Complaint): string {
  return `[ERROR] ${one.message} [json-pointer:${one.pointer}]`;
}

function complaint(issue: z.core.$ZodIssue, value: unknown, root: string): Complaint {
  const last = issue.path.at(-1);
  const pointer = (path: readonly PropertyKey[]) => [root, ...path.map(String)].join("/");
  if (issue.code === "invalid_type" && typeof last === "string" && valueAt(value, issue.path) === undefined)
    return {
      code: "missing_field",
      message: `missing required field: ${last}`,
      pointer: pointer(issue.path.slice(0, -1)),
      field: last,
    };
  const { type, expected, message } = constraintOf(issue);
  return { code: "failed_constraint", message, pointer: pointer(issue.path), constraint: { type, expected } };
}

function constraintOf(issue: z.core.$ZodIssue): { type: string; expected: unknown; message: string } {
  const things = "origin" in issue && issue.origin === "array" ? "items" : "characters";
  switch (issue.code) {
    case "too_big":
      return things === "items"
        ? {
            type: "max_items",
            expected: issue.maximum,
            message: `no more than ${issue.maximum} items allowed`,
          }
        : {
            type: "max_length",
            expected: issue.maximum,
            message: `must be at most ${issue.maximum} ${things}`,
          };
    case "too_small":
      return things === "items"
        ? { type: "min_items", expected: issue.minimum, message: `must have at least ${issue.minimum} items` }
        : {
            type: "min_length",
            expected: issue.minimum,
            message: `must be at least ${issue.minimum} ${things}`,
          };
    case "unrecognized_keys":
      return {
        type: "additional_properties",
        expected: false,
        message: `invalid additional property: ${issue.keys.join(", ")}`,
      };
    case "invalid_type":
      return { type: "type", expected: issue.expected, message: `must provide a ${issue.expected}` };
    case "invalid_union":
      return { type: "type", expected: "a type that is allowed here", message: "unsupported type" };
    default:
      return { type: issue.code, expected: null, message: issue.message };
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inside, key) =>
      typeof inside === "object" && inside !== null
        ? (inside as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  );
}
