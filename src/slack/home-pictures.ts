/** The strips of somebody's teams on their home tab: shown at once where Slack has them, and after the words where it hasn't yet. */
import type { TeamId } from "../core/ids.ts";
import { forgetFiles } from "../store/pictures.ts";
import type { HomeTeam } from "./home-team.ts";
import { hang, hungAlready, type PictureWall, type ShownPicture, unlessRefused } from "./uploading.ts";

export type TeamPictures = ReadonlyMap<TeamId, ShownPicture>;

/** Of somebody in more teams the first have their picture: more would push what can be pressed out of sight. */
const mostPictures = 3;

/**
 * Publishes the home tab with the pictures that Slack has; then uploads those it hasn't, and publishes it once more with them.
 * Words never wait for a picture, and where Slack refuses one they stand alone.
 */
export async function publishWithPictures(
  wall: PictureWall,
  teams: readonly HomeTeam[],
  publish: (pictures: TeamPictures) => Promise<unknown>,
): Promise<void> {
  const wanted = teams
    .flatMap(({ team, strips }) => (strips ? [{ team: team.id, strips }] : []))
    .slice(0, mostPictures);
  const had = await hungAlready(
    wall,
    wanted.map(({ strips }) => strips),
  );
  const ready = wanted.flatMap(({ team }, at) => pair(team, had[at] ?? null));
  const stands = await publishShown(wall, new Map(ready), publish);
  const late: [TeamId, ShownPicture][] = [];
  for (const { team, strips } of wanted) {
    if (!stands.has(team)) late.push(...pair(team, await hang(wall, strips).catch(() => null)));
  }
  if (late.length > 0) await publishShown(wall, new Map([...stands, ...late]), publish);
}

/** What stands in the end: nothing, where Slack refused a picture. That one is then uploaded anew. */
async function publishShown(
  { db, workspace }: PictureWall,
  pictures: TeamPictures,
  publish: (pictures: TeamPictures) => Promise<unknown>,
): Promise<TeamPictures> {
  if (pictures.size > 0) {
    if ("heard" in (await unlessRefused(() => publish(pictures)))) return pictures;
    const files = [...pictures.values()].map(({ file }) => file);
    await forgetFiles(db, workspace, files);
  }
  await publish(new Map());
  return new Map();
}

function pair(team: TeamId, picture: ShownPicture | null): [TeamId, ShownPicture][] {
  return picture === null ? [] : [[team, picture]];
}
