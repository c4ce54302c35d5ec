import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Act, Place, Sight } from "../protocol.ts";
import { useAddress } from "./address.ts";
import { Confirmation } from "./confirmation.tsx";
import { Conversation } from "./conversation.tsx";
import { type Desk, DeskContext, type Question, uploaded } from "./desk.ts";
import { send } from "./door.ts";
import { Home } from "./home.tsx";
import { Icon } from "./icon.tsx";
import { Modal, type Trouble } from "./modal.tsx";
import { clockFace } from "./moment.ts";
import { useSeeing } from "./seeing.ts";
import { Sidebar } from "./sidebar.tsx";

/** The whole workspace, as one person sees it. */
export function Workspace(): JSX.Element {
  const [address, setAddress] = useAddress();
  const { sight, lost, refresh } = useSeeing(address.as);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [asked, setAsked] = useState<{ question: Question; answer: (yes: boolean) => void } | null>(null);
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const busy = sight?.busy ?? null;
  useEffect(() => {
    if (busy === null) setTrouble((told) => (told?.passing ? null : told));
  }, [busy]);
  if (!sight) return <Waiting lost={lost} />;

  const at = placeIn(sight, address.at);
  const act = async (act: Act) => {
    const outcome = await send(sight.me.id, act);
    if (!outcome.ok) setTrouble({ words: outcome.trouble, passing: outcome.passing === true });
    else if (act.do !== "read" && act.do !== "options" && act.do !== "open-home") setTrouble(null);
    if (act.do !== "options") await refresh();
    return outcome;
  };
  const go = (place: string) => {
    setDrawerOpen(false);
    setTrouble(null);
    setAddress({ at: place });
  };
  const desk: Desk = {
    people: sight.people,
    places: sight.places,
    now: sight.now,
    zone: sight.me.zone,
    here: at === "home" ? null : at.id,
    act,
    ask: (question) => new Promise((answer) => setAsked({ question, answer })),
    go,
    pictureAt: uploaded,
  };
  const answer = (yes: boolean) => {
    asked?.answer(yes);
    setAsked(null);
  };
  const notice = lost ? "The workspace isn't answering. Trying again." : busy && `${busy}. One moment.`;
  // What passes by itself is told for as long as it lasts.
  const told = trouble?.passing && busy === null ? null : trouble;
  return (
    <DeskContext.Provider value={desk}>
      <div class="workspace">
        <Title at={at} hour={clockFace(sight.now, sight.me.zone)} onOpenDrawer={() => setDrawerOpen(true)} />
        <Sidebar
          sight={sight}
          at={at === "home" ? "home" : at.id}
          open={isDrawerOpen}
          onClose={() => setDrawerOpen(false)}
          onBe={(as) => {
            setTrouble(null);
            setDrawerOpen(false);
            setAddress({ as });
          }}
        />
        <main key={`${sight.me.id} ${at === "home" ? "home" : at.id}`}>
          {at === "home" ? <Home view={sight.home} /> : <Conversation sight={sight} place={at} />}
        </main>
        <div class="notices" aria-live="polite">
          {notice && <p class="notice">{notice}</p>}
          {told && !told.passing && sight.views.length === 0 && (
            <p class="notice trouble">
              {told.words}
              <button
                type="button"
                class="button square quiet"
                aria-label="Close this notice"
                onClick={() => setTrouble(null)}
              >
                <Icon name="close" />
              </button>
            </p>
          )}
        </div>
      </div>
      {sight.views.map((open, index) => {
        const top = index === sight.views.length - 1;
        return <Modal key={open.id} open={open} top={top} trouble={top ? told : null} />;
      })}
      {asked && <Confirmation question={asked.question} onAnswer={answer} />}
    </DeskContext.Provider>
  );
}

/** Where one is: what the address says if it is still there, else the first channel that the app is in. */
function placeIn(sight: Sight, at: string | null): Place | "home" {
  const here = sight.places.find((place) => place.id === at);
  if (at === "home") return "home";
  return (
    here ??
    sight.places.find((place) => place.appIsIn && place.kind === "channel") ??
    sight.places[0] ??
    "home"
  );
}

type TitleProps = {
  readonly at: Place | "home";
  readonly hour: ReturnType<typeof clockFace>;
  readonly onOpenDrawer: () => void;
};

function Title({ at, hour, onOpenDrawer }: TitleProps) {
  const words = at === "home" ? "Bearings: home" : at.kind === "channel" ? `#${at.name}` : at.name;
  useEffect(() => {
    document.title = `${words} · local workspace`;
  }, [words]);
  return (
    <header class="topbar">
      <button
        type="button"
        class="button square quiet"
        aria-label="Open the list of places"
        onClick={onOpenDrawer}
      >
        <Icon name="bars" />
      </button>
      <span>{words}</span>
      <small>
        {hour.day.slice(0, 3)} {hour.hour}
      </small>
    </header>
  );
}

function Waiting({ lost }: { readonly lost: boolean }) {
  return (
    <p class="waiting" role="status">
      {lost ? "The workspace isn't answering. Trying again." : "Opening the workspace"}
    </p>
  );
}
