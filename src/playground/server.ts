/**
 * The local workspace over HTTP, all on one port: the page, what a person sees and does, the Web API for the app, and
 * the app's own door. The app is connected after the server listens, because it must know where the Web API is.
 */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { answersOperators, listenOn, type Readiness } from "../door.ts";
import type { World } from "../world.ts";
import { carryOut } from "./acts.ts";
import { type Door, openDoor } from "./door.ts";
import { galleryOf } from "./gallery.ts";
import { authorizePage } from "./grants.ts";
import { buildPage, type Page } from "./page/build.ts";
import type { Act, Gallery, Outcome, Sight } from "./protocol.ts";
import { keepSaved } from "./saving.ts";
import { askedIn } from "./server/asked.ts";
import { answerCall, showFile, takeResponse, takeUpload } from "./server/calls.ts";
import { openChanges } from "./server/changes.ts";
import { bodyOf, content, json, TooLong } from "./server/exchange.ts";
import { isJson, isWelcome } from "./server/guard.ts";
import { type Around, sightOf } from "./sight.ts";
import { trouble } from "./trouble.ts";
import { type Client, type Visitor, visit } from "./visitor.ts";
import { openWorkspace, type Workspace, type WorkspaceOptions } from "./workspace.ts";

/** The app behind the door, and the hand on the clock. */
export type AppSide = {
  /** Takes `POST /slack/events`: Bolt's HTTPReceiver has it. */
  readonly requestListener: RequestListener;
  /** Resolves once the app has nothing in hand (see at-work.ts); visitors wait for it. */
  readonly idle?: () => Promise<void>;
  /** Whether work can be done; without it, always. */
  readonly readiness?: Readiness;
  readonly turnClock?: (to: "hour" | "day" | "next") => Promise<void>;
  readonly scenes?: readonly Scene[];
  readonly next?: () => Promise<Sight["next"]>;
  readonly words?: readonly string[];
  /** A gallery of a scene, played for the purpose; without one, the workspace as it stands. */
  readonly gallery?: (scene: string) => Promise<Gallery>;
};

export type Scene = Sight["scenes"][number] & { readonly play: () => Promise<void> };

export type LocalWorkspaceOptions = WorkspaceOptions & {
  /** Without a database nothing is kept over a restart. */
  readonly world: Pick<World, "log"> & { readonly db: World["db"] | null };
  readonly host?: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly signingSecret?: string;
  /** How long the app may take to answer, in milliseconds: Slack's three seconds. */
  readonly patience?: number;
  /** Where the app takes requests from Slack, for one that is a process of its own and isn't connected here. */
  readonly appAt?: () => string;
};

export type LocalWorkspace = {
  readonly workspace: Workspace;
  readonly door: Door;
  readonly address: string;
  readonly slackApiUrl: string;
  readonly signingSecret: string;
  readonly botToken: string;
  connect(app: AppSide): void;
  readonly client: Client;
  /** Begins a visit as this person; its verbs come back once the app has nothing in hand. */
  visit(as: string): Visitor;
  stop(): Promise<void>;
};

const MOST = 1_000_000;
const RETRIES_LOOKED_AT = 10_000;
const PAGE_RULES =
  "default-src 'self'; img-src * data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

