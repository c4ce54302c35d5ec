import { describe, expect, it } from "vitest";
import type { Week } from "../../src/core/week.ts";
import { asText, exportTable } from "../../src/slack/export-table.ts";

/** Texts that have made other programs do something (facts of the trade; every one stands as text here). */
const attempts = [
  '=HYPERLINK("https://evil.example","payroll")',
  "+1+cmd|' /C calc'!A0",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  "   =1+1",
  "\uFF1D1+1",
  "fine;=1+1",
  "fine\t@SUM(A1)",
  "fine\n-1+1",
  '"=1+1',
  '";=1+1;"',
  "\u0000=1+1",
  "<!channel> <https://evil.example|payroll>",
  "\u202e=1+1",
  "\ud800=1+1",
];

const table = (text: string) =>
  exportTable(
    [text],
    [
      {
        team: text,
        words: [],
        numbers: [],
        shares: [],
        tries: [
          {
            category: "Customer",
            what: text,
            state: "learned",
            learned: text,
            began: "2026-11-24",
            ended: null,
          },
        ],
      },
    ],
    [],
  );

/** However it is split: as it is meant, and as somebody's program would who splits at another sign and knows quotes. */
function cellsOf(csv: string, separator: string): readonly string[] {
  const cells: string[] = [];
  let [cell, quoted] = ["", false];
  for (let at = 0; at < csv.length; at++) {
    const sign = csv.charAt(at);
    if (quoted && sign === '"' && csv.charAt(at + 1) === '"') cell += csv.charAt(++at);
    else if (sign === '"' && (quoted || cell === "")) quoted = !quoted;
    else if (!quoted && (sign === separator || sign === "\n" || sign === "\r")) {
      cells.push(cell);
      cell = "";
    } else cell += sign;
  }
  return [...cells, cell];
}

describe("a table for a spreadsheet", () => {
  it.each(attempts)("starts nothing from %j, wherever a program makes its cells begin", (text) => {
    const csv = table(text);
    const naive = csv.split(/[;,\t\r\n"]/);
    const cells = [...cellsOf(csv, ","), ...cellsOf(csv, ";"), ...cellsOf(csv, "\t"), ...naive];
    expect(cells.filter((cell) => /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell))).toEqual([]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there is none
    expect(csv).not.toMatch(/[\u0000-\u0008\u000e-\u001f]/);
  });

  it("leaves ordinary words as they were written", () => {
    for (const text of [
      "one article per hand-off",
      "2 + 2 = 4, mostly",
      "don't; we won't",
      "ja – nein",
      "日本",
    ])
      expect(asText(text)).toBe(text);
  });

  it("has a row for each thing, and says what it is", () => {
    const csv = exportTable(
      ["Read me."],
      [
        {
          team: "Harbour",
          words: [
            {
              ...{ week: "2026-W48" as Week, subject: "customer", name: "Customer", category: "Customer" },
              ...{ origin: "ocmf-v1", of: "round", word: "leaning", direction: "slipping", goodEnough: true },
            },
          ],
          numbers: [],
          tries: [],
          shares: [],
        },
      ],
      [],
    );
    expect(csv.replace("\uFEFF", "").trimEnd().split("\r\n")).toEqual([
      '"what","team","when","category","name","origin","says","more"',
      '"about",,,,,,"Read me.",',
      '"word","Harbour","2026-W48","Customer","Customer","OCMF v1","leaning slipping, good enough for now",',
    ]);
  });
});
