/** How often the database is asked while somebody waits: each question is a part of their three seconds, and of a busy Monday. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { countStatements } from "../support/counting.ts";
import { openTwoTeams, type TwoTeams } from "../support/two-teams.ts";

const channel = "#harbour-support";

let both: TwoTeams;
let statements: ReturnType<typeof countStatements>;

beforeAll(async () => {
  both = await openTwoTeams();
  statements = countStatements(both.town.world.db);
});

afterAll(async () => {
  statements.stop();
  await both.town.stop();
});

async function askedFor(act: () => Promise<unknown>): Promise<readonly string[]> {
  await both.town.behindTheDoor.idle?.();
  statements.asked();
  await act();
  await both.town.behindTheDoor.idle?.();
  return statements.asked();
}

it("a check-in is kept with two: where its sender stands, and all that is kept", async () => {
  const elif = both.as("elif");
  await elif.presses("Give your reading", { in: channel });
  await elif.fills({ Customer: "Holding" });
  const asked = await askedFor(() => elif.submits());
  expect(await elif.readsModal()).toBeNull();
  expect(asked.map((statement) => statement.slice(0, 4))).toEqual(["sele", "with"]);
});

it("a check-in that nothing was said in yet is opened with six: two are about its reader, four about what the team heard and tries", async () => {
  const dalia = both.as("dalia");
  expect(await askedFor(() => dalia.presses("Give your reading", { in: channel }))).toHaveLength(6);
  await dalia.dismisses();
});

it("a command that is about nobody's team asks one: whether it came before, which tells the time too", async () => {
  expect(await askedFor(() => both.as("elif").types("/bearings help", { in: channel }))).toHaveLength(1);
});

it("the same person is looked up in Slack once in a minute, however many commands they type", async () => {
  const { workspace } = both.town.local;
  const looked: string[] = [];
  const { seen } = workspace;
  (workspace as { seen: typeof seen }).seen = ({ method, args }) => {
    if (method === "users.info") looked.push(args.user ?? "");
  };
  for (const word of ["trends", "try", "checkin", "away"])
    await both.as("ivan").types(`/bearings ${word}`, { in: channel });
  (workspace as { seen: typeof seen }).seen = seen;
  expect(looked).toEqual(["UIVAN"]);
});
