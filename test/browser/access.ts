/** What a screen reader is given, read from Chromium's own accessibility tree. */
import type { Page } from "playwright-core";

/** What a person can use or look at, and so has to have a name. */
const named: ReadonlySet<string> = new Set([
  "button",
  "checkbox",
  "combobox",
  "dialog",
  "image",
  "link",
  "listbox",
  "menuitem",
  "menuitemradio",
  "radio",
  "radiogroup",
  "searchbox",
  "spinbutton",
  "textbox",
  "InputTime",
  "Date",
]);

export type Heard = {
  /** Controls and pictures without a name: by role, with what stands in them. */
  readonly nameless: readonly string[];
  readonly controls: number;
  readonly mains: number;
  /** The words of each first heading. */
  readonly titles: readonly string[];
};

export async function heardOn(page: Page): Promise<Heard> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const heard = nodes
    .filter((node) => !node.ignored)
    .map((node) => ({
      role: String(node.role?.value ?? ""),
      name: String(node.name?.value ?? "").trim(),
      level: node.properties?.find((property) => property.name === "level")?.value.value as unknown,
      value: String(node.value?.value ?? ""),
    }));
  const controls = heard.filter(({ role }) => named.has(role));
  return {
    nameless: controls.filter(({ name }) => name === "").map(({ role, value }) => `${role} ${value}`.trim()),
    controls: controls.length,
    mains: heard.filter(({ role }) => role === "main").length,
    titles: heard.filter(({ role, level }) => role === "heading" && level === 1).map(({ name }) => name),
  };
}
