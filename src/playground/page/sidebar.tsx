import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Place, Sight } from "../protocol.ts";
import { Avatar } from "./avatar.tsx";
import { Clock } from "./clock.tsx";
import { useDesk } from "./desk.ts";
import { Icon } from "./icon.tsx";
import { Menu } from "./menu.tsx";
import { Scenes } from "./scenes.tsx";

type Props = {
  readonly sight: Sight;
  readonly at: string;
  /** Only on a narrow screen, where it is a drawer. */
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onBe: (person: string) => void;
};

/** Who one is, what time it is, where one can go, and which scenes there are. */
export function Sidebar({ sight, at, open, onClose, onBe }: Props): JSX.Element {
  const { go } = useDesk();
  const aside = useRef<HTMLElement>(null);
  const channels = sight.places.filter((place) => place.kind === "channel");
  const directs = sight.places.filter((place) => place.kind === "direct");
  useEffect(() => {
    const before = document.activeElement;
    if (!open) return;
    aside.current?.querySelector<HTMLElement>("button")?.focus();
    return () => before instanceof HTMLElement && before.focus();
  }, [open]);
  return (
    <>
      {open && (
        <button type="button" class="curtain" aria-label="Close the list of places" onClick={onClose} />
      )}
      <aside
        ref={aside}
        class={open ? "sidebar open" : "sidebar"}
        onKeyDown={(event) => event.key === "Escape" && onClose()}
      >
        <div class="sidebar-head">
          <p class="brand">
            <Icon name="needle" /> Local workspace
          </p>
          <Who sight={sight} onBe={onBe} />
        </div>
        <Clock sight={sight} />
        <nav aria-label="Places">
          <ul>
            <li>
              <button
                type="button"
                class="place"
                aria-current={at === "home" ? "page" : undefined}
                onClick={() => go("home")}
              >
                <Icon name="home" /> <span>Bearings: home</span>
              </button>
            </li>
          </ul>
          <h2>Channels</h2>
          <Places places={channels} at={at} />
          <h2>Direct messages</h2>
          <Places places={directs} at={at} />
        </nav>
        <Scenes sight={sight} />
      </aside>
    </>
  );
}

function Places({ places, at }: { readonly places: readonly Place[]; readonly at: string }) {
  const { go } = useDesk();
  return (
    <ul>
      {places.map((place) => (
        <li key={place.id}>
          <button
            type="button"
            class={place.unread > 0 ? "place unread" : "place"}
            aria-current={place.id === at ? "page" : undefined}
            onClick={() => go(place.id)}
          >
            {place.kind === "direct" ? (
              <Avatar id={place.id} name={place.name} app={place.appIsIn} small />
            ) : (
              <Mark place={place} />
            )}
            <span>{place.name}</span>
            {place.unread > 0 && (
              <span class="count">
                {place.unread}
                <span class="unseen"> unread</span>
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Mark({ place }: { readonly place: Place }) {
  if (!place.private) return <span class="hash">#</span>;
  return (
    <>
      <Icon name="lock" />
      <span class="unseen">private channel </span>
    </>
  );
}

function Who({ sight, onBe }: { readonly sight: Sight; readonly onBe: (person: string) => void }) {
  const face = (
    <>
      <Avatar id={sight.me.id} name={sight.me.name} app={false} small />
      <span>
        You are <strong>{sight.me.name}</strong>
      </span>
      <Icon name="down" />
    </>
  );
  const entries = sight.people.map((person) => ({
    key: person.id,
    words: (
      <span class="person">
        <Avatar id={person.id} name={person.name} app={false} small />
        <span>
          {person.name}
          <small>
            {person.title}
            {person.guest && !/guest/i.test(person.title) ? ", guest" : ""}
          </small>
        </span>
      </span>
    ),
    chosen: person.id === sight.me.id,
    act: () => onBe(person.id),
  }));
  return (
    <Menu label={`You are ${sight.me.name}. Be somebody else`} face={face} look="who" entries={entries} />
  );
}
