/**
 * The bases: a Bolt app with the same door, and nothing, one SELECT or one INSERT before it answers. Told by its
 * arguments which, on what, and where Slack is. It says as much to Slack as ours does: one call after a command.
 */
import { PGlite } from "@electric-sql/pglite";
import { App, HTTPReceiver } from "@slack/bolt";
import pg from "pg";
import { slackWith } from "../../src/slack/client.ts";

type Ask = (text: string, values: readonly unknown[]) => Promise<unknown>;

const [kind = "bare", place = "", slackApiUrl = "", secret = ""] = process.argv.slice(2);
const { ask, name } = await opened(place);
await ask("create table if not exists said (id text primary key, person text, body jsonb)", []);
await ask("insert into said values ('first', 'U0', '{}') on conflict do nothing", []);

const receiver = new HTTPReceiver({ signingSecret: secret, bodyLimit: "1mb" });
const app = new App({
  receiver,
  authorize: async () => ({ botToken: "xoxb-bench", botId: "B1", botUserId: "U1", teamId: "TBENCH" }),
});
const slack = slackWith("xoxb-bench", slackApiUrl).people;

async function beforeAnswering(id: string, person: string, body: unknown): Promise<void> {
  if (kind === "select") await ask("select person, body from said where id = $1", ["first"]);
  if (kind === "insert")
    await ask("insert into said values ($1, $2, $3) on conflict (id) do nothing", [
      id,
      person,
      JSON.stringify(body),
    ]);
}

app.command("/bearings", async ({ ack, command }) => {
  await ack();
  await beforeAnswering(command.trigger_id, command.user_id, {});
  await slack.chat.postEphemeral({
    channel: command.channel_id,
    user: command.user_id,
    text: "Here is what I know.",
  });
});
app.view("check_in", async ({ ack, body, view }) => {
  await beforeAnswering(view.id, body.user.id, view.state.values);
  await ack();
});

const server = await app.start(Number(process.env.PORT ?? 0));
const address = (server as { address(): { port: number } }).address();
process.stdout.write(`${JSON.stringify({ port: address.port, database: name })}\n`);

async function opened(where: string): Promise<{ ask: Ask; name: string }> {
  if (where === "") return { ask: async () => undefined, name: "none" };
  if (where.startsWith("postgres")) {
    const pool = new pg.Pool({ connectionString: where });
    return {
      ask: (text, values) => pool.query({ name: text.slice(0, 40), text, values: [...values] }),
      name: "PostgreSQL",
    };
  }
  const database = await PGlite.create(where);
  return { ask: (text, values) => database.query(text, [...values]), name: "embedded" };
}
