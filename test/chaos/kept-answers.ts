/**
 * I6: what stands is what people were told was kept. While a round is open it is looked up row by row; once it closed,
 * by its labels, which the people's answers are made to betray (answers.ts), and by nothing being left.
 */
import { sql } from "drizzle-orm";
import { type CategoryKey, categoryKeys } from "../../src/core/framework.ts";
import { labelOf } from "../../src/core/label.ts";
import type { Direction } from "../../src/core/reading.ts";
import type { Db } from "../../src/store/database.ts";
import { rowsOf } from "../../src/store/rows.ts";
import type { Answer } from "./answers.ts";
import type { Ledger } from "./ledger.ts";

type Row = {
  readonly round: string;
  readonly person: string;
  readonly subject: string;
  readonly direction: string | null;
};

export async function keptAnswers(db: Db, ledger: Ledger): Promise<string[]> {
  const open = await roundsIn(db, "open");
  const rows = await rowsOf<Row>(
    db,
    sql`select r.round, r.person, r.subject, r.direction from readings r
      join rounds o on o.id = r.round and o.state = 'open' where r.direction is not null`,
  );
  const standing = new Map<string, Record<string, string>>();
  for (const { round, person, subject, direction } of rows) {
    const name = `${round} ${person}`;
    standing.set(name, { ...standing.get(name), [subject]: direction ?? "" });
  }
  const told = open.filter((round) => ledger.rounds().includes(round));
  return told.flatMap((round) =>
    ledger.peopleOf(round).flatMap((person) => {
      const stands = asText(standing.get(`${round} ${person}`) ?? null);
      const may = ledger.mayStand(round, person).map((answer) => asText(answer?.said ?? null));
      return may.includes(stands)
        ? []
        : [`of ${person} in open round ${round} stands ${stands}, and not ${may.join(" or ")}`];
    }),
  );
}

export async function labelsAsSaid(db: Db, ledger: Ledger): Promise<string[]> {
  const closed = await roundsIn(db, "closed");
  const left = await rowsOf<{ what: string }>(
    db,
    sql`select 'a reading of closed round ' || r.id || ' is still there' as what
      from rounds r join readings d on d.round = r.id where r.state = 'closed'
      union all select 'who answered closed round ' || r.id || ' is still known'
      from rounds r join answers a on a.round = r.id where r.state = 'closed'`,
  );
  const rows = await rowsOf<{ round: string; subject: string; word: string; direction: string | null }>(
    db,
    sql`select l.round, l.subject, l.word, l.direction from labels l where l.span = 'round'`,
  );
  const said = new Map(
    rows.map(({ round, subject, word, direction }) => [`${round} ${subject}`, `${word} ${direction ?? ""}`]),
  );
  const wrong = ledger
    .rounds()
    .filter((round) => closed.includes(round))
    .flatMap((round) => {
      const answers = ledger.peopleOf(round).map((person) => ledger.mayStand(round, person));
      // Where nobody knows what stands, the words can't be foretold.
      if (answers.some((may) => may.length > 1)) return [];
      const sure = answers.flatMap(([answer]) => (answer ? [answer] : []));
      return categoryKeys.flatMap((category) => {
        const label = expectedLabel(sure, category);
        const stands = said.get(`${round} ${category}`);
        return stands === label
          ? []
          : [`closed round ${round} says of ${category} “${stands}”, not “${label}”`];
      });
    });
  return [...left.map(({ what }) => what), ...wrong];
}

function expectedLabel(answers: readonly Answer[], category: CategoryKey): string {
  const count = (direction: Direction) => answers.filter(({ said }) => said[category] === direction).length;
  const label = labelOf(
    {
      improving: count("improving"),
      holding: count("holding"),
      slipping: count("slipping"),
      cantTell: count("cant-tell"),
    },
    { floor: 5, mode: "confidential" },
  );
  return `${label.word} ${"direction" in label ? label.direction : ""}`;
}

async function roundsIn(db: Db, state: string): Promise<readonly string[]> {
  const rows = await rowsOf<{ id: string }>(db, sql`select id from rounds where state = ${state}`);
  return rows.map(({ id }) => id);
}

function asText(said: Readonly<Record<string, string>> | null): string {
  if (said === null) return "nothing";
  const entries = Object.entries(said).sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([subject, direction]) => `${subject} ${direction}`).join(", ");
}
