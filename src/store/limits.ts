/** How fast Slack may be asked, as Slack publishes it (docs.slack.dev/apis/web-api/rate-limits), for one app in one workspace. */

/** Milliseconds from one call to the next; 0 where nothing has to be waited for. */
export type Limits = {
  /** Between two messages in one channel, or to one person. */
  readonly channel: number;
  /** Between two messages in one workspace, wherever they go. */
  readonly workspace: number;
  /** Between two pictures in one workspace. */
  readonly picture: number;
  /** Between two people of one workspace who are looked up before something is said to them by itself. */
  readonly person: number;
  /** How many messages one process has in hand at once. */
  readonly hands: number;
};

/**
 * One message a second in a channel, kept a little longer because calls don't all take equally long; "several hundred
 * messages per minute" in a workspace, taken as 300; 100 pictures a minute, as the two methods for files are of tier 4. So is
 * looking somebody up; of its 100 a minute 40 are left to people who wait for an answer.
 */
export const publishedLimits: Limits = {
  channel: 1_040,
  workspace: 200,
  picture: 600,
  person: 1_000,
  hands: 16,
};

/** Where nobody limits us: a local workspace whose clock is turned, and a rehearsal. One after the other, always alike. */
export const noLimits: Limits = { channel: 0, workspace: 0, picture: 0, person: 0, hands: 1 };

/** Seconds, a day. Slack asks for minutes of patience; what is far beyond is a mistake on the way. */
export const longestPause = 24 * 60 * 60;

/** What a pace is kept of, besides channels: a method of Slack's Web API. */
export const posting = "chat.postMessage";
export const lookingUp = "users.info";
export const picturing = ["files.getUploadURLExternal", "files.completeUploadExternal"] as const;
