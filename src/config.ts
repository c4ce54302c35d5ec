/**
 * The settings, read once from the environment. This is the only file that looks at process.env (a law test checks).
 * A wrong setting ends the start with one sentence that says which, and what to do.
 */
import { z } from "zod";
import { lettersApart } from "./core/letters-apart.ts";
import { longestRetention, type Retention, shortestRetention } from "./core/retention.ts";
import { readTokenKeys, type TokenKeys } from "./store/token-keys.ts";

export type Door =
  | { readonly kind: "local" }
  | { readonly kind: "http"; readonly botToken: string; readonly signingSecret: string }
  | { readonly kind: "socket"; readonly botToken: string; readonly appToken: string }
  | OAuthDoor;

/** Many workspaces, each with a token of its own. */
export type OAuthDoor = {
  readonly kind: "oauth";
  readonly signingSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly keys: TokenKeys;
  /** Where people reach Bearings, without a slash at its end. */
  readonly publicUrl: string;
  readonly authorizeUrl: string;
};

export type Config = {
  readonly door: Door;
  readonly port: number;
  readonly host: string;
  /** Where the counts can be read; null where nobody wants them. */
  readonly metricsPort: number | null;
  /** PostgreSQL when there is a URL, else the embedded database in a folder. */
  readonly database: { readonly url: string } | { readonly folder: string };
  /** Where the Web API is: Slack's, a proxy, or a stand-in. Ends with a slash. */
  readonly slackApiUrl: string;
  readonly logLevel: LogLevel;
  /** For how long things are kept: what members are promised, or shorter. */
  readonly keeps: Retention;
};

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** What an operator got wrong, in one sentence for them. The start ends with it and exit code 78 (EX_CONFIG). */
export type Misconfigured = { readonly sentence: string };

const url = (protocols: readonly string[], hint: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), hint);

/** Days that something is kept: a setting may shorten what members are promised, and never lengthen it. */
const days = (of: keyof Retention) => {
  const [fewest, most] = [shortestRetention[of], longestRetention[of]];
  const such = `use ${fewest} to ${most}`;
  return z.coerce
    .number(`is not a number of days: ${such}`)
    .refine(Number.isInteger, `is not a whole number of days: ${such}`)
    .refine((given) => given <= most, `is more than the ${most} days that members are promised: ${such}`)
    .refine((given) => given >= fewest, `is less than Bearings can work with: ${such}`)
    .default(most);
};

const Environment = z.object({
  PORT: z.coerce
    .number("is not a number: use a port such as 3000")
    .refine(Number.isInteger, "is not a whole number: use a port such as 3000")
    .refine((port) => port >= 0 && port <= 65535, "is not between 0 and 65535: use a port such as 3000"),
  METRICS_PORT: z.coerce
    .number("is not a number: use a port such as 9464")
    .refine(Number.isInteger, "is not a whole number: use a port such as 9464")
    .refine((port) => port >= 0 && port <= 65535, "is not between 0 and 65535: use a port such as 9464")
    .optional(),
  HOST: z.string().optional(),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: url(
    ["postgres:", "postgresql:"],
    "is not a PostgreSQL address such as postgres://user:password@host:5432/bearings",
  )
    .refine((text) => !/%(?![0-9a-f]{2})/i.test(text), "has a % that stands for nothing: write it as %25")
    .optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^(xoxe\.)?xoxb-./, "is not a bot token: those begin with xoxb-")
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-./, "is not an app-level token: those begin with xapp-")
    .optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: url(["http:", "https:"], "is not an http or https address").default(
    "https://slack.com/api/",
  ),
  SLACK_AUTHORIZE_URL: url(["http:", "https:"], "is not an http or https address").default(
    "https://slack.com/oauth/v2/authorize",
  ),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  TOKEN_KEYS: z
    .string()
    .transform((text, context): TokenKeys => {
      const read = readTokenKeys(text);
      if ("keys" in read) return read.keys;
      context.addIssue({ code: "custom", message: read.wrong });
      return z.NEVER;
    })
    .optional(),
  PUBLIC_URL: z
    .string()
    .refine(isReachable, "is not the https address at which people reach Bearings (http on localhost only)")
    .transform((text) => text.replace(/\/+$/, ""))
    .optional(),
  LOG_LEVEL: z.enum(logLevels, `is not a level I know: use one of ${logLevels.join(", ")}`).default("info"),
  KEEP_WORDS_DAYS: days("words"),
  KEEP_DELIVERIES_DAYS: days("deliveries"),
  KEEP_AWAY_DAYS: days("away"),
  KEEP_UNFINISHED_BLOCKS_DAYS: days("unfinishedBlocks"),
  KEEP_UNINSTALLED_DAYS: days("uninstalled"),
});

