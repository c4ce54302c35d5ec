/** What there is to look up, and what one team has said of it. */
import { categoryByKey, frameworkV1, measureByKey } from "../core/catalogue/index.ts";
import { type Category, type Framework, isCategoryKey, type Measure } from "../core/framework.ts";
import type { TeamId } from "../core/ids.ts";
import { trendOf } from "../core/trend.ts";
import type { Db } from "../store/database.ts";
import type { Pass } from "../store/gate.ts";
import { ballparksOfTeam } from "../store/labels.ts";
import { notedValuesOf } from "../store/noted-values.ts";
import type { TeamWithWhen } from "../store/teams.ts";
import { historyOf, yearOfRounds } from "./history.ts";
import type { TeamSays } from "./look-up-words.ts";
import { type Near, nearest } from "./near-names.ts";
import { stripsAltText } from "./pictures/alt-text.ts";
import { drawStrips, stripRounds } from "./pictures/strips.ts";
import { pictureName } from "./pictures/words.ts";
import type { Picture } from "./uploading.ts";

export type Subject = Measure | Category;

/** A measure, a retired one too, or a category by its key; null where the framework never had one. */
export function subjectByKey(key: string, framework: Framework = frameworkV1): Subject | null {
  return isCategoryKey(key) ? categoryByKey(key, framework) : measureByKey(key, framework);
}

/** What somebody means by what they typed. Something in use is meant before what is retired. */
export function subjectMeant(typed: string, { categories, measures, retired }: Framework): Near<Subject> {
  const inUse = nearest<Subject>(typed, [...categories, ...measures], ({ name }) => [name]);
  if (inUse.exact) return inUse;
  const before = nearest<Subject>(typed, retired, ({ name }) => [name]);
  return before.exact || inUse.meant === null ? before : inUse;
}

/** What a card tells of one team. */
export type TeamSaid = {
  readonly id: TeamId;
  readonly says: TeamSays;
  /** Its last twelve rounds as a strip; null where none had a word of it. */
  readonly strip: Picture | null;
};

/** What one team has said and noted of a subject. For its own people, and in its own channel. */
export async function teamSaid(
  db: Db,
  pass: Pass,
  { id, name }: TeamWithWhen,
  subject: Subject,
): Promise<TeamSaid> {
  const points = (await historyOf(db, pass)).get(subject.key) ?? [];
  const medians = await ballparksOfTeam(db, pass, { rounds: yearOfRounds });
  const noted = await notedValuesOf(db, id, subject.key);
  const ballparks = medians.filter(({ measure }) => measure === subject.key);
  return {
    id,
    says: {
      name,
      trend: trendOf(points),
      ballparks: ballparks.map(({ week, median }) => ({ week, value: median })),
      noted: noted.map(({ week, value }) => ({ week, value })),
    },
    strip: points.length === 0 ? null : stripOf(subject, points),
  };
}

function stripOf(
  subject: Subject,
  points: Parameters<typeof drawStrips>[0]["rows"][number]["cells"],
): Picture {
  const rows = [{ name: pictureName(subject), cells: points.slice(-stripRounds) }];
  return { svg: drawStrips({ rows }), name: "rounds.png", alt: stripsAltText({ rows }) };
}
