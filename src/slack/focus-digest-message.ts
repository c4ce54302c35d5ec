/** The weekly focus digest, a direct message to a leader: where to listen, what to leave alone, and where their time went. */
import type { FocusDigest, TeamSubject, WorthATalk } from "../core/digests/focus-digest.ts";
import { heldBackOfTeams } from "../core/digests/held-back-words.ts";
import {
  aside,
  button,
  buttons,
  clip,
  heading,
  inert,
  limits,
  picture as pictureBlock,
  type Said,
  words,
} from "./blocks.ts";
import { kindsCarried, weekCarried } from "./carried.ts";
import { digestWhenButton } from "./digest-when-modal.ts";
import { listedUpTo } from "./fitting.ts";
import { openFocusReport, reportFocusId } from "./focus-modal.ts";
import { dayWords, weekWords } from "./moments.ts";
import { leadsAny } from "./permissions.ts";
import { quotedInLine } from "./quotes.ts";
import type { Surface } from "./surface.ts";
import { openWhy, whyThisDigestButton, whyThisDigestId } from "./why-these-words.ts";

export type DigestExtra = { readonly picture: { readonly file: string; readonly alt: string } | null };

/** A leader of many teams gets a list that ends honestly. */
const listMost = 1500;

export function focusDigestMessage(digest: FocusDigest, { picture }: DigestExtra): Said {
  const title = `Your focus, ${weekWords(digest.week)}`;
  const parts = digestParts(digest);
  return {
    text: clip([title, ...parts.slice(0, 1)].join("\n"), limits.fallbackText),
    blocks: [
      heading(title),
      ...parts.map((part) => words(part)),
      ...(picture && !digest.nothingToSay ? [pictureBlock(picture.file, picture.alt)] : []),
      buttons(
        "focus-digest",
        button(reportFocusId, "Where did my time go this week?", weekCarried.write({ week: digest.week })),
        digestWhenButton(),
        whyThisDigestButton(digest),
      ),
      ...(digest.worthATalk.length > 0 ? [aside(whyThese(digest.worthATalk))] : []),
      aside(inert(digest.closing)),
    ],
  };
}

/** The paragraphs, in the order in which they help; what has nothing to say is left out, and where nothing has, all but the opening. */
function digestParts(digest: FocusDigest): string[] {
  const { opening, worthATalk, goodEnough, trying, learned, tooEarly, heldBack, time, nothingToSay } = digest;
  if (nothingToSay && opening !== null) return [inert(opening)];
  const tried = trying.map(
    ({ team, what, askOn }) => `${inert(team.name)}: “${inert(what)}” (look back: ${dayWords(askOn)})`,
  );
  const lessons = learned.map(({ team, learned }) => `${inert(team.name)}: ${quotedInLine(learned)}`);
  return [
    ...(opening === null ? [] : [inert(opening)]),
    ...(worthATalk.length === 0 ? [] : [worthWords(worthATalk)]),
    ...part("Good enough, leave alone:", byTeam(goodEnough)),
    ...part("They're trying:", tried),
    ...part("They learned:", lessons),
    `*Your time, roughly:* ${timeWords(time)}`,
    ...part("Too early to say:", byTeam(tooEarly)),
    ...(heldBack.length === 0 ? [] : [heldBackWords(heldBack)]),
  ];
}

function heldBackWords(teams: FocusDigest["heldBack"]): string {
  const names = teams.map(({ name }) => inert(name));
  return `*Held back this week:* ${listedUpTo(listMost, names, ", ")}, because ${heldBackOfTeams}`;
}

/** "Harbour Support: Customer, Employee", in the order in which the teams come. */
function byTeam(subjects: readonly TeamSubject[]): string[] {
  const teams = new Map<string, { readonly name: string; readonly subjects: string[] }>();
  for (const { team, name } of subjects) {
    const known = teams.get(team.id) ?? { name: team.name, subjects: [] };
    known.subjects.push(name);
    teams.set(team.id, known);
  }
  return [...teams.values()].map(({ name, subjects }) => `${inert(name)}: ${inert(subjects.join(", "))}`);
}

function part(title: string, things: readonly string[]): string[] {
  return things.length === 0 ? [] : [`*${title}* ${ended(listedUpTo(listMost, things, "; "))}`];
}

function ended(sentence: string): string {
  return /[.”]$/.test(sentence) ? sentence : `${sentence}.`;
}

function worthWords(worthATalk: readonly WorthATalk[]): string {
  const count = ["nothing", "one thing", "two things", "three things"][worthATalk.length];
  const lines = worthATalk.map(
    ({ phrase: { lead, strong, tail }, question }) =>
      `• *${inert(lead)}* is ${inert(strong)}${inert(tail)} Ask: “${inert(question)}”`,
  );
  return [`*Worth a talk* (${count ?? `${worthATalk.length} things`})`, ...lines].join("\n");
}

function timeWords({ sentence, question }: FocusDigest["time"]): string {
  if (sentence === null) {
    return "you haven't said yet where it went. Rough words are enough.";
  }
  return [inert(sentence), question === null ? "" : inert(question)].join(" ").trim();
}

/** The reasons, small: guidance can always say why. */
function whyThese(worthATalk: readonly WorthATalk[]): string {
  return `Why these: ${worthATalk.map(({ team, why }) => `${inert(team.name)}: ${inert(why)}`).join(" ")}`;
}

export const focusDigest: Surface = {
  listen(listening, world) {
    listening.button(reportFocusId, { carries: weekCarried, may: leadsAny }, (visit, carried) =>
      openFocusReport(world, visit, carried),
    );
    listening.button(whyThisDigestId, { carries: kindsCarried, may: leadsAny }, openWhy);
  },
};
