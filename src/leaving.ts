/**
 * Leaving without an unanswered request: whoever shares requests out by asking `/readyz` hears that this process is not
 * ready, and has time to send them elsewhere, before its door shuts. Nobody is waited for who doesn't ask.
 */

type Leaving = {
  readonly begun: () => boolean;
  /** Somebody asked whether we are ready. */
  readonly asked: () => void;
  /** From now on we are not ready. Resolves when the door may shut. */
  readonly begin: () => Promise<void>;
};

/** Whoever asks more seldom than this has no hand on where requests go. */
const stillAsks = 15_000;
/** HAProxy, Kubernetes and most others believe the third time. */
const timesTold = 3;
/** Then, or whoever asked has gone: main.ts gives the whole leaving 25 seconds. */
const longest = 8_000;
/** For what was sent on its way before the last of them believed it. */
const onItsWay = 500;

export function openLeaving(): Leaving {
  let isLeaving = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  let told = 0;
  let believed = () => {};
  return {
    begun: () => isLeaving,
    asked() {
      askedAt = performance.now();
      if (isLeaving) told += 1;
      if (told >= timesTold) believed();
    },
    async begin() {
      isLeaving = true;
      if (performance.now() - askedAt > stillAsks) return;
      await new Promise<void>((resolve) => {
        const impatient = setTimeout(resolve, longest);
        believed = () => {
          clearTimeout(impatient);
          resolve();
        };
      });
      await new Promise((resolve) => setTimeout(resolve, onItsWay));
    },
  };
}
