/** Runs test files in a copy of the project, in a process of their own, and tells which tests failed. */
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

export type Outcome = {
  /** The full names of the tests that failed. */
  readonly failed: readonly string[];
  readonly passed: number;
  /** The run itself broke: a file could not be loaded, or nothing was run. That catches nothing. */
  readonly broken: boolean;
};

type Report = {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
};

/** Milliseconds for a run, and for each file in it. */
const patience = 120_000;
const patienceForFile = 20_000;

export async function runTests(folder: string, files: readonly string[]): Promise<Outcome> {
  const results = join(folder, "guards-results.json");
  const vitest = join(folder, "node_modules/vitest/vitest.mjs");
  const child = spawn(
    process.execPath,
    [vitest, "run", ...files, "--reporter=json", `--outputFile=${results}`, "--bail=1"],
    { cwd: folder, stdio: "ignore" },
  );
  const timer = setTimeout(() => child.kill("SIGKILL"), patience + files.length * patienceForFile);
  await new Promise((resolve) => child.once("exit", resolve));
  clearTimeout(timer);
  return outcomeOf(await readReport(results));
}

async function readReport(path: string): Promise<Report | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Report;
  } catch {
    return null;
  }
}

function outcomeOf(report: Report | null): Outcome {
  if (report === null) return { failed: [], passed: 0, broken: true };
  const failed = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "failed").map(({ fullName }) => fullName),
  );
  const nothingLoaded = report.testResults.some(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  return {
    failed,
    passed: report.numPassedTests,
    broken: nothingLoaded || failed.length + report.numPassedTests === 0,
  };
}
