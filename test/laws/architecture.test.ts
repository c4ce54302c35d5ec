/** The house and its rooms (docs/decisions/001): arrows go one way, and only a few files touch the outside. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../src", import.meta.url));

type Source = { readonly path: string; readonly text: string; readonly imports: readonly string[] };

const sources: readonly Source[] = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => {
    const file = join(entry.parentPath, entry.name);
    const text = readFileSync(file, "utf8");
    return { path: relative(root, file), text, imports: importsOf(file, text) };
  });

/** What a file imports: paths inside src as such, packages by their name. */
function importsOf(file: string, text: string): string[] {
  const found = [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
  return found.map((target) => (target.startsWith(".") ? relative(root, join(file, "..", target)) : target));
}

const roomOf = (path: string) => (path.includes("/") ? (path.split("/")[0] ?? "") : path);
const isInside = (target: string) =>
  !target.startsWith("node:") && sources.some(({ path }) => path === target);

/** What each room may import from src, besides itself. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  core: [],
  store: ["core"],
  slack: ["core", "store", "counts.ts", "world.ts"],
  jobs: ["core", "store", "slack", "counts.ts", "world.ts"],
  playground: [
    ...["core", "store", "slack", "jobs", "world.ts"],
    ...[
      "app.ts",
      "config.ts",
      "counts.ts",
      "door.ts",
      "log.ts",
      "metrics.ts",
      "ports.ts",
      "readiness.ts",
      "receiving.ts",
    ],
  ],
  "counts.ts": [],
  "world.ts": ["core", "counts.ts", "store"],
  "log.ts": ["config.ts", "world.ts"],
  "config.ts": ["core", "store"],
  "admission.ts": ["config.ts", "core", "counts.ts", "slack", "store", "world.ts"],
  "door.ts": [],
  "ports.ts": ["door.ts", "store"],
  "readiness.ts": ["door.ts", "store"],
  "leaving.ts": [],
  "app.ts": ["slack", "world.ts"],
  "receiving.ts": ["app.ts", "counts.ts", "slack", "world.ts"],
  "socket.ts": ["app.ts", "counts.ts", "slack", "world.ts"],
  "metrics.ts": ["counts.ts", "store", "world.ts"],
  "start.ts": [
    ...["core", "store", "slack", "jobs", "world.ts", "app.ts", "config.ts", "counts.ts", "door.ts"],
    ...["admission.ts", "leaving.ts", "metrics.ts", "ports.ts", "readiness.ts", "receiving.ts", "socket.ts"],
  ],
  "doctor.ts": ["config.ts", "slack", "store"],
  "errands.ts": ["config.ts", "core", "doctor.ts", "jobs", "store", "world.ts"],
  "main.ts": ["config.ts", "errands.ts", "log.ts", "playground", "ports.ts", "start.ts", "store", "world.ts"],
};

/** Packages that a room may use; a room that isn't listed may use any. */
const packages: Readonly<Record<string, readonly string[]>> = {
  core: ["zod", "temporal-polyfill"],
  store: ["drizzle-orm", "pg", "@electric-sql/pglite", "temporal-polyfill"],
  jobs: ["node-cron", "temporal-polyfill", "@slack/web-api"],
};

describe("the rooms", () => {
  it("are each known to this law, so that a new one says what it may import", () => {
    expect([...new Set(sources.map(({ path }) => roomOf(path)))].sort()).toEqual(Object.keys(arrows).sort());
  });

  it.each(sources.map((source) => [source.path, source] as const))(
    "%s imports only from where arrows lead",
    (path, source) => {
      const room = roomOf(path);
      const strangers = source.imports.filter(isInside).filter((target) => {
        const other = roomOf(target);
        return other !== room && !(arrows[room] ?? []).includes(other);
      });
      expect(strangers).toEqual([]);
    },
  );

  it.each(Object.entries(packages))("%s uses only %j", (room, allowed) => {
    const used = sources
      .filter(({ path }) => roomOf(path) === room)
      .flatMap(({ path, imports }) => imports.map((target) => ({ path, target })));
    const strangers = used.filter(
      ({ target }) =>
        !isInside(target) &&
        !allowed.some((name) => target === name || target.startsWith(`${name}/`)) &&
        !(target.startsWith("node:") && room !== "core"),
    );
    expect(strangers).toEqual([]);
  });
});

describe("the outside", () => {
  const filesWith = (pattern: RegExp) =>
    sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

  it("is read as settings in config.ts only", () => {
    expect(filesWith(/process\.env/)).toEqual(["config.ts"]);
  });

  it("has one clock: core and store never ask the machine for the time, and neither do surfaces and jobs", () => {
    const asking = filesWith(/new Date\(\s*\)|Date\.now\(|Temporal\.Now/);
    expect(asking.filter((path) => ["core", "store", "slack", "jobs"].includes(roomOf(path)))).toEqual([]);
  });

  it("has no randomness in core", () => {
    expect(
      filesWith(/Math\.random|randomUUID|randomBytes/).filter((path) => roomOf(path) === "core"),
    ).toEqual([]);
  });

  it("is left alone by modules that are only imported: main.ts alone acts when loaded", () => {
    const acting = sources
      .filter(({ text }) => /^((await|void|if|try|for|while|new)\b|[a-z]\w*\([^)]*\);?$)/m.test(text))
      .map(({ path }) => path);
    expect(acting.filter((path) => !path.startsWith("playground/page/"))).toEqual(["main.ts"]);
  });

  it("is told of trouble through the log: nothing prints by itself but main.ts and the local workspace", () => {
    const printing = filesWith(/console\.|process\.std(out|err)/);
    expect(printing.filter((path) => path !== "main.ts" && roomOf(path) !== "playground")).toEqual([]);
  });
});

describe("the files", () => {
  const lengths = sources
    .map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }))
    .sort((a, b) => a.lines - b.lines);
  const at = (share: number) => lengths[Math.floor(lengths.length * share)]?.lines ?? 0;

  it("can each be seen whole: none is over 300 lines", () => {
    expect(lengths.filter(({ lines }) => lines > 300)).toEqual([]);
  });

  it("are small: half of them under 80 lines, nine in ten under 200", () => {
    expect(at(0.5)).toBeLessThan(80);
    expect(at(0.9)).toBeLessThan(200);
  });

  it("are named after nouns of the domain, never after a kind of code", () => {
    expect(
      sources
        .map(({ path }) => path)
        .filter((path) => /(^|\/)(utils?|helpers?|managers?|services?|types)\b/.test(path)),
    ).toEqual([]);
  });

  it("export names, never a default", () => {
    expect(filesWithDefault()).toEqual([]);
  });

  function filesWithDefault(): string[] {
    return sources.filter(({ text }) => /^export default/m.test(text)).map(({ path }) => path);
  }
});
