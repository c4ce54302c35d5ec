/** A team's last twelve rounds as a picture: a strip a category, in the framework's order. */
import { categoryByKey } from "../core/catalogue/index.ts";
import { categoryKeys } from "../core/framework.ts";
import type { Db } from "../store/database.ts";
import type { Pass } from "../store/gate.ts";
import { historyOf } from "./history.ts";
import { stripsAltText } from "./pictures/alt-text.ts";
import { drawStrips, stripRounds } from "./pictures/strips.ts";
import { pictureName } from "./pictures/words.ts";
import type { Picture } from "./uploading.ts";

/** Null before the first round closed with words: there is nothing to draw. */
export async function teamStrips(db: Db, pass: Pass): Promise<Picture | null> {
  const history = await historyOf(db, pass, stripRounds);
  if (history.size === 0) return null;
  const rows = categoryKeys.map((key) => ({
    name: pictureName(categoryByKey(key)),
    cells: history.get(key) ?? [],
  }));
  return { svg: drawStrips({ rows }), name: "bearings.png", alt: stripsAltText({ rows }) };
}
