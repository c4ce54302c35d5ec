/** The promise "we'll ask about it on 7 December": planned when it is made, at the hour at which the team's rounds open. */

import type { Temporal } from "temporal-polyfill";
import { deliveryKey } from "../core/delivery-key.ts";
import type { Try } from "../core/try.ts";
import type { Db } from "../store/database.ts";
import { plan } from "../store/deliveries.ts";
import type { TeamWithWhen } from "../store/teams.ts";

/** Plans the question about a try on its day. A day agreed on later is another question; the earlier one then stays unsaid. */
export async function planAsking(
  tx: Db,
  team: TeamWithWhen,
  { id, askOn }: Pick<Try, "id" | "askOn">,
): Promise<void> {
  const { workspace, channel } = team;
  await plan(tx, [
    {
      key: deliveryKey.tryQuestion(id, askOn),
      kind: "try_question",
      workspace,
      team: team.id,
      round: null,
      addressee: channel,
      dueAt: askingAt(team, askOn),
    },
  ]);
}

function askingAt({ rhythm }: TeamWithWhen, day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: rhythm.zone, plainTime: rhythm.opens.time }).toInstant();
}
