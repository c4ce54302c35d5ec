/** A leader's weekly digest as it would be told now, to themselves: from the home tab, over it, in words alone. */
import { button } from "./blocks.ts";
import { nothingCarried } from "./carried.ts";
import { focusDigestMessage } from "./focus-digest-message.ts";
import { composeDigestFor } from "./leader-digest.ts";
import { leadsAny } from "./permissions.ts";
import { sentenceFor } from "./refusals.ts";
import type { Surface } from "./surface.ts";
import { notice, onTop, sentence, tellOnly } from "./visit.ts";

const digestPreviewId = "digest_preview";

export const digestPreviewButton = () =>
  button(digestPreviewId, "My weekly digest", nothingCarried.write({}));

export const digestPreview: Surface = {
  listen(listening, { db }) {
    listening.button(digestPreviewId, { carries: nothingCarried, may: leadsAny }, async (visit) => {
      const { workspace, person, now } = visit;
      const digest = await composeDigestFor(db, workspace, person, now);
      if (digest === null) return tellOnly(visit, sentence(sentenceFor({ no: "leads-no-team" })));
      await onTop(visit, notice(focusDigestMessage(digest, { picture: null }), "My weekly digest"));
    });
  },
};