/** Opens the workspace and listens; what was saved is loaded first. */
export async function openLocalWorkspace(options: LocalWorkspaceOptions): Promise<LocalWorkspace> {
  const { log, db } = options.world;
  const host = options.host ?? "127.0.0.1";
  const workspace = openWorkspace(options);
  const saving = db ? await keepSaved(db, workspace, log) : null;
  const signingSecret = options.signingSecret ?? randomBytes(32).toString("hex");
  const changes = openChanges(workspace);
  const url = options.appAt ?? (() => `${workspace.address}slack/events`);
  const door = openDoor(workspace, { url, signingSecret, log, ...pick(options) });
  let app: AppSide | null = null;
  let busy: string | null = null;
  let isLoading = false;
  let page: Promise<Page> | null = null;

  const around = async (): Promise<Around> => ({
    scenes: (app?.scenes ?? []).map(({ key, name, about }) => ({ key, name, about })),
    busy,
    next: (await app?.next?.()) ?? null,
    ...(app?.words ? { words: app.words } : {}),
  });
  const meanwhile = async (what: string, work: () => Promise<void>): Promise<Outcome> => {
    busy = what;
    changes.tell();
    try {
      await work();
      return { ok: true };
    } catch (error) {
      log.error("that did not work in the local workspace", { what, error });
      return trouble(`${what}: that did not work. The log says why.`);
    } finally {
      busy = null;
      changes.tell();
    }
  };
  const perform = async (as: string, act: Act): Promise<Outcome> => {
    if (act.do === "turn-clock")
      return meanwhile("Turning the clock", async () => {
        await app?.turnClock?.(act.to);
        await door.retryDue();
      });
    if (act.do !== "load-scene") return carryOut(workspace, door, as, act);
    const scene = app?.scenes?.find((one) => one.key === act.scene);
    if (!scene) return trouble("There is no such scene.");
    isLoading = true;
    return meanwhile(`Loading: ${scene.name}`, async () => {
      await scene.play();
      workspace.state.scene = scene.key;
      workspace.changed();
    }).finally(() => {
      isLoading = false;
      changes.tell();
    });
  };

  const readiness: Readiness = async () => {
    if (app === null) return { ready: false, because: "Starting." };
    return app.readiness?.() ?? { ready: true, because: "The local workspace is open." };
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = request.url ?? "/";
    if (!URL.canParse(address, "http://here"))
      return content(response, 404, "text/plain", "There is nothing here.");
    const { pathname, searchParams } = new URL(address, "http://here");
    const [, room = "", rest = ""] = pathname.split("/", 3);
    const route = `${request.method} /${room}`;
    if (pathname === "/slack/events")
      return app
        ? void app.requestListener(request, response)
        : content(response, 503, "text/plain", "Starting.");
    if (route === "POST /api") return answerCall(workspace, log, rest, request, response);
    if (route === "POST /upload") return takeUpload(workspace, rest, request, response);
    if (route === "POST /response") return takeResponse(workspace, rest, request, response);
    if (route === "GET /oauth")
      return content(response, 200, "text/html; charset=utf-8", authorizePage(workspace, searchParams));
    if (answersOperators(request, response, readiness)) return;
    if (!isWelcome(request, host)) return content(response, 403, "text/plain", "Only from its own page.");
    switch (`${request.method} ${room === "files" || room === "archives" ? `/${room}` : pathname}`) {
      case "GET /files":
        return showFile(workspace, rest.replace(/\.png$/, ""), response);
      case "GET /workspace/sight": {
        const first = workspace.state.people[0]?.id ?? "";
        const sight = sightOf(workspace, searchParams.get("as") ?? first, await around());
        if (!sight) return json(response, 404, { error: "nobody" });
        return json(response, 200, isLoading ? { ...sight, views: [] } : sight);
      }
      case "GET /workspace/changes":
        return changes.add(response);
      case "GET /workspace/gallery": {
        const scene = searchParams.get("scene");
        const other = scene === null ? undefined : app?.gallery;
        return json(response, 200, other ? await other(scene ?? "") : galleryOf(workspace));
      }
      case "POST /workspace/act": {
        if (!isJson(request)) return content(response, 415, "text/plain", "JSON only.");
        const asked = askedIn((await bodyOf(request, MOST)).toString());
        if (!asked) return content(response, 400, "text/plain", "That makes no sense here.");
        // Having read is no deed that could come between the steps of a scene or of the clock.
        if (busy && asked.act.do !== "read")
          return json(response, 200, { ...trouble(`${busy}. One moment.`), passing: true });
        return json(response, 200, await perform(asked.as, asked.act));
      }
      case "GET /":
      case "GET /gallery":
      case "GET /archives":
      case "GET /page.js":
      case "GET /page.css": {
        page ??= buildPage();
        const { html, js, css } = await page;
        if (pathname === "/page.js") return content(response, 200, "text/javascript; charset=utf-8", js);
        if (pathname === "/page.css") return content(response, 200, "text/css; charset=utf-8", css);
        const rules = { "content-security-policy": PAGE_RULES };
        return content(response, 200, "text/html; charset=utf-8", html, rules);
      }
      default:
        return content(response, 404, "text/plain", "There is nothing here.");
    }
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      if (!(error instanceof TooLong))
        log.error("the local workspace failed to answer", { url: request.url, error });
      if (!response.headersSent)
        content(response, error instanceof TooLong ? error.status : 500, "text/plain", "");
      else response.destroy();
    });
  });
  const port = await listenOn(server, options.port ?? 0, host);
  const reached = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  workspace.address = `http://${reached}:${port}/`;
  const retries = setInterval(() => void door.retryDue(), RETRIES_LOOKED_AT);
  retries.unref();

  const client: Client = {
    async see(as) {
      const sight = sightOf(workspace, as, await around());
      if (!sight) throw new Error(`There is nobody called ${as} here.`);
      return sight;
    },
    async act(as, act) {
      const outcome = await perform(as, act);
      await app?.idle?.();
      return outcome;
    },
  };
  return {
    workspace,
    door,
    address: workspace.address,
    slackApiUrl: `${workspace.address}api/`,
    signingSecret,
    botToken: workspace.state.app.token,
    connect: (side) => {
      app = side;
      changes.tell();
    },
    client,
    visit: (as) => visit(client, as),
    async stop() {
      clearInterval(retries);
      changes.stop();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await saving?.stop();
    },
  };
}

function pick(options: LocalWorkspaceOptions): { readonly patience?: number } {
  return options.patience === undefined ? {} : { patience: options.patience };
}
