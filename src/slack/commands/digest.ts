/** `/bearings digest`: a leader's weekly focus digest as it would be told now, to that leader alone. */

import { focusDigestMessage } from "../focus-digest-message.ts";
import { focusPicture } from "../focus-picture.ts";
import { composeDigestFor } from "../leader-digest.ts";
import { leadsAny } from "../permissions.ts";
import { sentenceFor } from "../refusals.ts";
import { sayWithPicture } from "../uploading.ts";
import { sentence, tellOnly } from "../visit.ts";
import type { Command } from "./command.ts";

export const digest: Command = {
  word: "digest",
  takes: "",
  help: "For leaders: your weekly focus digest, as it would be told now",
  may: leadsAny,
  answer: async ({ db }, visit) => {
    const { workspace, person, now } = visit;
    const composed = await composeDigestFor(db, workspace, person, now);
    if (composed === null) return tellOnly(visit, sentence(sentenceFor({ no: "leads-no-team" })));
    await sayWithPicture({ db, ...visit }, focusPicture(composed), (picture) =>
      tellOnly(visit, focusDigestMessage(composed, { picture })),
    );
  },
};
