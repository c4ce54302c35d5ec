/**
 * An attacker who lines things up. Rows that are left, in every order they can be put in; people, in every order the
 * attacker knows; the first row is guessed to be the first person's, and so on. Which pair of orders is best the attacker
 * learns on rounds where they know the truth, and then uses on others.
 */

/** What is known of one closed round: some rows, some people, and (for counting only) whose each row was. */
export type Lineup<Row> = {
  readonly rows: readonly Row[];
  readonly people: Readonly<Record<string, readonly string[]>>;
  readonly ownerOf: (row: Row) => string;
};

export type Orders<Row> = Readonly<Record<string, (row: Row) => string | number>>;

export type Guessed = {
  readonly hits: number;
  readonly guesses: number;
  /** The rate of somebody who only guesses, and three standard errors above it. */
  readonly byChance: number;
  readonly most: number;
  /** The pair of orders that did best on the rounds it learned from. */
  readonly by: string;
};

/** Learns on every other round, guesses in the rest. */
export function guess<Row>(lineups: readonly Lineup<Row>[], orders: Orders<Row>): Guessed {
  const learned = lineups.filter((_, at) => at % 2 === 0);
  const unknown = lineups.filter((_, at) => at % 2 === 1);
  const [first] = lineups;
  if (first === undefined || unknown.length === 0) throw new Error("There are too few rounds to learn from.");
  const ways = Object.keys(orders).flatMap((rows) =>
    Object.keys(first.people).flatMap((people) =>
      [false, true].map((backwards) => ({ rows, people, backwards })),
    ),
  );
  const hitsOf = (way: (typeof ways)[number], among: readonly Lineup<Row>[]) =>
    sum(among.map((lineup) => matches(lineup, orders[way.rows], way.people, way.backwards)));
  const [best] = ways
    .map((way) => ({ way, hits: hitsOf(way, learned) }))
    .sort((one, other) => other.hits - one.hits);
  if (best === undefined) throw new Error("There is no order to guess by.");

  const hits = hitsOf(best.way, unknown);
  const guesses = sum(unknown.map(({ rows }) => rows.length));
  // Lining up n rows with n people at random: one hit a round on average, with variance one (matching problem); a round of one row is always hit.
  const variance = unknown.filter(({ rows }) => rows.length > 1).length;
  const byChance = unknown.length / guesses;
  const { rows, people, backwards } = best.way;
  return {
    hits,
    guesses,
    byChance,
    most: byChance + (3 * Math.sqrt(variance)) / guesses,
    by: `rows by ${rows}${backwards ? " backwards" : ""}, people by ${people}`,
  };
}

/** The rate of hits beside what chance allows, for a person to read. */
export function told({ hits, guesses, byChance, most, by }: Guessed): string {
  const rate = (value: number) => value.toFixed(4);
  return `${hits} of ${guesses} guessed (${rate(hits / guesses)}), by chance ${rate(byChance)}, at most ${rate(most)}; best: ${by}`;
}

export function isLucky({ hits, guesses, most }: Guessed): boolean {
  return hits / guesses > most;
}

function matches<Row>(
  { rows, people, ownerOf }: Lineup<Row>,
  order: Orders<Row>[string] | undefined,
  named: string,
  backwards: boolean,
): number {
  if (order === undefined) return 0;
  const inLine = [...rows].sort((one, other) => compare(order(one), order(other)));
  if (backwards) inLine.reverse();
  return inLine.filter((row, at) => people[named]?.[at] === ownerOf(row)).length;
}

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
