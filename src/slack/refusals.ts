/** Every "no", as a kind sentence that says what to do. The compiler asks for one for each refusal of core/refusal. */
import type { Temporal } from "temporal-polyfill";
import { subjectName } from "../core/catalogue/index.ts";
import type { Refusal, TextOf } from "../core/refusal.ts";
import { dayWords, momentWords, weekdayWords } from "./moments.ts";

export const brokenSentence =
  "Something broke on my side just now, and I've noted it for whoever looks after me. Please try again in a moment.";

export const notKeptSentence =
  "I couldn't keep this just now. Nothing you typed is lost: press the button again in a moment.";

export const staleSentence =
  "This is from an older version of me and I can't read it any more. Please open it again with `/bearings`.";

const texts: Readonly<Record<TextOf, string>> = {
  reflection: "what you noticed",
  try: "what you'll try",
  learned: "what you learned",
  "focus-note": "why you change them",
  "team-name": "the team's name",
  "measure-name": "the measure's name",
  "measure-words": "this",
};

/** The sentence for a refusal; moments are told in `zone`, the team's, with their date where they are far from `now`. */
export function sentenceFor(refusal: Refusal, zone = "UTC", now?: Temporal.Instant): string {
  switch (refusal.no) {
    case "round-closed":
      return `This round closed on ${weekdayWords(refusal.closedAt, zone)}, so I can't add your reading. ${nextOne(refusal.nextOpensAt, zone, now)}`;
    case "round-not-open":
      return `This round isn't open yet: it opens on ${momentWords(refusal.opensAt, zone)}.`;
    case "not-on-list":
      return refusal.because === "joined-later"
        ? "Only people on this round's list can answer it. You joined after it opened, or were away then; you're on the next one."
        : "Only people on this round's list can answer it, and you're not a member of this team. Its leaders can add you with `/bearings setup`.";
    case "guest":
      return "Guests aren't asked for readings and can't set teams up: a reading is for the people of the team itself. Thank you for wanting to help.";
    case "stranger":
      return "This team belongs to another workspace, so only its own people can do that.";
    case "nothing-said":
      return "One direction is enough, but I need one. “Can't tell” counts too.";
    case "not-asked":
      return `This form is from another round: it asks about ${subjectName(refusal.subject)}, which this one doesn't. Please open it again.`;
    case "number-outside":
      return `That number is outside what I can read: use a plain number of ${refusal.unit} from ${refusal.lowest} to ${refusal.highest}, like 3 or 2.5.`;
    case "not-a-number":
      return `Use a plain number of ${refusal.unit}, like 3 or 2.5.`;
    case "no-unit":
      return `${subjectName(refusal.measure)} has no unit, so there is no number to note. Its direction says enough.`;
    case "text-missing":
      return `Please write ${texts[refusal.of]}: a few words are enough.`;
    case "text-too-long":
      return `That's more than I can keep of ${texts[refusal.of]}: ${refusal.limit} characters at most.`;
    case "ask-on-outside":
      return `Choose a day between ${dayWords(refusal.earliest)} and ${dayWords(refusal.latest)}.`;
    case "try-ended":
      return "This one has already ended. You'll find it among what the team learned.";
    case "no-time-reported":
      return "Choose a rough word for at least one category; the rest may stay at none.";
    case "share-outside":
      return `Use a whole number from 0 to ${refusal.most}. With more than half for one category, the others would have to wait too long for their closer look.`;
    case "shares-not-whole":
      return `Together they make ${refusal.sum}, and need to make 100.`;
    case "not-of-team":
      return "That is for the people of this team and its leaders. Its leaders can add you with `/bearings setup`.";
    case "not-a-leader":
      return `Only this team's leaders can do that: ${refusal.leaders.map((leader) => `<@${leader}>`).join(", ")}.`;
    case "leads-no-team":
      return "That's for people who lead a team here, and you don't lead one yet. `/bearings setup` in a channel starts one.";
    case "no-team-here":
      return "There is no team in this channel yet. `/bearings setup` starts one.";
    case "no-team-of-yours":
      return "You're not in a team here yet. `/bearings setup` in your team's channel starts one.";
    case "no-open-round":
      return `No round is open for you just now. ${nextOne(refusal.nextOpensAt, zone, now)}`;
    case "already-open-this-week":
      return `This week's round is already open, until ${momentWords(refusal.closesAt, zone)}.`;
    case "already-closed-this-week":
      return `This week's round has already closed. ${nextOne(refusal.nextOpensAt, zone, now)}`;
    case "was-skipped":
      return `This week's round was skipped: I wasn't running when it was due. ${nextOne(refusal.nextOpensAt, zone, now)}`;
    case "team-too-small":
      return `A team needs ${refusal.fewest} people at least.`;
    case "team-too-big":
      return `A team can have ${refusal.most} people at most: a talk among more than that is a different kind of talk.`;
    case "too-few-for-confidential":
      return `With fewer than ${refusal.floor} people, answers couldn't be kept confidential. Add people, or choose the open mode if everybody agrees to it.`;
    case "paused":
      return "This team is paused, so no round opens. Its leaders can resume it with `/bearings setup`.";
    case "not-in-channel":
      return "That's for people who are in the team's channel.";
    case "leader-missing":
      return "Choose at least one leader: somebody has to hear the team's words.";
    case "name-taken":
      return `Another measure of this team is called ${refusal.name}. Two of one name couldn't be told apart.`;
    case "too-many-measures":
      return `A category can have ${refusal.most} measures in use at most. Retire one that you no longer need first.`;
    case "last-asked":
      return `It's the only measure of ${subjectName(refusal.category)} that rounds ask about, and a closer look needs one. Let them ask about another first.`;
    case "no-such-measure":
      return "That measure was changed or retired meanwhile. Type `/bearings measures` to see how it is now.";
  }
}

function nextOne(opensAt: Temporal.Instant | null, zone: string, now: Temporal.Instant | undefined): string {
  return opensAt === null
    ? "No further one is planned."
    : `The next one opens on ${momentWords(opensAt, zone, now)}.`;
}
