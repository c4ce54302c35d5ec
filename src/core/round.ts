/** One team's check-in for one ISO week in the team's zone. It carries frozen copies of everything it depends on. */
import type { Temporal } from "temporal-polyfill";
import type { RoundId, TeamId } from "./ids.ts";
import type { Questions } from "./reading.ts";
import type { Mode } from "./team.ts";
import type { Week } from "./week.ts";

/** `skipped`: its hour passed by more than a day while nobody was there to open it. */
export const roundStates = ["scheduled", "open", "closed", "skipped"] as const;
export type RoundState = (typeof roundStates)[number];

export type Round = {
  readonly id: RoundId;
  readonly team: TeamId;
  readonly week: Week;
  /** The team's first opened round is 1, the next 2; blocks of four are counted in these. */
  readonly ordinal: number;
  readonly state: RoundState;
  readonly opensAt: Temporal.Instant;
  readonly closesAt: Temporal.Instant;
  readonly floor: number;
  readonly mode: Mode;
  readonly questions: Questions;
  /** Only that it happened: not who said so, not when. */
  readonly talkedAbout: boolean;
};
