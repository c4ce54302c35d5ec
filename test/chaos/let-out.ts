/** I8: what somebody wrote without a name, and every secret, stands in no log and in nothing that is said. */
import { canary } from "./answers.ts";
import type { Evidence } from "./checker.ts";

/** What people see of their own is theirs: their modal shows them what they typed. */
const own: ReadonlySet<string> = new Set(["views.open", "views.push", "views.update"]);

export function letOut({ log, printed, secrets }: Pick<Evidence, "log" | "printed" | "secrets">): string[] {
  const never = [canary, ...secrets];
  const inLog = never.filter((word) => printed.includes(word)).map((word) => `the log holds “${word}”`);
  const said = log.calls.filter(({ method }) => !own.has(method));
  const inMessages = never.flatMap((word) =>
    said
      .filter(({ args }) =>
        Object.entries(args).some(([name, text]) => name !== "token" && text.includes(word)),
      )
      .map(({ method, key }) => `${key ?? method} holds “${word}”`),
  );
  const readings = /"(direction|readings|goodEnough)":/.exec(printed);
  return [...inLog, ...inMessages, ...(readings ? [`the log holds an answer: ${readings[0]}`] : [])];
}
