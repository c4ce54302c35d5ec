/** Makes Slack fail on purpose, method by method: for tests of fears and for the scene in which Slack is failing. */
import type { State } from "./state.ts";

/** How a call goes wrong. Any other word is answered as Slack's own error. */
export type FaultKind = "429" | "500" | "timeout" | "drop-after-accept" | (string & {});

export type Fault = {
  /**
   * `timeout`: never answers, does nothing. `drop-after-accept`: does it, then hangs up without an answer, so that the
   * app cannot know.
   */
  readonly kind: FaultKind;
  /** How many calls it strikes; null until cleared. */
  times: number | null;
  /** Seconds, for `429`. */
  readonly retryAfter?: number;
};

export type Faults = {
  /** From now on the method fails. `*` stands for every method. */
  set(method: string, fault: { kind: FaultKind; times?: number | null; retryAfter?: number }): void;
  clear(): void;
  /** The fault that strikes this call, which counts as struck. */
  strike(method: string): Fault | null;
};

/** Faults kept in the workspace's state, so that a failing scene is still failing after a restart. */
export function openFaults(state: () => State, changed: () => void): Faults {
  return {
    set(method, fault) {
      state().faults[method] = { ...fault, times: fault.times === undefined ? 1 : fault.times };
      changed();
    },
    clear() {
      state().faults = {};
      changed();
    },
    strike(method) {
      const faults = state().faults;
      const key = Object.hasOwn(faults, method) ? method : "*";
      const fault = faults[key];
      if (!fault) return null;
      if (fault.times !== null) fault.times -= 1;
      if (fault.times !== null && fault.times <= 0) delete faults[key];
      return fault;
    },
  };
}
