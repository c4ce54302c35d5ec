/**
 * Starts Bearings: settings → database → app → door → clock. With no Slack settings, the local workspace instead. With
 * the name of an errand as its first word, it runs that and ends.
 */
import { type Config, readConfig, secretsIn } from "./config.ts";
import { errorOutput, openLog } from "./log.ts";
import { OperatorMistake } from "./store/operator-mistake.ts";
import type { Log } from "./world.ts";

/** sysexits.h EX_CONFIG: something only the operator can put right. */
const misconfigured = 78;

/** Kubernetes gives thirty seconds; five are left for what comes after us. */
const patience = 25_000;

/** Milliseconds. Whoever waits for the database gives up after them, and what waited is tried again within a minute. */
const longestHold = 10_000;

const config = readConfig();
if ("sentence" in config) {
  process.stderr.write(`${config.sentence}\n`);
  process.exit(misconfigured);
}
try {
  await begin(config, process.argv.slice(2));
} catch (error) {
  if (!(error instanceof OperatorMistake)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(misconfigured);
}

async function begin(config: Config, [word, ...args]: readonly string[]): Promise<void> {
  const to = word === undefined ? undefined : errorOutput();
  const log = openLog(config.logLevel, to, secretsIn(config));
  if (word === undefined) return run(config, log);
  const { errands } = await import("./errands.ts");
  const errand = errands[word];
  if (errand === undefined)
    throw new OperatorMistake(`I know no errand called ${word}: ${Object.keys(errands).join(", ")}.`);
  const well = await errand(config, args, log, (line) => process.stdout.write(`${line}\n`));
  process.exitCode = well ? 0 : 1;
}

async function run(config: Config, log: Log): Promise<void> {
  process.on("unhandledRejection", (error) => log.error("unhandled rejection", { error }));
  let stops: (() => Promise<void>) | null = null;
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info("stopping", { signal });
    setTimeout(() => process.exit(1), patience).unref();
    await stops?.();
    process.exit(0);
  };
  // From the first moment: who is told to stop while it starts has nothing in hand, and leaves like everybody else.
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  await refusePorts(config);
  const broke = (error: Error) => log.warn("database connection broke", { error });
  // Only now: settings that end the start are told at once, before everything else is loaded.
  const { openDatabase } = await import("./store/database.ts");
  const database = await openDatabase(config.database, broke, longestHold);
  const { door } = config;
  const running =
    door.kind === "local"
      ? await (await import("./playground/start.ts")).startLocalWorkspace(config, database, log)
      : await (await import("./start.ts")).startApp({ ...config, door }, database, log);
  stops = async () => {
    await running.stop();
    await database.close();
  };
}

/** A port that is taken is told at once, and not after the seconds in which a database opens. */
async function refusePorts({ host, port, metricsPort }: Config): Promise<void> {
  const { refuseToListen } = await import("./ports.ts");
  await refuseToListen({ setting: "PORT", port, host });
  if (metricsPort !== null) await refuseToListen({ setting: "METRICS_PORT", port: metricsPort, host });
}
