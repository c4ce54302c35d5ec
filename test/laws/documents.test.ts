/** What the documents owe to whoever believes them: what they name is there, and what is there they name. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import { attribution } from "../../src/core/catalogue/attribution.ts";
import { commands } from "../../src/slack/commands/index.ts";
import * as schema from "../../src/store/schema.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(join(root, path), "utf8");

const decisions = readdirSync(join(root, "docs/decisions"))
  .filter((file) => file.endsWith(".md"))
  .map((file) => `docs/decisions/${file}`);
const documents: readonly string[] = [
  "README.md",
  ".github/CONTRIBUTING.md",
  "docs/operating.md",
  "docs/privacy.md",
  "docs/CHANGELOG.md",
  ...decisions,
];
const readme = read("README.md");
const scripts = Object.keys((JSON.parse(read("package.json")) as { scripts: object }).scripts);

/** The part of a document under a heading, up to the next heading of any level. */
function under(heading: string, text: string): string {
  const [, after] = text.split(new RegExp(`^#+ ${heading}$`, "m"));
  if (after === undefined) throw new Error(`There is no heading "${heading}".`);
  return after.split(/^#+ /m)[0] ?? "";
}

/** Every match of a pattern's first group. */
function found(pattern: RegExp, text: string): readonly string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? "");
}

describe("the README", () => {
  it("begins with the two commands, written as they are typed", () => {
    const firstScreen = readme.split("## ")[0] ?? "";
    expect(firstScreen).toContain("```sh\nnpm ci && npm start\n```");
    expect(firstScreen).toContain("```sh\nnpm ci && npm test\n```");
  });

  it("lists the words after /bearings, all of them and no other, in the order of help, with what they take", () => {
    const listed = found(/^\| `\/bearings ([^`]+)` \|/gm, under("In Slack", readme));
    expect(listed).toEqual(commands.map(({ word, takes }) => (takes === "" ? word : `${word} ${takes}`)));
  });

  it("names only scripts that exist, and leaves none out", () => {
    const named = found(/`npm run ([\w:]+)/g, documents.map(read).map(withoutWhatIsToCome).join("\n"));
    expect(named.filter((script) => !scripts.includes(script))).toEqual([]);
    const listed = [
      ...found(/`npm run ([\w:]+)/g, under("Scripts", readme)),
      ...found(/^\| `npm (start|test)` /gm, under("Scripts", readme)),
    ];
    expect([...new Set(listed)].sort()).toEqual([...scripts].sort());
  });

  it("names the framework's source, whole", () => {
    for (const line of attribution) expect(readme).toContain(line);
  });

  it("has the same table of where to add things as the page for contributors", () => {
    const heading = "Where do I add …\\?";
    expect(under(heading, readme).trimStart()).toContain(
      under(heading, read(".github/CONTRIBUTING.md")).trim(),
    );
  });

  function withoutWhatIsToCome(text: string): string {
    return text.split(/^## Not there yet$/m)[0] ?? "";
  }
});

describe("settings", () => {
  const config = read("src/config.ts");
  const settings = [
    ...new Set(found(/(?<![\w.])([A-Z][A-Z\d]*(?:_[A-Z\d]+)*)(?=: (?:z|url|days)\b|")/g, config)),
  ];

  it("are found in config.ts, or this law says nothing", () => {
    expect(settings).toEqual(
      expect.arrayContaining(["PORT", "HOST", "DATABASE_URL", "SLACK_SIGNING_SECRET", "TOKEN_KEYS"]),
    );
  });

  it.each(["README.md", "docs/operating.md"])("each stand in %s", (document) => {
    const text = read(document);
    expect(settings.filter((setting) => !text.includes(`\`${setting}\``))).toEqual([]);
  });
});

describe("privacy.md", () => {
  const privacy = read("docs/privacy.md");

  it("says of every table whose data it is and until when, and of no table that isn't there", () => {
    const tables = Object.values(schema)
      .filter((value) => is(value, PgTable))
      .map((table) => getTableName(table));
    const rows = under("What is kept: every table", privacy).split("\n").slice(1);
    const listed = rows.flatMap((row) => found(/`(\w+)`/g, row.split("|")[1] ?? ""));
    expect([...listed].sort()).toEqual([...tables].sort());
  });

  it("names tests that are there, by the names they have", () => {
    const proofs = [...privacy.matchAll(/`(test\/[\w/.-]+)`: ((?:\*[^*|]+\*(?:; )?)+)/g)].flatMap(
      ([, file = "", names = ""]) => found(/\*([^*]+)\*/g, names).map((name) => ({ file, name })),
    );
    expect(proofs.length).toBeGreaterThan(10);
    expect(proofs.filter(({ file, name }) => !read(file).includes(`"${name}"`))).toEqual([]);
  });
});

describe("links and paths", () => {
  it.each(documents)("%s leads to what is there", (document) => {
    const targets = found(/\]\(([^)\s]+)\)/g, read(document)).filter((target) => !/^[a-z]+:/.test(target));
    const missing = targets
      .map((target) => target.split("#")[0] ?? "")
      .filter((target) => target !== "" && !existsSync(join(root, dirname(document), target)));
    expect(missing).toEqual([]);
  });

  it("of the code, where the README names them, are there", () => {
    const rooms = "core|store|slack|jobs|playground";
    const map = readme.slice(readme.indexOf("## The house and its rooms"));
    const named = found(new RegExp(`\`((?:${rooms})/[\\w/.-]+)\``, "g"), map);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((path) => !existsSync(join(root, "src", path)))).toEqual([]);
  });
});

describe("decisions", () => {
  it.each(decisions)("%s has a context, a decision and consequences, on one page", (file) => {
    const text = read(file);
    expect(found(/^## (.+)$/gm, text)).toEqual(["Context", "Decision", "Consequences"]);
    expect(text).toMatch(new RegExp(`^# ${file.match(/\/(\d{3})-/)?.[1]} `));
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(40);
  });

  it("are numbered from 001 without a gap or a double", () => {
    const numbers = decisions
      .map((file) => Number(file.match(/\/(\d{3})-[a-z-]+\.md$/)?.[1]))
      .sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, place) => place + 1));
  });
});

describe("the container", () => {
  it("holds everything that the code in src takes from outside src", () => {
    const sources = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
    const outside = sources.flatMap((file) =>
      found(/(?:from|import\(|URL\()\s*"(\.\.?\/[^"]+)"/g, readFileSync(file, "utf8"))
        .map((target) => relative(root, join(dirname(file), target)))
        .filter((target) => !target.startsWith("src/")),
    );
    const needed = [...new Set(outside.map((target) => target.split("/")[0] ?? ""))];
    const copied = found(/^COPY (.+) \S+$/gm, read("Dockerfile")).flatMap((sources) => sources.split(" "));
    expect(needed).toEqual(expect.arrayContaining(["package.json", "migrations", "manifests"]));
    expect(needed.filter((name) => !copied.includes(name))).toEqual([]);
  });
});

describe("the changes", () => {
  it("have a place for what is not released", () => {
    expect(under("Unreleased", read("docs/CHANGELOG.md"))).toMatch(/\w/);
  });
});
