/** Makes Slack fail on purpose, method by method: for tests of fears and for the scene in which Slack is failing. */
import type { State } from "./state.ts";

/** How a call goes wrong. Any other word is answered as Slack's own error. */
export type FaultKind =
  | "429"
  | "500"
  | "503"
  | "timeout"
  | "reset"
  | "html"
  | "drop-after-accept"
  | "silence-after-accept"
  | "drip-after-accept"
  | (string & {});

export type Fault = {
  /**
   * `timeout`: never answers, does nothing. `reset`: hangs up before it looks. `html`: a page of some proxy's instead of
   * an answer. `…-after-accept`: does it, and then hangs up, says nothing, or answers letter by letter, so that the app
   * cannot know, or must wait.
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
  /**
   * From now on whatever isn't set fails as it is drawn here, call by call: how a bad day looks. It is no part of the
   * workspace's state: after a restart the day is a good one. Null ends it.
   */
  mix(draw: ((method: string) => Fault | null) | null): void;
  /** The fault that strikes this call, which counts as struck. */
  strike(method: string): Fault | null;
};

/** Faults kept in the workspace's state, so that a failing scene is still failing after a restart. */
export function openFaults(state: () => State, changed: () => void): Faults {
  let mixed: ((method: string) => Fault | null) | null = null;
  return {
    set(method, fault) {
      state().faults[method] = { ...fault, times: fault.times === undefined ? 1 : fault.times };
      changed();
    },
    clear() {
      state().faults = {};
      changed();
    },
    mix(draw) {
      mixed = draw;
    },
    strike(method) {
      const faults = state().faults;
      const key = Object.hasOwn(faults, method) ? method : "*";
      const fault = faults[key];
      if (!fault) return mixed?.(method) ?? null;
      if (fault.times !== null) fault.times -= 1;
      if (fault.times !== null && fault.times <= 0) delete faults[key];
      return fault;
    },
  };
}
