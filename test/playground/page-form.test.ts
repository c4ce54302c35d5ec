import { describe, expect, it } from "vitest";
import {
  firstValue,
  pressed,
  saying,
  settled,
  type Wire,
  withValue,
} from "../../src/playground/page/form.ts";
import { missing } from "../../src/playground/page/missing.ts";

const option = (value: string) => ({ text: { type: "plain_text", text: value }, value });
const input = (block: string, element: Wire, more: object = {}): Wire => ({
  type: "input",
  block_id: block,
  label: { type: "plain_text", text: block },
  element: { action_id: "a", ...element },
  ...more,
});
const direction = input("customer", {
  type: "radio_buttons",
  options: [option("improving"), option("slipping")],
});

describe("state.values has the shapes that Slack sends", () => {
  it.each<[Wire, object]>([
    [{ type: "plain_text_input" }, { type: "plain_text_input", value: null }],
    [
      { type: "plain_text_input", initial_value: "said" },
      { type: "plain_text_input", value: "said" },
    ],
    [
      { type: "number_input", initial_value: "2.5" },
      { type: "number_input", value: "2.5" },
    ],
    [{ type: "email_text_input" }, { type: "email_text_input", value: null }],
    [{ type: "url_text_input" }, { type: "url_text_input", value: null }],
    [{ type: "static_select" }, { type: "static_select", selected_option: null }],
    [
      { type: "static_select", initial_option: option("x") },
      { type: "static_select", selected_option: option("x") },
    ],
    [{ type: "external_select" }, { type: "external_select", selected_option: null }],
    [{ type: "radio_buttons" }, { type: "radio_buttons", selected_option: null }],
    [{ type: "checkboxes" }, { type: "checkboxes", selected_options: [] }],
    [
      { type: "checkboxes", initial_options: [option("x")] },
      { type: "checkboxes", selected_options: [option("x")] },
    ],
    [{ type: "multi_static_select" }, { type: "multi_static_select", selected_options: [] }],
    [
      { type: "users_select", initial_user: "U1" },
      { type: "users_select", selected_user: "U1" },
    ],
    [
      { type: "multi_users_select", initial_users: ["U1"] },
      { type: "multi_users_select", selected_users: ["U1"] },
    ],
    [{ type: "conversations_select" }, { type: "conversations_select", selected_conversation: null }],
    [
      { type: "channels_select", initial_channel: "C1" },
      { type: "channels_select", selected_channel: "C1" },
    ],
    [
      { type: "datepicker", initial_date: "2026-11-22" },
      { type: "datepicker", selected_date: "2026-11-22" },
    ],
    [
      { type: "timepicker", initial_time: "09:00" },
      { type: "timepicker", selected_time: "09:00" },
    ],
  ])("%j", (element, value) => {
    expect(firstValue(element)).toEqual(value);
  });

  it("sends the conversation one is in, where the field asks for it", () => {
    const element = { type: "conversations_select", default_to_current_conversation: true };
    expect(firstValue(element, "C7")).toEqual({ type: "conversations_select", selected_conversation: "C7" });
  });

  it("keeps no state for what is only pressed", () => {
    expect(firstValue({ type: "button" })).toBeNull();
    expect(firstValue({ type: "overflow" })).toBeNull();
    expect(firstValue({ type: "toString" })).toBeNull();
  });

  it("says an emptied text as null", () => {
    expect(saying({ type: "plain_text_input" }, "")).toEqual({ type: "plain_text_input", value: null });
  });

  it("gathers sections and actions too, and leaves buttons out", () => {
    const blocks: Wire[] = [
      { type: "section", block_id: "s", accessory: { type: "users_select", action_id: "who" } },
      {
        type: "actions",
        block_id: "x",
        elements: [
          { type: "button", action_id: "go" },
          { type: "datepicker", action_id: "day" },
        ],
      },
      { type: "divider", block_id: "d" },
    ];
    expect(settled(blocks, {})).toEqual({
      s: { who: { type: "users_select", selected_user: null } },
      x: { day: { type: "datepicker", selected_date: null } },
    });
  });
});