/** An address that browsers are sent back to: nobody must be able to read along. */
function isReachable(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username } = new URL(text);
  const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return (protocol === "https:" || (protocol === "http:" && isHere)) && `${search}${hash}${username}` === "";
}

/**
 * Reads the settings; blanks around a value, such as the line end of a file of secrets, are not part of it. An empty
 * value counts as not set, but for the signing secret: an empty one would let anybody in, so it is refused rather than
 * overlooked.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Config | Misconfigured {
  if (env.SLACK_SIGNING_SECRET !== undefined && env.SLACK_SIGNING_SECRET.trim() === "") {
    return {
      sentence:
        "SLACK_SIGNING_SECRET is empty: paste it from your Slack app's Basic Information, or remove it.",
    };
  }
  const given = Object.fromEntries(
    Object.entries(env)
      .map(([name, value]) => [name, value?.trim() ?? ""] as const)
      .filter(([, value]) => value !== ""),
  );
  const misspelt = misspeltIn(given);
  if (misspelt !== null) return misspelt;
  const parsed = Environment.safeParse({ PORT: "3000", ...given });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { sentence: `${String(issue?.path[0] ?? "A setting")} ${issue?.message ?? "is wrong"}.` };
  }
  const settings = parsed.data;
  if (settings.METRICS_PORT !== undefined && settings.METRICS_PORT === settings.PORT && settings.PORT !== 0) {
    return {
      sentence: "METRICS_PORT is the same as PORT: the counts have a port of their own, such as 9464.",
    };
  }
  const door = chooseDoor(settings);
  if ("sentence" in door) return door;
  return {
    door,
    port: settings.PORT,
    metricsPort: settings.METRICS_PORT ?? null,
    host: settings.HOST ?? (door.kind === "local" ? "127.0.0.1" : "0.0.0.0"),
    database: settings.DATABASE_URL ? { url: settings.DATABASE_URL } : { folder: settings.DATA_DIR },
    slackApiUrl: settings.SLACK_API_URL.endsWith("/") ? settings.SLACK_API_URL : `${settings.SLACK_API_URL}/`,
    logLevel: settings.LOG_LEVEL,
    keeps: {
      words: settings.KEEP_WORDS_DAYS,
      deliveries: settings.KEEP_DELIVERIES_DAYS,
      away: settings.KEEP_AWAY_DAYS,
      unfinishedBlocks: settings.KEEP_UNFINISHED_BLOCKS_DAYS,
      uninstalled: settings.KEEP_UNINSTALLED_DAYS,
    },
  };
}

/** The part of a setting's name that may be mistyped: two letters of KEEP_WORDS_DAYS, one of LOG_LEVEL, none of PORT. */
const mistyped = 0.15;

/**
 * What is set under nearly the name of a setting that isn't set itself: overlooked, it would keep words longer than somebody
 * promised, or people's answers in another database than meant. What else is in the environment is not ours to judge.
 */
