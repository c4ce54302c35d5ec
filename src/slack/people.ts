/** Several people at once: who of them may take part, and why the others may not. */
import type { WebClient } from "@slack/web-api";
import type { UserId, WorkspaceId } from "../core/ids.ts";
import { mayTakePart, type Person, personOf } from "./person.ts";
import { slackCode } from "./visit.ts";

type From = { readonly slack: WebClient; readonly workspace: WorkspaceId };

/** At once: quick enough for somebody who waits, far below Slack's limit (users.info, 100 a minute). */
const atOnce = 6;

/** Looks people up, in the order given. Somebody whom Slack won't tell us of counts as from another workspace. */
export async function peopleOf(from: From, ids: readonly UserId[]): Promise<readonly Person[]> {
  const people: Person[] = [];
  const left = [...ids.entries()];
  const lane = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, person] = next;
      people[index] = await personOrStranger({ ...from, person });
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, ids.length) }, lane));
  return people;
}

async function personOrStranger(from: From & { readonly person: UserId }): Promise<Person> {
  try {
    return await personOf(from);
  } catch (error) {
    if (!unknownPerson.has(slackCode(error) ?? "")) throw error;
    const { person } = from;
    return {
      id: person,
      zone: "UTC",
      isGuest: false,
      isStranger: true,
      isBot: false,
      isDeactivated: false,
    };
  }
}

const unknownPerson: ReadonlySet<string> = new Set(["user_not_found", "user_not_visible"]);

/**
 * Why these people can't be kept together, or null when all may take part. It says what somebody among them is, and
 * names nobody: Slack shows no mentions under a field, and a wrong name would be worse than none.
 */
export function notTakingPart(people: readonly Person[]): string | null {
  const others = people.filter((person) => !mayTakePart(person));
  if (others.length === 0) return null;
  const kinds = [
    ...(others.some((person) => person.isBot) ? ["an app"] : []),
    ...(others.some((person) => person.isDeactivated && !person.isBot) ? ["somebody who has left"] : []),
    ...(others.some((person) => person.isGuest && !person.isDeactivated) ? ["a guest"] : []),
    ...(others.some((person) => person.isStranger && !person.isBot) ? ["somebody of another workspace"] : []),
  ];
  return `Only people of this workspace itself can be here, and among these is ${kinds.join(" and ")}. Please take them off the list.`;
}
