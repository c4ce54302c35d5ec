/** The fields of setting a team up: what is drawn and what is read are the same list. */
import type { KnownBlock } from "@slack/types";
import type { ChannelId, UserId } from "../core/ids.ts";
import { countWord } from "../core/number-words.ts";
import type { Rhythm, RhythmTrouble, Weekday } from "../core/rhythm.ts";
import { floors, type Mode, modes, type Team, teamSizes } from "../core/team.ts";
import { textLimits } from "../core/text.ts";
import { heading } from "./blocks.ts";
import {
  channel,
  choice,
  type FieldRead,
  type FormValues,
  finder,
  people,
  pick,
  readForm,
  text,
  time,
} from "./form.ts";
import { weekdayChoices } from "./moments.ts";
import { sentenceFor } from "./refusals.ts";

export const setupChannelId = "setup_channel";
export const setupZoneId = "setup_zone";

/** What somebody fills in, but for the channel. What a round asks isn't asked here: a new team asks everything. */
export type SetupSaid = Pick<Team, "name" | "mode" | "members" | "leaders"> & {
  readonly rhythm: Omit<Rhythm, "categories">;
};

/** A change of it draws the fields that depend on it anew. */
export const channelField = channel<ChannelId>({
  block: setupChannelId,
  label: "Which channel is the team's?",
  hint: "The round and its words are posted there.",
  needed: "Choose the team's channel.",
});

/** The ids of what depends on the channel hold it, so that another channel's people and name take the place of the first's. */
function setupForm(drawnFor: ChannelId) {
  return {
    name: text({
      block: `name:${drawnFor}`,
      label: "What is the team called?",
      most: textLimits["team-name"],
      needed: sentenceFor({ no: "text-missing", of: "team-name" }),
    }),
    members: people<UserId>({
      block: `members:${drawnFor}`,
      label: "Who takes part?",
      hint: `${teamSizes.fewest} to ${teamSizes.most} people who work together. Guests and apps aren't asked.`,
      needed: sentenceFor({ no: "team-too-small", fewest: teamSizes.fewest }),
    }),
    leaders: people<UserId>({
      block: "leaders",
      label: "Who leads it?",
      hint: "They hear a weekly digest in words, can open and close rounds, and change this. They needn't answer themselves.",
      needed: sentenceFor({ no: "leader-missing" }),
    }),
    opensOn: weekday("opens-on", "A round opens on"),
    opensAt: time({ block: "opens-at", label: "It opens at", needed: "Choose the hour it opens." }),
    closesOn: weekday("closes-on", "It closes on the next"),
    closesAt: time({ block: "closes-at", label: "It closes at", needed: "Choose the hour it closes." }),
    zone: finder({
      block: setupZoneId,
      label: "In which time zone?",
      hint: "Type a city, such as Berlin or New York.",
      placeholder: "Type a city",
      needed: "Choose the time zone that the team goes by.",
    }),
    nudge: choice(
      { block: "nudge", label: "One private reminder, a day before it closes?", needed: stay },
      nudges,
    ),
    mode: choice(
      {
        block: "mode",
        label: "How are answers kept?",
        hint:
          `Confidential: nobody sees anybody's answers; the team sees words for the whole team, once ${countWord(floors.confidential)} or more people answered. ` +
          `Open is for small teams that agree to it: when a round closes, the team sees who gave which direction; outside the team there are only words, from ${countWord(floors.open)} people on. ` +
          "Everybody is told which it is before they answer.",
        needed: stay,
      },
      modeChoices,
    ),
  };
}

const stay = "Choose one of these.";

const nudges = new Map([
  ["yes", "Yes, once, to those who haven't answered"],
  ["no", "No reminder"],
] as const);

const modeChoices: ReadonlyMap<Mode, string> = new Map(
  modes.map((mode) => [
    mode,
    mode === "confidential"
      ? "Confidential: only words for the whole team"
      : "Open: answers carry names inside the team",
  ]),
);

function weekday(block: string, label: string) {
  return pick({ block, label, placeholder: "Choose a day", needed: "Choose a day." }, weekdayChoices);
}

export function drawSetup(drawnFor: ChannelId, said: SetupSaid): KnownBlock[] {
  const form = setupForm(drawnFor);
  const { opens, closes, zone, nudge } = said.rhythm;
  return [
    form.name.draw(said.name),
    form.members.draw(said.members),
    form.leaders.draw(said.leaders),
    heading("The team's week"),
    form.opensOn.draw(String(opens.weekday)),
    form.opensAt.draw(opens.time),
    form.closesOn.draw(String(closes.weekday)),
    form.closesAt.draw(closes.time),
    form.zone.draw(zone),
    form.nudge.draw(nudge ? "yes" : "no"),
    heading("Who sees what"),
    form.mode.draw(said.mode),
  ];
}

/** Everything that was filled in, or a sentence for each field that can't be read. */
export function readSetup(
  drawnFor: ChannelId,
  values: FormValues,
): { readonly said: SetupSaid } | { readonly troubles: Readonly<Record<string, string>> } {
  const read = readForm(setupForm(drawnFor), values);
  if ("troubles" in read) return read;
  const { name, members, leaders, mode, nudge, zone, ...when } = read.said;
  return {
    said: {
      name: name ?? "",
      members,
      leaders,
      mode: mode ?? "confidential",
      rhythm: {
        zone: zone ?? "",
        opens: { weekday: Number(when.opensOn) as Weekday, time: when.opensAt },
        closes: { weekday: Number(when.closesOn) as Weekday, time: when.closesAt },
        nudge: nudge === "yes",
      },
    },
  };
}

export function readChannel(values: FormValues): FieldRead<ChannelId | null> {
  return channelField.read(values);
}

/** Which field a sentence about the team or its rhythm stands under. */
export const blocksOf = {
  members: (drawnFor: ChannelId) => `members:${drawnFor}`,
  name: (drawnFor: ChannelId) => `name:${drawnFor}`,
  leaders: "leaders",
} as const;

/** What is wrong with a rhythm: under which field, and the sentence. */
export const rhythmTroubles: Readonly<
  Record<RhythmTrouble, { readonly block: string; readonly sentence: string }>
> = {
  "unknown-zone": {
    block: setupZoneId,
    sentence: "I don't know this time zone. Type a city, such as Berlin, and choose from the list.",
  },
  "bad-time": { block: "opens-at", sentence: "I can't read this hour. Please choose it again." },
  "open-too-short": {
    block: "closes-at",
    sentence: "A round needs to be open for an hour at least, and closes within a week.",
  },
  "no-category": {
    block: "opens-on",
    sentence: "A round needs something to ask about: choose one category at least.",
  },
};
