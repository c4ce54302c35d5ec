/**
 * What the page and the workspace say to each other. The page knows nothing of Bearings: it draws what a person would
 * see in Slack and hands back what they did.
 *
 * GET  /workspace/sight?as=U…      → Sight
 * GET  /workspace/changes          → text/event-stream, one `changed` event whenever anybody's sight may have changed
 * POST /workspace/act              { as, act } → Outcome
 * GET  /workspace/gallery?scene=…  → Gallery
 * GET  /files/<id>.png             → a picture that the app uploaded; /files/<id> another file of its
 */
import type { HomeView, KnownBlock, ModalView, PlainTextOption } from "@slack/types";

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly guest: boolean;
  readonly zone: string;
};

export type Place = {
  readonly id: string;
  /** Without the #; for a direct message, the name of whom it is with. */
  readonly name: string;
  readonly kind: "channel" | "direct";
  readonly private: boolean;
  readonly appIsIn: boolean;
  readonly unread: number;
};

export type Message = {
  readonly ts: string;
  readonly thread: string | null;
  readonly from: { readonly id: string; readonly name: string; readonly app: boolean };
  readonly at: string;
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  readonly onlyYou: boolean;
  readonly edited: boolean;
};

export type OpenView = {
  readonly id: string;
  readonly view: ModalView;
  /** What the app said of a field when it refused a submission, by block id. */
  readonly errors: Readonly<Record<string, string>>;
};

export type Sight = {
  readonly now: string;
  readonly me: Person;
  readonly people: readonly Person[];
  readonly places: readonly Place[];
  readonly messages: Readonly<Record<string, readonly Message[]>>;
  /** Modals open for this person, lowest first: at most three. None while a scene loads: they belong to whoever plays it. */
  readonly views: readonly OpenView[];
  readonly home: HomeView | null;
  readonly scenes: readonly { readonly key: string; readonly name: string; readonly about: string }[];
  readonly scene: string | null;
  /** A scene is being played just now; the page says so. */
  readonly busy: string | null;
  readonly next: { readonly at: string; readonly what: string } | null;
  /** Words that the app's command knows, for completing them as they are typed. Slack itself has no such thing. */
  readonly words?: readonly string[];
  /** Shortcuts the app has: global ones, and ones on a message. */
  readonly shortcuts: readonly {
    readonly callback: string;
    readonly name: string;
    readonly on: "global" | "message";
  }[];
};

/** Where a pressed element stands. */
export type Spot =
  | { readonly in: "message"; readonly channel: string; readonly ts: string }
  | { readonly in: "view"; readonly view: string }
  | { readonly in: "home" };

/** `state.values` as Slack sends it: by block id, then action id. */
export type FormValues = Readonly<Record<string, Readonly<Record<string, FormValue>>>>;
export type FormValue = { readonly type: string } & Readonly<Record<string, unknown>>;

export type Act =
  | { readonly do: "command"; readonly channel: string; readonly words: string }
  | { readonly do: "say"; readonly channel: string; readonly text: string; readonly thread?: string }
  | {
      readonly do: "press";
      readonly spot: Spot;
      readonly block: string;
      readonly element: FormValue & { readonly action_id: string };
      readonly values?: FormValues;
    }
  | { readonly do: "submit"; readonly view: string; readonly values: FormValues }
  | { readonly do: "dismiss"; readonly view: string }
  | {
      readonly do: "options";
      readonly spot: Spot;
      readonly block: string;
      readonly action: string;
      readonly typed: string;
    }
  | {
      readonly do: "shortcut";
      readonly callback: string;
      readonly message?: { readonly channel: string; readonly ts: string };
    }
  | { readonly do: "open-home" }
  | { readonly do: "read"; readonly channel: string }
  | { readonly do: "invite-app"; readonly channel: string }
  | { readonly do: "turn-clock"; readonly to: "hour" | "day" | "next" }
  | { readonly do: "load-scene"; readonly scene: string };

export type Outcome =
  /** `trouble` is what Slack itself would tell the person, such as that the app did not answer in time. */
  | { readonly ok: true; readonly options?: readonly PlainTextOption[] }
  | {
      readonly ok: false;
      readonly trouble: string;
      /** It passes by itself: the workspace is busy, and its sight says so until it no longer is. */
      readonly passing?: true;
    };

export type Gallery = {
  readonly scene: string;
  readonly surfaces: readonly {
    readonly name: string;
    readonly seenBy: string;
    readonly kind: "message" | "modal" | "home";
    readonly text: string;
    readonly blocks: readonly KnownBlock[];
    readonly view: ModalView | HomeView | null;
  }[];
  /** The pictures in them, by file id, as data: addresses: the workspace that they were uploaded to may be gone. */
  readonly pictures: Readonly<Record<string, string>>;
};
