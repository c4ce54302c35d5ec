/** What somebody wrote in Slack, as plain words: mentions, links and dates in Slack's own signs become what people see. */

/**
 * Plain text of a message's `text` (docs.slack.dev, formatting text). Whoever is mentioned by an id alone becomes
 * "somebody": a name isn't ours to look up, and nobody is to be called by it.
 */
export function plainText(mrkdwn: string): string {
  return mrkdwn
    .replace(/<([^<>]*)>/g, (_whole, inside: string) => seen(inside))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function seen(inside: string): string {
  const bar = inside.indexOf("|");
  const [target, label] = bar < 0 ? [inside, ""] : [inside.slice(0, bar), inside.slice(bar + 1)];
  switch (target.charAt(0)) {
    case "@":
      return label === "" ? "somebody" : label.replace(/^@?/, "@");
    case "#":
      return label === "" ? "a channel" : label.replace(/^#?/, "#");
    case "!":
      return label === "" ? "everybody" : label;
    default:
      return label === "" ? target : label;
  }
}
