/** What somebody who installs Bearings reads in the browser: one page for each way it can go. */

/** Every way it can end. */
export type Ending =
  | { readonly is: "installed"; readonly name: string; readonly open: string }
  | { readonly is: "installed-for-organisation"; readonly name: string }
  /** It began at Slack's side, such as on an organisation's admin pages, so nobody can tell who began it. */
  | { readonly is: "not-begun-here" }
  | { readonly is: "declined" }
  /** What came back was used before, was forged, or is too old. */
  | { readonly is: "over" }
  | { readonly is: "other-browser" }
  | { readonly is: "refused-by-slack" }
  | { readonly is: "trouble" };

type Words = {
  readonly status: number;
  readonly heading: string;
  readonly says: readonly string[];
  readonly link: { readonly to: string; readonly text: string } | null;
};

const startAgain = { to: "/slack/install", text: "Start the install" };

/** The status and the page. Names that people gave are escaped; nothing on it is loaded from anywhere. */
export function pageFor(ending: Ending): { readonly status: number; readonly html: string } {
  const { status, heading, says, link } = wordsFor(ending);
  const lines = says.map((line) => `<p>${escaped(line)}</p>`).join("");
  const way = link === null ? "" : `<p><a href="${escaped(link.to)}">${escaped(link.text)}</a></p>`;
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Bearings: ${escaped(heading)}</title><style>${style}</style></head><body><main><h1>${escaped(heading)}</h1>${lines}${way}</main></body></html>`;
  return { status, html };
}

function wordsFor(ending: Ending): Words {
  switch (ending.is) {
    case "installed":
      return {
        status: 200,
        heading: `Bearings is in ${ending.name}`,
        says: [
          "Three steps, about two minutes: open the channel of your team, type /invite @Bearings, then type /bearings setup.",
          "Until a team is set up, Bearings asks nobody anything. What is kept, and until when: type /bearings privacy.",
        ],
        link: { to: ending.open, text: "Back to Slack" },
      };
    case "installed-for-organisation":
      return {
        status: 200,
        heading: `Bearings is in ${ending.name}`,
        says: [
          "It is installed for the whole organisation. On Slack's admin pages, choose the workspaces it should be in.",
          "Then, in the channel of a team: type /invite @Bearings, then /bearings setup. Until a team is set up, Bearings asks nobody anything.",
        ],
        link: null,
      };
    case "not-begun-here":
      return {
        status: 200,
        heading: "One more step",
        says: [
          "This install began on Slack's side, so Bearings can't tell who began it, and has not accepted it yet.",
          "If it was you, start it here. Slack asks you once more.",
        ],
        link: startAgain,
      };
    case "declined":
      return {
        status: 200,
        heading: "Nothing was installed",
        says: ["You said no on Slack's page, and that is fine. Nothing was kept."],
        link: { ...startAgain, text: "Start again" },
      };
    case "over":
      return {
        status: 400,
        heading: "This link is used up",
        says: [
          "Each install can be finished once, within ten minutes. Nothing was installed by this one.",
          "If Bearings is not in your workspace yet, start again.",
        ],
        link: { ...startAgain, text: "Start again" },
      };
    case "other-browser":
      return {
        status: 400,
        heading: "Begun in another browser",
        says: [
          "An install is finished in the browser in which it was begun, with cookies allowed. Nothing was installed.",
          "If somebody sent you this link, don't go on: start your own.",
        ],
        link: startAgain,
      };
    case "refused-by-slack":
      return {
        status: 400,
        heading: "Slack did not finish it",
        says: [
          "Slack would not let Bearings in this time. Nothing was installed.",
          "Start again. If it happens twice, tell whoever runs Bearings: the log says why.",
        ],
        link: { ...startAgain, text: "Start again" },
      };
    case "trouble":
      return {
        status: 503,
        heading: "Not just now",
        says: [
          "Something between Bearings and Slack did not work, and nothing was kept.",
          "Start again in a moment.",
        ],
        link: { ...startAgain, text: "Start again" },
      };
  }
}

const style =
  "body{margin:0;font:17px/1.5 system-ui,sans-serif;color:#22333b;background:#fff}main{max-width:34rem;margin:12vh auto;padding:0 1.25rem}h1{font-size:1.6rem;line-height:1.25}a{color:inherit;font-weight:600}@media(prefers-color-scheme:dark){body{color:#eef2f3;background:#16201f}}";

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
