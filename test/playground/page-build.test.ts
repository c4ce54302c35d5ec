import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildPage } from "../../src/playground/page/build.ts";
import { meaningOf } from "../../src/playground/page/said.ts";

describe("the page", () => {
  it("is built from what is installed, and its html runs nothing by itself", async () => {
    const page = await buildPage();
    expect(page.html).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style=/);
    expect([...page.html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1])).toEqual([
      "data:,",
      "/page.css",
      "/page.js",
    ]);
    const script = new TextDecoder().decode(page.js);
    expect(script).toContain("/workspace/sight");
    expect(page.css).not.toMatch(/@import|url\(\s*["']?https?:/);
  });
});

describe("nothing typed can become markup", () => {
  it("no file of the page hands a text to the browser as markup", async () => {
    const folder = new URL("../../src/playground/page/", import.meta.url);
    const names = (await readdir(folder, { recursive: true })).filter((name) => /\.tsx?$/.test(name));
    expect(names).toContain(join("words", "ink.tsx"));
    for (const name of names)
      expect(await readFile(new URL(name, folder), "utf8"), name).not.toMatch(
        /innerHTML|insertAdjacentHTML|\beval\(/i,
      );
  });
});

describe("a typed line means what it means in Slack", () => {
  it.each<[string, string | null, object]>([
    [
      "/bearings metric tiem to smlie",
      null,
      { act: { do: "command", channel: "C1", words: "metric tiem to smlie" } },
    ],
    ["/bearings", null, { act: { do: "command", channel: "C1", words: "" } }],
    ["/invite @Bearings", null, { act: { do: "invite-app", channel: "C1" } }],
    ["/bering help", null, { trouble: "There is no /bering here. Try /bearings help." }],
    ["/bearings help", "1.1", { trouble: "Commands don't work in threads. Type it in the channel." }],
    ["hello", "1.1", { act: { do: "say", channel: "C1", text: "hello", thread: "1.1" } }],
    ["<!channel> & co", null, { act: { do: "say", channel: "C1", text: "&lt;!channel&gt; &amp; co" } }],
  ])("%s", (line, thread, meaning) => {
    expect(meaningOf(line, "C1", thread)).toEqual(meaning);
  });
});
