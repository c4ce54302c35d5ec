/** What people say in the scene of twelve weeks. A line a week; in it a word a category, in the framework's order; in it a letter a person. */

/**
 * Ada, Chen, Dalia, Elif, Hana, Ivan, June, Lena. Employee slips from the third week on and turns after the try of the
 * sixth; Knowledge/Collaboration improves slowly; Business is seen differently all along.
 */
export const harbourWeeks: readonly string[] = [
  "hhhhhhih hhhihhhh hishishi hhhhihhh hhhchchh",
  "hhhhhhhh hhhhhshh iisshsih hhhhhhhi hchhhchh",
  "hhihhhhh hshhshsh sihsiihs hihhhhhh hhhhhhhh",
  "hhhhhhhh sshshssh ihssisih hhihhhih hhhchchh",
  "hhhhihhh sssssshs sisihsih iihhihhh hhhhhhhh",
  "hhhhhhhh sssshsss hsiissih ihiihihh chhhchhh",
  "hhhhhhhi sshsssss isihsshi iiiihhih hhhhihhh",
  "hihhhhhh shshhsih sishihsi iiihiiih hhhihhih",
  "hhhhhhhh hhihhsih ihsishis iihiiihi hhihhihi",
  "hhhhhihh ihiihhih sihsihsi iiiihiii hihhihih",
  "hhhhhhhh iihiiihi hisihsis ihiiiiih ihihihhi",
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

/** In which week (from 0) somebody notices what. */
export const noticed: ReadonlyMap<number, readonly [string, string]> = new Map([
  [3, ["UDALIA", "Two escalations came back because nobody wrote down what we had tried."]],
  [5, ["UIVAN", "Most of my Tuesday went into finding out who had the last word on a refund."]],
  [8, ["UELIF", "A customer thanked us for not asking the same questions twice."]],
  [11, ["UHANA", "The hand-off article was used by the night desk without anybody telling them."]],
]);

/** What a team decides to try, in which week. */
export const tries: ReadonlyMap<number, { readonly by: string; readonly in: string; readonly what: string }> =
  new Map([
    [5, { by: "UDALIA", in: "#harbour-support", what: "One article per hand-off, for two weeks" }],
    [11, { by: "UKOFI", in: "#night-desk", what: "Ten minutes of overlap at shift change" }],
  ]);
