/** What a container of Bearings is: nobody special, nothing in it but what it needs, and told to leave in time. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ofSignatures, ofWeaknesses } from "../support/audit-answers.ts";
import { readDockerfile } from "../support/dockerfile.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(join(root, path), "utf8");
const image = readDockerfile(read("Dockerfile"));
const compose = read("compose.yaml");

describe("the image", () => {
  it("runs as an ordinary user, who is set before anything is started", () => {
    expect(image.user).toBe("node");
    const order = image.lines.map(([name]) => name);
    expect(order.lastIndexOf("USER")).toBeLessThan(order.lastIndexOf("CMD"));
    expect(order.slice(order.lastIndexOf("USER")).includes("RUN")).toBe(false);
  });

  it("is made from a Node that it names, no newer than what is tested", () => {
    const [, version] = /^node:(\d+)(?:\.[\d.]+)?-slim$/.exec(image.from) ?? [];
    const tested = [...read(".github/workflows/check.yml").matchAll(/"(\d+)"/g)].map(([, one]) => one);
    expect(tested).toContain(version);
  });

  it("has the packages that are shipped, exactly as locked, and runs no script of theirs", () => {
    expect(image.installs).toMatch(/^npm ci .*--omit=dev/);
    expect(read(".npmrc")).toContain("ignore-scripts=true");
  });

  it("takes only what is there, and what .dockerignore lets through", () => {
    const let_ = read(".dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"))
      .map((line) => line.slice(1));
    expect(read(".dockerignore").split("\n")).toContain("*");
    expect(image.copies.length).toBeGreaterThan(5);
    expect(image.copies.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect([...image.copies].sort()).toEqual([...let_].sort());
  });

  it("starts what npm start starts, without npm between it and the signal to leave", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: { start: string } };
    // What stands after the sign is for a shell without `exec`, such as that of Windows.
    const [, started, elsewhere] = /^exec (.+) \|\| (.+)$/.exec(scripts.start) ?? [];
    expect([started, elsewhere]).toEqual([image.command.join(" "), image.command.join(" ")]);
  });

  it("is looked after by Node itself: there is no other program in it to ask", () => {
    expect(image.health[0]).toBe("node");
    expect(image.health.at(-1)).toContain("/healthz");
    expect(image.health.at(-1)).not.toContain("readyz");
  });
});

describe("compose.yaml", () => {
  /** One service with everything under it. */
  const service = (name: string) =>
    compose.split(/^ {2}(?=\w+:$)/m).find((part) => part.startsWith(`${name}:`)) ?? "";

  it("gives Bearings nothing to write to but the memory of a moment, and no rights", () => {
    const bearings = service("bearings");
    expect(bearings).toMatch(/read_only: true/);
    expect(bearings).toMatch(/tmpfs:\n\s+- \/tmp/);
    expect(bearings).toMatch(/cap_drop:\n\s+- ALL/);
    expect(bearings).toMatch(/no-new-privileges:true/);
    expect(bearings).not.toMatch(/privileged: true|docker\.sock|network_mode/);
  });

  it("lets it finish: longer than its own patience of 25 seconds", () => {
    const [, seconds] = /stop_grace_period: (\d+)s/.exec(service("bearings")) ?? [];
    expect(Number(seconds)).toBeGreaterThan(25);
  });

  it("waits for the database, and shows neither of them to the network", () => {
    expect(service("bearings")).toMatch(/condition: service_healthy/);
    expect(service("database")).toMatch(/pg_isready/);
    expect(service("database")).not.toMatch(/ports:/);
    const published = [...compose.matchAll(/- "([^"]*:\d+)"$/gm)].map(([, port]) => port ?? "");
    expect(published.filter((port) => !port.startsWith("127.0.0.1:"))).toEqual([]);
  });

  it("holds no secret: each comes from outside", () => {
    const secrets = [...compose.matchAll(/(?:PASSWORD|TOKEN|SECRET|KEYS)(?:=|: )(.*)$/gm)].map(
      ([, value]) => value ?? "",
    );
    expect(secrets.filter((value) => !value.startsWith("${"))).toEqual([]);
  });

  it("hands on every setting of a door, and each that keeps things for a shorter time", () => {
    const settings = [
      "SLACK_BOT_TOKEN",
      "SLACK_APP_TOKEN",
      "SLACK_SIGNING_SECRET",
      "SLACK_CLIENT_ID",
      "SLACK_CLIENT_SECRET",
      "TOKEN_KEYS",
      "PUBLIC_URL",
      "METRICS_PORT",
      "KEEP_WORDS_DAYS",
      "KEEP_DELIVERIES_DAYS",
      "KEEP_AWAY_DAYS",
      "KEEP_UNFINISHED_BLOCKS_DAYS",
      "KEEP_UNINSTALLED_DAYS",
    ];
    expect(settings.filter((name) => !new RegExp(`- ${name}(=|$)`, "m").test(service("bearings")))).toEqual(
      [],
    );
  });
});

describe("the audit that CI makes", () => {
  const weak = (high: number, critical: number) =>
    JSON.stringify({
      vulnerabilities: { "left-pad": { severity: critical > 0 ? "critical" : high > 0 ? "high" : "low" } },
      metadata: { vulnerabilities: { low: 1, high, critical, total: 1 } },
    });

  it.each([
    ["a lesser weakness", ofWeaknesses(weak(0, 0)), "fine"],
    ["a grave one", ofWeaknesses(weak(1, 0)), "bad"],
    ["a critical one", ofWeaknesses(weak(0, 1)), "bad"],
    [
      "a registry that doesn't know the question",
      ofWeaknesses('{"statusCode":405,"body":"","error":{}}'),
      "not asked",
    ],
    ["no answer", ofWeaknesses(""), "not asked"],
    ["signatures as they should be", ofSignatures('{"invalid":[],"missing":[]}'), "fine"],
    [
      "a package that isn't what was signed",
      ofSignatures('{"invalid":[{"name":"left-pad"}],"missing":[]}'),
      "bad",
    ],
    ["a package that nobody signed", ofSignatures('{"invalid":[],"missing":[{"name":"left-pad"}]}'), "bad"],
    ["signatures of which nobody can be asked", ofSignatures('{"error":{"code":"ENOTFOUND"}}'), "not asked"],
  ] as const)("takes %s for what it is", (_, found, is) => {
    expect(found.is).toBe(is);
    expect(found.says).toMatch(/^[A-Z].+\.$/);
  });
});
