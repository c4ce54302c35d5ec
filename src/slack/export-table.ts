/** An export as a table for a spreadsheet: what people wrote stands in it as text, and starts nothing. */
import { stringify } from "csv-stringify/sync";
import { categoryKeys } from "../core/framework.ts";
import { labelWords } from "../core/label-words.ts";
import { originMark } from "../core/origin.ts";
import type { ExportedWord, OwnTime, TeamExport } from "../core/team-export.ts";
import { focusWordNames } from "./focus-words.ts";

const columns = ["what", "team", "when", "category", "name", "origin", "says", "more"] as const;
type Row = readonly [string, string, string, string, string, string, string, string];

/** As RFC 4180 has it, in UTF-8 with a mark at its beginning, because spreadsheets guess otherwise. */
export function exportTable(
  about: readonly string[],
  teams: readonly TeamExport[],
  time: readonly OwnTime[],
): string {
  const rows: readonly Row[] = [
    ...about.map((line): Row => ["about", "", "", "", "", "", line, ""]),
    ...teams.flatMap(teamRows),
    ...time.flatMap(timeRows),
  ];
  return stringify([columns, ...rows.map((row) => row.map(asText))], {
    bom: true,
    quoted: true,
    escape_formulas: true,
    record_delimiter: "windows",
  });
}

function teamRows({ team, words, numbers, tries, shares }: TeamExport): readonly Row[] {
  return [
    ...words.map(
      (one): Row => [
        "word",
        team,
        one.week,
        one.category,
        one.name,
        originMark(one.origin),
        wordOf(one),
        ofWhat(one),
      ],
    ),
    ...numbers.map(
      ({ kind, week, category, name, origin, value, unit }): Row => [
        kind === "noted" ? "noted number" : "ballpark",
        ...([team, week, category, name, originMark(origin)] as const),
        String(value),
        unit ?? "",
      ],
    ),
    ...tries.map(
      ({ category, what, state, learned, began, ended }): Row => [
        ...(["try", team, ended === null ? began : `${began} to ${ended}`, category, what, ""] as const),
        state,
        learned ?? "",
      ],
    ),
    ...shares.flatMap(({ since, shares: suggested, note }) =>
      categoryKeys.map(
        (key): Row => ["suggested share", team, since, key, "", "", `${suggested[key]} %`, note],
      ),
    ),
  ];
}

function timeRows({ week, words }: OwnTime): readonly Row[] {
  return categoryKeys.map((key): Row => {
    const word = (focusWordNames.get(words[key]) ?? words[key]).toLowerCase();
    return ["where my time went", "", week, key, "", "", word, ""];
  });
}

function wordOf({ word, direction, goodEnough }: ExportedWord): string {
  const says =
    word === "clear" || word === "leaning"
      ? labelWords({ word, direction: direction ?? "holding" })
      : labelWords({ word });
  return goodEnough ? `${says}, good enough for now` : says;
}

function ofWhat({ of }: ExportedWord): string {
  return of === "round" ? "" : "four rounds together";
}

/**
 * A cell that no spreadsheet takes for a formula, wherever it makes its cells begin: some split at semicolons or tabs, which
 * a comma's quotes do not hinder. So what could begin one, after any such sign, is told apart by an apostrophe; controls go.
 */
export function asText(cell: string): string {
  return cell
    .replaceAll(/(?![\n\r\t])\p{Cc}|\p{Cs}/gu, "")
    .replaceAll(/(^|[;\t\r\n"'])(\s*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g, "$1$2'");
}
