import { describe, expect, it } from "vitest";
import { datePattern, dayName, soon } from "../../src/playground/page/moment.ts";
import { type Passage, type Piece, readMrkdwn } from "../../src/playground/page/words/mrkdwn.ts";

const line = (source: string, verbatim = false) => {
  const [passage, ...more] = readMrkdwn(source, verbatim);
  expect(more).toEqual([]);
  return passage && "lines" in passage ? passage.lines[0] : passage;
};
const text = (words: string): Piece => ({ is: "text", text: words });

describe("mrkdwn is read as Slack reads it", () => {
  it.each<[string, readonly Piece[]]>([
    ["plain words", [text("plain words")]],
    [
      "*bold* and _italic_",
      [{ is: "bold", inside: [text("bold")] }, text(" and "), { is: "italic", inside: [text("italic")] }],
    ],
    ["~gone~", [{ is: "strike", inside: [text("gone")] }]],
    ["*_both_*", [{ is: "bold", inside: [{ is: "italic", inside: [text("both")] }] }]],
    ["*leaning slipping*, second", [{ is: "bold", inside: [text("leaning slipping")] }, text(", second")]],
    ["snake_case_name", [text("snake_case_name")]],
    ["2 * 3 * 4", [text("2 * 3 * 4")]],
    ["*open", [text("*open")]],
    ["**", [text("**")]],
    ["`*code* &amp;`", [{ is: "code", text: "*code* &" }]],
    ["a &lt;b&gt; &amp; c", [text("a <b> & c")]],
    ["&amp;lt;!channel&amp;gt;", [text("&lt;!channel&gt;")]],
    ["<@U1> said", [{ is: "person", id: "U1", called: null }, text(" said")]],
    ["<#C1|harbour>", [{ is: "place", id: "C1", called: "harbour" }]],
    ["<!here>", [{ is: "call", who: "here" }]],
    [
      "<https://example.com/a_b|the page>",
      [{ is: "link", href: "https://example.com/a_b", text: "the page" }],
    ],
    [
      "see https://example.com/x?a=1&amp;b=2.",
      [
        text("see "),
        { is: "link", href: "https://example.com/x?a=1&b=2", text: "https://example.com/x?a=1&b=2" },
        text("."),
      ],
    ],
    [
      "*<https://example.com/*|x>*",
      [{ is: "bold", inside: [{ is: "link", href: "https://example.com/*", text: "x" }] }],
    ],
    [
      "<!date^1764000000^{date_short} at {time}|24 Nov>",
      [
        {
          is: "date",
          seconds: 1764000000,
          pattern: "{date_short} at {time}",
          href: null,
          otherwise: "24 Nov",
        },
      ],
    ],
  ])("%s", (source, pieces) => {
    expect(line(source)).toEqual(pieces);
  });

  it("keeps quotes, bullets and fenced code apart from lines, in order", () => {
    const kinds = readMrkdwn("one\n> quoted\n&gt; still\n• first\n• second\nlast\n```\nx *y*\n```").map(
      (passage) => [passage.is, "lines" in passage ? passage.lines.length : passage.text],
    );
    expect(kinds).toEqual([
      ["lines", 1],
      ["quote", 2],
      ["bullets", 2],
      ["lines", 1],
      ["block", "x *y*"],
    ]);
  });

  it("leaves an unclosed fence as it was typed", () => {
    expect(line("``` half")).toEqual([text("``` half")]);
  });

  it("leaves bare addresses alone in verbatim text", () => {
    expect(line("https://example.com", true)).toEqual([text("https://example.com")]);
  });
});

const corpus = [
  "<!channel>",
  "<!here>",
  "<!everyone>",
  "<!subteam^S1>",
  "<@U1>",
  "<#C1>",
  "<https://evil.example|payroll>",
  "<mailto:a@b|x>",
  "<!date^0^{date}^https://evil.example|x>",
  "&lt;!channel&gt;",
  "@channel",
  "```",
  "> ",
  "*_~",
  ":skull:",
  "\u202E",
  "\u2066x\u2069",
  "\u200B",
  "\u0000",
  "\uD800",
  "\n".repeat(4000),
  "x".repeat(3001),
  "👩‍👩‍👧‍👦".repeat(300),
  '=HYPERLINK("https://evil.example")',
  "<javascript:alert(1)|press>",
  "<data:text/html,x|press>",
  "<img src=x onerror=alert(1)>",
  "*".repeat(3000),
  "*_~".repeat(1000),
  "<".repeat(3000),
];

describe("what people typed stays inert", () => {
  it.each(corpus.map((typed) => [typed.slice(0, 40), typed]))("escaped: %j", (_, typed) => {
    const escaped = typed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    const pieces = piecesOf(readMrkdwn(escaped, true));
    expect(
      pieces.filter((piece) => !["text", "bold", "italic", "strike", "code"].includes(piece.is)),
    ).toEqual([]);
  });

  it.each(corpus.map((typed) => [typed.slice(0, 40), typed]))(
    "even unescaped, %j leads nowhere that runs",
    (_, typed) => {
      for (const piece of piecesOf(readMrkdwn(typed)))
        if (piece.is === "link" || (piece.is === "date" && piece.href))
          expect(piece.href).toMatch(/^(https?:\/\/|mailto:)/);
    },
  );

  it("shows an address of another kind as it was typed", () => {
    expect(line("<javascript:alert(1)|press>")).toEqual([text("<javascript:alert(1)|press>")]);
  });

  it("reads the longest text of a section quickly", () => {
    const began = performance.now();
    for (const bad of ["*_~", "<", "`", "*a ", "<@"]) readMrkdwn(bad.repeat(1000));
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe("moments are told in the reader's zone", () => {
  it("names days from where the reader is", () => {
    const now = "2026-11-22T23:30:00Z";
    expect(dayName("2026-11-22T23:10:00Z", now, "Europe/Berlin")).toBe("Today");
    expect(dayName("2026-11-22T22:10:00Z", now, "Europe/Berlin")).toBe("Yesterday");
    expect(dayName("2026-11-16T09:00:00Z", now, "Europe/Berlin")).toBe("Monday 16 November");
    expect(dayName("2025-11-16T09:00:00Z", now, "Europe/Berlin")).toBe("Sunday 16 November 2025");
  });

  it("says a near moment by weekday and a far one by date", () => {
    expect(soon("2026-11-26T16:00:00Z", "2026-11-23T09:00:00Z", "Europe/Berlin")).toBe("Thu 17:00");
    expect(soon("2026-12-03T16:00:00Z", "2026-11-23T09:00:00Z", "Europe/Berlin")).toBe("Thu 3 Dec 17:00");
  });

  it("fills a date pattern and leaves unknown words in it", () => {
    expect(datePattern("{date_long} {time} {nonsense}", 1764000000, "2026-11-22T00:00:00Z", "UTC")).toBe(
      "Monday 24 November 2025 16:00 {nonsense}",
    );
  });
});

function piecesOf(passages: readonly Passage[]): readonly Piece[] {
  const flat = (piece: Piece): readonly Piece[] =>
    ["inside" in piece ? piece.inside.flatMap(flat) : [], piece].flat();
  return passages.flatMap((passage) => ("lines" in passage ? passage.lines.flat().flatMap(flat) : []));
}