describe("what was typed stays when a view is drawn again", () => {
  const typed = withValue({}, "note", "a", { type: "plain_text_input", value: "half a sentence" });
  const note = (element: Wire) => settled([input("note", element)], typed).note?.a;

  it("under the same ids, even against a new initial value", () => {
    expect(note({ type: "plain_text_input", initial_value: "fresh" })).toMatchObject({
      value: "half a sentence",
    });
  });

  it("not when the field became another kind", () => {
    expect(note({ type: "number_input" })).toEqual({ type: "number_input", value: null });
  });

  it("not under other ids", () => {
    expect(settled([input("other", { type: "plain_text_input" })], typed)).toEqual({
      other: { a: { type: "plain_text_input", value: null } },
    });
  });

  it("not when the choice is no longer offered", () => {
    const chosen = withValue({}, "customer", "a", {
      type: "radio_buttons",
      selected_option: option("holding"),
    });
    expect(settled([direction], chosen).customer?.a).toEqual({
      type: "radio_buttons",
      selected_option: null,
    });
  });

  it("and a choice inside a group counts as offered", () => {
    const grouped = input("customer", {
      type: "static_select",
      option_groups: [{ label: { type: "plain_text", text: "g" }, options: [option("holding")] }],
    });
    const chosen = withValue({}, "customer", "a", {
      type: "static_select",
      selected_option: option("holding"),
    });
    expect(settled([grouped], chosen)).toEqual(chosen);
  });
});

describe("a press has the shape of block_actions", () => {
  it("a button carries its text and value", () => {
    const button = {
      type: "button",
      action_id: "go",
      value: "r1",
      text: { type: "plain_text", text: "Go" },
      confirm: {},
    };
    expect(pressed(button, "b1", null)).toEqual({
      type: "button",
      action_id: "go",
      block_id: "b1",
      value: "r1",
      text: { type: "plain_text", text: "Go" },
    });
  });

  it("a select carries what was chosen", () => {
    const select = { type: "static_select", action_id: "pick" };
    expect(pressed(select, "b1", saying(select, option("x")))).toEqual({
      type: "static_select",
      action_id: "pick",
      block_id: "b1",
      selected_option: option("x"),
    });
  });
});

describe("what Slack itself would hold back", () => {
  const told = (element: Wire, value: unknown, more: object = {}) =>
    missing([input("f", element, more)], { f: { a: saying(element, value) } }).f;

  it("a required field left empty, of every kind", () => {
    expect(missing([direction], settled([direction], {}))).toEqual({ customer: "This one is needed." });
    expect(told({ type: "checkboxes" }, [])).toBe("This one is needed.");
    expect(told({ type: "plain_text_input" }, "")).toBe("This one is needed.");
  });

  it("an optional field may stay empty", () => {
    expect(told({ type: "plain_text_input" }, "", { optional: true })).toBeUndefined();
  });

  it("texts and numbers outside their bounds", () => {
    expect(told({ type: "plain_text_input", max_length: 3 }, "four")).toBe("Use at most 3 characters.");
    expect(told({ type: "number_input", is_decimal_allowed: true }, "three")).toBe(
      "Use a plain number, like 3 or 2.5.",
    );
    expect(told({ type: "number_input", is_decimal_allowed: false }, "2.5")).toBe(
      "Use a whole number, like 3.",
    );
    expect(told({ type: "number_input", is_decimal_allowed: true, min_value: "0" }, "-1")).toBe(
      "Use 0 or more.",
    );
    expect(told({ type: "number_input", is_decimal_allowed: true, max_value: "9" }, "9")).toBeUndefined();
    expect(told({ type: "email_text_input" }, "ada")).toMatch(/email/);
  });
});
