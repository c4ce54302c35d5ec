/** What will happen next, as the page's clock button says it. */
import type { AgendaItem } from "../store/agenda.ts";

export function agendaWords({ what, team }: AgendaItem): string {
  switch (what) {
    case "opens":
      return `${team} opens its round`;
    case "nudges":
      return `${team}: the one reminder`;
    case "closes":
      return `${team} closes its round`;
    case "tells-leader":
      return "a leader hears the weekly digest";
    case "says":
      return team === "" ? "something is said" : `something is said to ${team}`;
  }
}
