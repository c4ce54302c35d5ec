/** What Slack is told of an event: a 200 only once it is done, because what has one is never sent again. */

/** An event broke, or somebody else has it in hand: Slack is to send it again. What broke was logged before. */
export class NotHeard extends Error {
  /** Bolt hands on an error that has a code as it is. */
  readonly code = "bearings_not_heard";

  constructor() {
    super("This event is not done yet.");
  }
}
