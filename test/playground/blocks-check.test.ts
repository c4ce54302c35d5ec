import { expect, test } from "vitest";
import { checkHome, checkMessage, checkView } from "../../src/playground/blocks-check.ts";
import { orderModal } from "./small-app.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const section = (text: string, more: object = {}) => ({
  type: "section",
  text: { type: "mrkdwn", text },
  ...more,
});
const input = (element: object, more: object = {}) => ({
  type: "input",
  label: plain("Label"),
  element,
  ...more,
});
const option = (text: string, value = "v") => ({ text: plain(text), value });
const select = (more: object) => ({ type: "static_select", action_id: "a", ...more });
const said = (complaints: readonly { pointer: string; message: string }[]) =>
  complaints.map((one) => `${one.pointer}: ${one.message}`);
const home = (...blocks: object[]) => checkHome({ type: "home", blocks });
const modal = (more: object) => checkView({ ...orderModal(), ...more });
const actions = (...elements: object[]) => [{ type: "actions", elements }];

test("takes what Slack takes, up to the very limit", () => {
  const dividers = (many: number) => Array.from({ length: many }, () => ({ type: "divider" }));
  expect(checkMessage(dividers(50), "x".repeat(4000))).toEqual([]);
  expect(
    modal({ blocks: dividers(100), title: plain("x".repeat(24)), private_metadata: "x".repeat(3000) }),
  ).toEqual([]);
  expect(home(...dividers(100), section("x".repeat(3000))).length).toBe(1);
  expect(checkMessage([section("x".repeat(3000))], "")).toEqual([]);
  expect(modal({})).toEqual([]);
});

