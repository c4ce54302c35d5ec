/** `/bearings trends [category or measure]`: a team's last twelve closed rounds in words, to somebody of that team. */
import { frameworkV1 } from "../../core/catalogue/index.ts";
import type { Category, Measure } from "../../core/framework.ts";
import { isRefusal } from "../../core/refusal.ts";
import { frameworkOf } from "../../store/frameworks.ts";
import { type Pass, passFor } from "../../store/gate.ts";
import { ballparksOfTeam, weeksHeldBack } from "../../store/labels.ts";
import { notedValuesOf } from "../../store/noted-values.ts";
import type { TeamWithWhen } from "../../store/teams.ts";
import type { World } from "../../world.ts";
import { inert, said } from "../blocks.ts";
import { historyOf, yearOfRounds } from "../history.ts";
import { linePicture } from "../line-picture.ts";
import { subjectMeant } from "../looking-up.ts";
import { teamsMeant } from "../meant-team.ts";
import { fullMember } from "../permissions.ts";
import { stripRounds } from "../pictures/strips.ts";
import { sentenceFor } from "../refusals.ts";
import { teamStrips } from "../team-strips.ts";
import { categoriesMessage, subjectMessage } from "../trends-message.ts";
import { sayWithPicture } from "../uploading.ts";
import { sentence, tellOnly, type Visit } from "../visit.ts";
import type { Command } from "./command.ts";

export const trends: Command = {
  word: "trends",
  takes: "[category or measure]",
  help: "What your team's last twelve rounds said, in words",
  may: fullMember,
  answer: async (world, visit, rest) => {
    const teams = await teamsMeant(world.db, visit);
    if (isRefusal(teams)) return tellOnly(visit, sentence(sentenceFor(teams)));
    const [team] = teams;
    if (team === undefined || teams.length > 1) return tellOnly(visit, whichOf(teams));
    const pass = passFor(visit, team);
    if (pass === null) return tellOnly(visit, sentence(sentenceFor({ no: "not-of-team" })));
    if (rest === "") return tellCategories(world, visit, team, pass);
    const near = subjectMeant(rest, await frameworkOf(world.db, team.id));
    if (near.meant === null) return tellOnly(visit, sentence(nothingNear(rest)));
    await tellSubject(world, visit, team, pass, near.meant, near.exact);
  },
};

async function tellCategories({ db }: World, visit: Visit, team: TeamWithWhen, pass: Pass): Promise<void> {
  const history = await historyOf(db, pass, stripRounds);
  const heldBack = await weeksHeldBack(db, pass, { rounds: stripRounds });
  const categories = frameworkV1.categories.filter(({ key }) => team.rhythm.categories.includes(key));
  await sayWithPicture({ db, ...visit }, await teamStrips(db, pass), (picture) =>
    tellOnly(visit, categoriesMessage({ team: team.name, categories, history, heldBack, picture })),
  );
}

async function tellSubject(
  { db }: World,
  visit: Visit,
  team: TeamWithWhen,
  pass: Pass,
  subject: Measure | Category,
  exact: boolean,
): Promise<void> {
  const history = await historyOf(db, pass, stripRounds);
  const medians = await ballparksOfTeam(db, pass, { rounds: yearOfRounds });
  const noted = await notedValuesOf(db, team.id, subject.key);
  const numbers = {
    ballparks: medians
      .filter(({ measure }) => measure === subject.key)
      .map(({ week, median }) => ({ week, value: median })),
    noted: noted.map(({ week, value }) => ({ week, value })),
  };
  const heldBack = await weeksHeldBack(db, pass, { rounds: stripRounds });
  await sayWithPicture({ db, ...visit }, linePicture(subject, numbers), (picture) =>
    tellOnly(
      visit,
      subjectMessage({
        team: team.name,
        subject,
        exact,
        points: history.get(subject.key) ?? [],
        heldBack,
        numbers,
        picture,
      }),
    ),
  );
}

function whichOf(teams: readonly TeamWithWhen[]) {
  const channels = teams.map(({ name, channel }) => `${inert(name)} (<#${channel}>)`).join(", ");
  return said(`You're in more than one team: type this in the channel of the one you mean. ${channels}.`);
}

function nothingNear(typed: string): string {
  const names = frameworkV1.categories.map(({ name }) => inert(name)).join(", ");
  return `I know no measure called anything like “${inert(typed)}”. The categories are ${names}.`;
}
