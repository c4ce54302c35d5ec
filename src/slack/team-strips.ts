/** A team's last twelve rounds as a picture: a strip a category, in the framework's order. */
import { categoryByKey } from "../core/catalogue/index.ts";
import { categoryKeys } from "../core/framework.ts";
import type { TeamId } from "../core/ids.ts";
import type { Db } from "../store/database.ts";
import { historyOf } from "./history.ts";
import { stripsAltText } from "./pictures/alt-text.ts";
import { drawPng } from "./pictures/png.ts";
import { drawStrips, stripRounds } from "./pictures/strips.ts";
import { pictureName } from "./pictures/words.ts";
import type { Picture } from "./uploading.ts";

/** Null before the first round closed: there is nothing to draw. */
export async function teamStrips(db: Db, team: TeamId): Promise<Picture | null> {
  const history = await historyOf(db, team, stripRounds);
  if (history.size === 0) return null;
  const rows = categoryKeys.map((key) => ({
    name: pictureName(categoryByKey(key)),
    cells: history.get(key) ?? [],
  }));
  return { png: await drawPng(drawStrips({ rows })), name: "bearings.png", alt: stripsAltText({ rows }) };
}
