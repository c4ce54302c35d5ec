/** Every call that reached the stand-in, in order: what was really said, whatever the app believes. */
import type { CallSeen } from "../../src/playground/workspace.ts";

export type Call = CallSeen & {
  /** The delivery it says, by its key; null for an answer to somebody. */
  readonly key: string | null;
  /** When it arrived, by the machine's clock. */
  readonly arrived: number;
};

export type CallLog = {
  readonly calls: Call[];
  readonly add: (seen: CallSeen) => Call;
  /** Calls of a delivery that were carried out, by key. */
  readonly takenByKey: () => ReadonlyMap<string, readonly Call[]>;
};

export function openCallLog(): CallLog {
  const calls: Call[] = [];
  return {
    calls,
    add(seen) {
      const call = { ...seen, key: keyOf(seen), arrived: Date.now() };
      calls.push(call);
      return call;
    },
    takenByKey() {
      const taken = new Map<string, Call[]>();
      for (const call of calls) {
        if (call.key === null || !call.taken) continue;
        const of = taken.get(call.key) ?? [];
        of.push(call);
        taken.set(call.key, of);
      }
      return taken;
    },
  };
}

/** Outbound messages carry their delivery's key as metadata. */
function keyOf({ method, args }: CallSeen): string | null {
  if (method !== "chat.postMessage" || args.metadata === undefined) return null;
  try {
    const { event_payload: payload } = JSON.parse(args.metadata) as {
      readonly event_payload?: { readonly key?: unknown };
    };
    return typeof payload?.key === "string" ? payload.key : null;
  } catch {
    return null;
  }
}
