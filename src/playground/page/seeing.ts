import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Sight } from "../protocol.ts";
import { listen, look } from "./door.ts";

export type Seeing = {
  readonly sight: Sight | null;
  /** The line to the workspace is gone; the browser keeps trying. */
  readonly lost: boolean;
  /** Looks again; ends once what is shown is at least as new as the call. */
  readonly refresh: () => Promise<void>;
};

/** What a person sees, kept fresh: changes close together are looked at once. */
export function useSeeing(as: string | null): Seeing {
  const [sight, setSight] = useState<Sight | null>(null);
  const [lost, setLost] = useState(false);
  const who = useRef(as);
  who.current = as;
  const running = useRef<Promise<void> | null>(null);
  const queued = useRef<Promise<void> | null>(null);

  const once = useCallback(async () => {
    const asked = who.current;
    try {
      const seen = await look(asked).catch(() => look(null));
      if (who.current === asked) setSight(seen);
      setLost(false);
    } catch {
      setLost(true);
    }
  }, []);
  const refresh = useCallback((): Promise<void> => {
    const start = () => {
      queued.current = null;
      running.current = once().finally(() => {
        running.current = null;
      });
      return running.current;
    };
    if (!running.current) return start();
    queued.current ??= running.current.then(start);
    return queued.current;
  }, [once]);

  useEffect(() => {
    let pause: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(pause);
      pause = setTimeout(refresh, 40);
    };
    const stop = listen(soon, setLost);
    return () => {
      clearTimeout(pause);
      stop();
    };
  }, [refresh]);
  // Another person sees something else: look at once.
  useEffect(() => void refresh(), [as, refresh]);
  return { sight, lost, refresh };
}