test.each([
  [
    "51 blocks in a message",
    () =>
      checkMessage(
        Array.from({ length: 51 }, () => ({ type: "divider" })),
        "",
      ),
  ],
  [
    "101 blocks in a modal",
    () => modal({ blocks: Array.from({ length: 101 }, () => ({ type: "divider" })) }),
  ],
  ["a modal's title over 24", () => modal({ title: plain("x".repeat(25)) })],
  ["a submit over 24", () => modal({ submit: plain("x".repeat(25)) })],
  ["private_metadata over 3000", () => modal({ private_metadata: "x".repeat(3001) })],
  ["a callback_id over 255", () => modal({ callback_id: "x".repeat(256) })],
  ["an input block without a submit", () => modal({ submit: undefined })],
  ["a view over 250 KB", () => home(...Array.from({ length: 99 }, () => section("ö".repeat(2900))))],
  [
    "two blocks of one name",
    () =>
      checkMessage(
        [
          { type: "divider", block_id: "a" },
          { type: "divider", block_id: "a" },
        ],
        "",
      ),
  ],
  [
    "two elements of one name in a block",
    () =>
      checkMessage(
        actions(
          { type: "button", action_id: "a", text: plain("A") },
          { type: "button", action_id: "a", text: plain("B") },
        ),
        "",
      ),
  ],
  ["a section over 3000", () => checkMessage([section("x".repeat(3001))], "")],
  ["an empty text", () => checkMessage([section("")], "")],
  ["a section with nothing in it", () => checkMessage([{ type: "section" }], "")],
  [
    "eleven fields",
    () => checkMessage([{ type: "section", fields: Array.from({ length: 11 }, () => plain("x")) }], ""),
  ],
  ["a header in mrkdwn", () => checkMessage([{ type: "header", text: { type: "mrkdwn", text: "x" } }], "")],
  [
    "eleven elements in a context",
    () => checkMessage([{ type: "context", elements: Array.from({ length: 11 }, () => plain("x")) }], ""),
  ],
  ["a button over 75", () => checkMessage(actions({ type: "button", text: plain("x".repeat(76)) }), "")],
  [
    "26 buttons in a row",
    () =>
      checkMessage(actions(...Array.from({ length: 26 }, () => ({ type: "button", text: plain("x") }))), ""),
  ],
  [
    "an unknown colour of button",
    () => checkMessage(actions({ type: "button", text: plain("x"), style: "blue" }), ""),
  ],
  ["an option over 75", () => modal({ blocks: [input(select({ options: [option("x".repeat(76))] }))] })],
  [
    "an option's value over 75",
    () => modal({ blocks: [input(select({ options: [option("x", "x".repeat(76))] }))] }),
  ],
  [
    "101 options",
    () =>
      modal({
        blocks: [input(select({ options: Array.from({ length: 101 }, (_, n) => option("x", `${n}`)) }))],
      }),
  ],
  [
    "options and groups at once",
    () =>
      modal({
        blocks: [
          input(
            select({
              options: [option("x")],
              option_groups: [{ label: plain("x"), options: [option("x")] }],
            }),
          ),
        ],
      }),
  ],
  [
    "an initial option that isn't offered",
    () => modal({ blocks: [input(select({ options: [option("x")], initial_option: option("y") }))] }),
  ],
  [
    "eleven checkboxes",
    () =>
      modal({
        blocks: [input({ type: "checkboxes", options: Array.from({ length: 11 }, () => option("x")) })],
      }),
  ],
  [
    "six lines of overflow",
    () =>
      checkMessage(actions({ type: "overflow", options: Array.from({ length: 6 }, () => option("x")) }), ""),
  ],
  [
    "a label over 2000",
    () => modal({ blocks: [input({ type: "plain_text_input" }, { label: plain("x".repeat(2001)) })] }),
  ],
  [
    "a label in mrkdwn",
    () => modal({ blocks: [input({ type: "plain_text_input" }, { label: { type: "mrkdwn", text: "x" } })] }),
  ],
  [
    "a max_length over 3000",
    () => modal({ blocks: [input({ type: "plain_text_input", max_length: 3001 })] }),
  ],
  ["a number field on the home tab", () => home(input({ type: "number_input", is_decimal_allowed: true }))],
  ["a button in an input block", () => modal({ blocks: [input({ type: "button", text: plain("x") })] })],
  ["a text field among actions", () => checkMessage(actions({ type: "plain_text_input" }), "")],
  ["markdown in a modal", () => modal({ blocks: [{ type: "markdown", text: "x" }] })],
  ["an alert in a message", () => checkMessage([{ type: "alert", text: plain("x") }], "")],
  [
    "a picture without words",
    () => checkMessage([{ type: "image", image_url: "https://example.com/a.png" }], ""),
  ],
  [
    "a picture from two places",
    () =>
      checkMessage(
        [{ type: "image", alt_text: "x", image_url: "https://example.com/a.png", slack_file: { id: "F1" } }],
        "",
      ),
  ],
  ["a picture from nowhere", () => checkMessage([{ type: "image", alt_text: "x" }], "")],
  [
    "two tables",
    () =>
      checkMessage(
        Array.from({ length: 2 }, () => ({ type: "table", rows: [[{ type: "raw_text", text: "x" }]] })),
        "",
      ),
  ],
  [
    "blocks too long together",
    () =>
      checkMessage(
        Array.from({ length: 5 }, () => section("x".repeat(2900))),
        "",
      ),
  ],
  ["a text over 4000", () => checkMessage([], "x".repeat(4001))],
  ["a block that doesn't exist", () => checkMessage([{ type: "nonsense" }], "")],
  ["a property that doesn't exist", () => checkMessage([section("x", { colour: "red" })], "")],
  [
    "two fields with the focus",
    () => modal({ blocks: [1, 2].map(() => input({ type: "plain_text_input", focus_on_load: true })) }),
  ],
  [
    "a confirmation over 300",
    () =>
      checkMessage(
        actions({
          type: "button",
          text: plain("x"),
          confirm: { title: plain("x"), text: plain("x".repeat(301)), confirm: plain("y"), deny: plain("n") },
        }),
        "",
      ),
  ],
])("refuses %s, once", (_, check) => {
  expect(check()).toHaveLength(1);
});

test("says what is wrong and where, as Slack's own check does", () => {
  expect(checkMessage([{ type: "section", text: { type: "mrkdwn" } }], "")).toEqual([
    {
      code: "missing_field",
      message: "missing required field: text",
      pointer: "/blocks/0/text",
      field: "text",
    },
  ]);
  expect(said(modal({ title: plain("x".repeat(25)) }))).toEqual([
    "/view/title/text: must be at most 24 characters",
  ]);
  expect(said(checkMessage([{ type: "nonsense" }], ""))).toEqual(["/blocks/0/type: unsupported type"]);
});
