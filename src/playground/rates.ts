/**
 * How often Slack lets an app call: a number of calls per minute by tier of the method, and one message a second in a
 * channel (docs.slack.dev/apis/web-api/rate-limits). Measured on the workspace's clock.
 */
export type Tier = 1 | 2 | 3 | 4 | "special";

const CALLS_PER_MINUTE: Readonly<Record<Tier, number>> = { 1: 1, 2: 20, 3: 50, 4: 100, special: 600 };
const MINUTE = 60_000;
const SECOND = 1_000;

export type Rates = {
  /** Whole seconds to wait before this call would be taken; 0 when it is taken, and then it counts. */
  wait(method: string, tier: Tier): number;
  /** The same for one message in one channel. */
  waitToPost(channel: string): number;
};

/** Opens the count. Where limits are off, every call is taken. */
export function openRates(now: () => Date, limited: boolean): Rates {
  const taken = new Map<string, readonly number[]>();
  const within = (key: string, most: number, span: number) => {
    if (!limited) return 0;
    const at = now().getTime();
    const recent = (taken.get(key) ?? []).filter((then) => at - then < span);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= most)
      return Math.max(1, Math.ceil((oldest + span - at) / 1000));
    taken.set(key, [...recent, at]);
    return 0;
  };
  return {
    wait: (method, tier) => within(method, CALLS_PER_MINUTE[tier], MINUTE),
    waitToPost: (channel) => within(`#${channel}`, 1, SECOND),
  };
}
