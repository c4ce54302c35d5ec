/** What an installer reads in the browser: plain, friendly, and nothing in it but our own words. */
import { describe, expect, it } from "vitest";
import { type Ending, pageFor } from "../../src/slack/installing/pages.ts";
import { forbiddenIn } from "../support/forbidden-words.ts";

const evil = `<img src=x onerror="alert(1)">&'`;
const endings: readonly Ending[] = [
  { is: "installed", name: evil, open: 'https://slack.com/app_redirect?app=A1&team="><script>' },
  { is: "installed-for-organisation", name: evil },
  { is: "not-begun-here" },
  { is: "declined" },
  { is: "over" },
  { is: "other-browser" },
  { is: "refused-by-slack" },
  { is: "trouble" },
];

describe.each(endings.map((ending) => [ending.is, ending] as const))("the page %s", (is, ending) => {
  const { status, html } = pageFor(ending);

  it("says in words what happened and what to do, as we speak", () => {
    const text = html.replace(/<style>.*?<\/style>/s, "").replaceAll(/<[^>]+>/g, " ");
    expect(forbiddenIn(text.replaceAll("&#39;", "'"))).toBeNull();
    expect(text).not.toContain("!");
    expect(text.length).toBeGreaterThan(150);
  });

  it("runs nothing, loads nothing, and shows names as they were typed", () => {
    const ours = /^(!doctype|\/?(html|head|meta|title|style|body|main|h1|p|a))\b/;
    const tags = [...html.matchAll(/<([^>]*)>/g)].map(([, tag = ""]) => tag);
    expect(tags.filter((tag) => !ours.test(tag))).toEqual([]);
    expect(html).not.toMatch(/url\(|@import|\ssrc=(?!x)/);
  });

  it("is an error only where something was refused or went wrong", () => {
    const isTrouble = ["over", "other-browser", "refused-by-slack", "trouble"].includes(is);
    expect(status >= 400).toBe(isTrouble);
  });

  it("leads somewhere, unless the next step is on Slack's own pages", () => {
    expect(html.includes("<a href=")).toBe(is !== "installed-for-organisation");
  });
});