function misspeltIn(given: Readonly<Record<string, string>>): Misconfigured | null {
  const missing = Object.keys(Environment.shape).filter((name) => given[name] === undefined);
  const others = Object.keys(given).filter((name) => !Object.hasOwn(Environment.shape, name));
  // Without one of Slack's the door says itself what is missing; and other programs of Slack's have names like ours.
  for (const name of others.filter((one) => !one.startsWith("SLACK_"))) {
    const meant = missing.find((one) => lettersApart(name.toUpperCase(), one) <= mistyped);
    if (meant !== undefined)
      return { sentence: `${meant} is not set, but ${name} is: correct that name, or remove it.` };
  }
  return null;
}

type Settings = z.infer<typeof Environment>;

function chooseDoor(settings: Settings): Door | Misconfigured {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
  } = settings;
  if (settings.SLACK_CLIENT_ID || settings.SLACK_CLIENT_SECRET || settings.TOKEN_KEYS)
    return oauthDoor(settings);
  if (!botToken && !appToken && !signingSecret) return { kind: "local" };
  if (!botToken) {
    return {
      sentence:
        "SLACK_BOT_TOKEN is missing: with Slack settings I need the bot token (xoxb-…) of your workspace.",
    };
  }
  if (appToken && signingSecret) {
    return {
      sentence:
        "SLACK_APP_TOKEN (Socket Mode) and SLACK_SIGNING_SECRET (HTTP) are both set: keep the one you use.",
    };
  }
  if (appToken) return { kind: "socket", botToken, appToken };
  if (signingSecret) return { kind: "http", botToken, signingSecret };
  return {
    sentence:
      "SLACK_BOT_TOKEN alone is not enough: add SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).",
  };
}

/** Tokens that are renewed can't be got back once they are lost, so they want a database that forces its writes to the disk. */
function oauthDoor(settings: Settings): OAuthDoor | Misconfigured {
  const {
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_SIGNING_SECRET: signingSecret,
    TOKEN_KEYS: keys,
    PUBLIC_URL: publicUrl,
    DATABASE_URL: database,
  } = settings;
  if (settings.SLACK_BOT_TOKEN) {
    return {
      sentence:
        "SLACK_BOT_TOKEN is for one workspace, and SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and TOKEN_KEYS are for OAuth installs in many: keep the one you use.",
    };
  }
  if (settings.SLACK_APP_TOKEN) {
    return {
      sentence:
        "SLACK_APP_TOKEN (Socket Mode) can't serve OAuth installs: remove it, Slack reaches them by HTTP.",
    };
  }
  if (clientId && clientSecret && signingSecret && keys && publicUrl && database) {
    const authorizeUrl = settings.SLACK_AUTHORIZE_URL;
    return { kind: "oauth", signingSecret, clientId, clientSecret, keys, publicUrl, authorizeUrl };
  }
  const missing = Object.entries({
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_SIGNING_SECRET: signingSecret,
    TOKEN_KEYS: keys,
    PUBLIC_URL: publicUrl,
    DATABASE_URL: database,
  })
    .filter(([, value]) => value === undefined)
    .map(([name]) => name);
  const names = [missing.slice(0, -1).join(", "), missing.at(-1)].filter((name) => name !== "").join(" and ");
  return {
    sentence: `${names} ${missing.length === 1 ? "is" : "are"} missing: OAuth installs need ${missing.length === 1 ? "it" : "them"}.`,
  };
}

/** Every secret among the settings, as it is: the log never shows one of them. */
export function secretsIn({ door, database }: Config): readonly string[] {
  const address = "url" in database ? new URL(database.url).password : "";
  const ofDatabase = [address, decodeURIComponent(address)];
  const { keys = [], ...rest } = door.kind === "oauth" ? door : { ...door, keys: [] };
  const ofDoor = Object.entries(rest)
    .filter(([name]) => ["botToken", "appToken", "signingSecret", "clientSecret"].includes(name))
    .map(([, value]) => String(value));
  const ofKeys = keys.map(({ bytes }) => bytes.toString("base64"));
  return [...new Set([...ofDoor, ...ofKeys, ...ofDatabase])].filter((secret) => secret !== "");
}
