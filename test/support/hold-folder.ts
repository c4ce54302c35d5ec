/**
 * A process of its own that makes a folder its own, says so, and holds it until it is stopped. With `kept` as second
 * word it opens a database there and keeps a team in it first. It ends by itself when whoever started it is gone.
 */
import { openDatabase } from "../../src/store/database.ts";
import { ownFolder } from "../../src/store/owner-lock.ts";
import { keptTeam } from "./kept-teams.ts";

// Only the process that started this one holds the other end: it is cut however that one ended.
process.stdin.on("end", () => process.exit(0)).resume();

const [folder, kept] = process.argv.slice(2);
if (folder === undefined) throw new Error("Which folder?");
if (kept === "kept") {
  const { db } = await openDatabase({ folder });
  await keptTeam(db);
} else {
  await ownFolder(folder);
}
process.stdout.write("held\n");
setInterval(() => {}, 60_000);
