/** Guards of OAuth installs: who gets in, what a stolen database is worth, and that whoever has left is left alone. */
import type { Guard } from "./guard.ts";

const journey = "test/journeys/install.test.ts";
const kept = "test/store/installations.test.ts";

export const ofInstalls: readonly Guard[] = [
  {
    keeps: "an install: a sealed token opens nowhere but in its own place",
    file: "src/store/sealed.ts",
    text: "JSON.stringify([table, enterprise, team, column])",
    off: "JSON.stringify([table === enterprise, team === column])",
    caughtBy: ["test/store/sealed.test.ts", kept],
  },
  {
    keeps: "an install: a key that nobody drew at random ends the start",
    file: "src/store/token-keys.ts",
    text: "return new Set(bytes).size < fewestDifferent || isCounted || isText",
    off: "return bytes.length < fewestDifferent || (isCounted && isText)",
    caughtBy: ["test/laws/settings.test.ts"],
  },
  {
    keeps: "an install: a key that still seals can't be left out",
    file: "src/admission.ts",
    text: "await tryKeys(db, keys);",
    off: "if (keys.length === 0) await tryKeys(db, keys);",
    caughtBy: [journey],
  },
  {
    keeps: "an install can be finished in the browser that began it only",
    file: "src/store/install-states.ts",
    text: 'hashed(browser) === begun.browser ? "welcome"',
    off: 'hashed(browser) !== "" ? "welcome"',
    caughtBy: [kept, journey],
  },
  {
    keeps: "an install can be finished once",
    file: "src/store/install-states.ts",
    text: ".delete(installStates)\n    .where(eq(installStates.state, hashed(state)))\n    .returning();",
    off: ".select()\n    .from(installStates)\n    .where(eq(installStates.state, hashed(state)));",
    caughtBy: [kept, journey],
  },
  {
    keeps: "an install can be finished within ten minutes",
    file: "src/store/install-states.ts",
    text: "Temporal.Instant.compare(now, begun.expiresAt) > 0",
    off: "Temporal.Instant.compare(now, begun.expiresAt) > 1",
    caughtBy: [kept, journey],
  },
  {
    keeps: "an install that is under way can't be gone on with by whoever reads the database",
    file: "src/store/install-states.ts",
    text: 'return createHash("sha256").update(text).digest("hex");',
    off: 'return createHash === undefined ? "" : text;',
    caughtBy: [journey],
  },
  {
    keeps: "an install: one process renews a token, and no two use up one refresh token",
    file: "src/store/installations.ts",
    text: "        isFree,\n",
    off: "",
    caughtBy: [kept],
  },
  {
    keeps: "an install made anew is not overwritten by a renewal of the one before",
    file: "src/store/installations.ts",
    text: "eq(installations.installedAt, before.installedAt)",
    off: "eq(installations.id, idOf(before))",
    caughtBy: [kept],
  },
  {
    keeps: "an install that is newer stays when Slack tells late of the one before",
    file: "src/store/presence.ts",
    text: "if (Temporal.Instant.compare(installation.installedAt, told.add({ seconds: 1 })) >= 0) return [];",
    off: "",
    caughtBy: [kept],
  },
  {
    keeps: "an uninstall cancels what was to be said",
    file: "src/store/presence.ts",
    text: "for (const { id: workspace } of gone) await cancelDueOf(tx, { workspace });",
    off: "",
    caughtBy: [kept, journey],
  },
  {
    keeps: "an uninstall stops a message that waits for its turn",
    file: "src/jobs/saying.ts",
    text: "if ((await world.slackFor(one.workspace)) === null) return { left: true };",
    off: "",
    caughtBy: ["test/jobs/overtaken.test.ts"],
  },
  {
    keeps: "an uninstall: no round opens where nobody can be told",
    file: "src/store/team-setup.ts",
    text: "        isWhereWeAre(tx, teams.workspace),\n",
    off: "",
    caughtBy: [kept],
  },
  {
    keeps: "an uninstall: whoever comes back is asked at the next regular hour, and nothing is made up for",
    file: "src/store/presence.ts",
    text: "if (!isDue(team.nextOpensAt, now)) continue;",
    off: "if (isDue(team.nextOpensAt, now)) continue;",
    caughtBy: [kept],
  },
  {
    keeps:
      "an uninstall: whoever comes back in time is asked about their tries on the day that was agreed on",
    file: "src/store/presence.ts",
    text: "    await promiseAgain(tx, id, now);\n",
    off: "",
    caughtBy: [kept],
  },
  {
    keeps: "an uninstall: a question whose day went by meanwhile is not asked late",
    file: "src/store/presence.ts",
    text: "        gt(deliveries.dueAt, now),\n",
    off: "",
    caughtBy: [kept],
  },
  {
    keeps: "an uninstall: what is kept goes after its time",
    file: "src/store/retention.ts",
    text: "await giveUp(db, before(keep.uninstalled));",
    off: "",
    caughtBy: [kept],
  },
  {
    keeps: "an uninstall: who comes back while what is kept is being deleted never finds half of their teams",
    file: "src/store/presence.ts",
    text: "    if (isTooLate) await deleteGivenUp(tx, { only: id });\n",
    off: "",
    caughtBy: ["test/store/portions.test.ts"],
  },
];
