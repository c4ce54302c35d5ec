/** Starts Bearings: settings → database → app → door → clock. With no Slack settings, the local workspace instead. */
import { type Config, readConfig } from "./config.ts";
import { openLog } from "./log.ts";
import { startApp } from "./start.ts";
import { openDatabase } from "./store/database.ts";
import { OperatorMistake } from "./store/operator-mistake.ts";

/** sysexits.h EX_CONFIG: something only the operator can put right. */
const misconfigured = 78;

/** Kubernetes gives thirty seconds; five are left for what comes after us. */
const patience = 25_000;

const config = readConfig();
if ("sentence" in config) {
  process.stderr.write(`${config.sentence}\n`);
  process.exit(misconfigured);
}
try {
  await start(config);
} catch (error) {
  if (!(error instanceof OperatorMistake)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(misconfigured);
}

async function start(config: Config): Promise<void> {
  const log = openLog(config.logLevel);
  process.on("unhandledRejection", (error) => log.error("unhandled rejection", { error }));
  const database = await openDatabase(config.database, (error) =>
    log.warn("database connection broke", { error }),
  );
  const { door } = config;
  const running =
    door.kind === "local"
      ? await (await import("./playground/start.ts")).startLocalWorkspace(config, database, log)
      : await startApp({ ...config, door }, database, log);

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info("stopping", { signal });
    setTimeout(() => process.exit(1), patience).unref();
    await running.stop();
    await database.close();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}
