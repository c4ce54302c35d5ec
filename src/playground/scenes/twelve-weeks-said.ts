/** What people say in the scene of twelve weeks. A line a week; in it a word a category, in the framework's order; in it a letter a person. */

/**
 * Ada, Chen, Dalia, Elif, Hana, Ivan, June, Lena. Employee slips from the third week on, is talked about, and turns
 * after the try of the sixth. Knowledge/Collaboration improves slowly; Business is seen differently at the end.
 */
export const harbourWeeks: readonly string[] = [
  "hhhhhhih hhhihhhh hhhihhhh hhhhihhh hhhchchh",
  "hhhhhhhh hhhhhshh hhhhhhsh hhhhhhhi hchhhchh",
  "hhihhhhh hshhshsh hhihhhhh hihhhhhh hhhhhhhh",
  "hhhhhhhh sshshssh hhhhshhh hhihhhih hhhchchh",
  "hhhhihhh sssssshs hihhhhhh iihhihhh hhhhhhhh",
  "hhhhhhhh sssshsss hhhhhhhh ihiihihh chhhchhh",
  "hhhhhhhi sshsssss hhhhihhh iiiihhih hhhhihhh",
  "hihhhhhh shshhsih hihhhihh iiihiiih hhhihhih",
  "hhhhhhhh hhihhsih iihhhihh iihiiihi hhihhihi",
  "hhhhhihh ihiihhih hihihihh iiiihiii hihhihih",
  "hhhhhhhh iihiiihi hiihihhh ihiiiiih ihihihhi",
  "hhhhhhhh iiiihiii isishsih iiihiiii iihhiihi",
];

/** Bruno, Chen, Hana, June, Kofi: five, so that one who doesn't answer leaves too few. */
export const nightWeeks: readonly string[] = [
  "hhhhh hhhhh hihhh ihhhi hhhhh",
  "hhhhh hhihh hhhhh iihhi hhchh",
  "hhihh hhhh. hihh. iihi. hhhh.",
  "hhhhh shhhh hhhhh iiihi hhhhh",
  "hhhhh hhhhh ihhhi iiiii hhhch",
  "hhhhh hhhsh hhhhh iihii hhhhh",
  "hhhhi hhhhh hiihh hhiih hhhhh",
  "hhhh. hhhh. hhhh. ihhi. hhhh.",
  "hhhhh hihhh hhhhh hihhh hhhhh",
  "hhhhh hhhhh hhihh shhhs hhchh",
  "hhhhh hhhhh hhhhh sshhs hhhhh",
  "hihhh hhhhh hhhih sssss hhhhh",
];

/** Two measures of each closer look that people say something of: the same direction as they gave the category. */
export const lookedAt: Readonly<Record<string, readonly string[]>> = {
  Customer: ["Customers hear back", "Customers come to us early"],
  Employee: ["Employee Engagement", "Time to Proficiency"],
  Business: ["Customer Time to Value", "Time to Smile"],
  "Knowledge/Collaboration": ["What we know is used again", "Working with other groups is easy"],
  Acceleration: ["Our measures are in order", "Important initiatives move"],
};

/** How many days until a customer was content again: read off a system each week, and noted by Ada. */
export const daysToSmile: readonly number[] = [3, 4.5, 3.5, 5, 4, 5.5, 4.5, 3.5, 4, 3, 3.5, 2.5];

/** In which week (from 0) somebody notices what. */
export const noticed: ReadonlyMap<number, readonly [string, string]> = new Map([
  [3, ["UDALIA", "Two escalations came back because nobody wrote down what we had tried."]],
  [5, ["UIVAN", "Most of my Tuesday went into finding out who had the last word on a refund."]],
  [8, ["UELIF", "A customer thanked us for not asking the same questions twice."]],
  [11, ["UHANA", "The hand-off article was used by the night desk without anybody telling them."]],
]);

export type TryStory = {
  readonly by: string;
  readonly in: string;
  readonly what: string;
  readonly for: string;
};

/** What a team decides to try, in which week. */
export const tries: ReadonlyMap<number, TryStory> = new Map([
  [
    5,
    {
      by: "UDALIA",
      in: "#harbour-support",
      what: "One article per hand-off, for two weeks",
      for: "Employee",
    },
  ],
  [
    10,
    {
      by: "UKOFI",
      in: "#night-desk",
      what: "Ten minutes of overlap at shift change",
      for: "Knowledge/Collaboration",
    },
  ],
]);

/** What was learned of a try, in which week. */
export const learned: ReadonlyMap<
  number,
  { readonly by: string; readonly in: string; readonly words: string }
> = new Map([
  [
    8,
    {
      by: "UDALIA",
      in: "#harbour-support",
      words: "Three lines are enough. Longer hand-off articles were not read.",
    },
  ],
]);

/** A leader's rough words on where their time went, by week; what isn't said is none. */
export const leadersTime: ReadonlyMap<number, Readonly<Record<string, string>>> = new Map(
  [9, 10, 11].map((week) => [week, { Customer: "Some", Employee: "A little", Business: "A lot" }]),
);
