/** Tells every open page that somebody's sight may have changed: server-sent events, many changes close together as one. */
import type { ServerResponse } from "node:http";
import type { Workspace } from "../workspace.ts";

const TOGETHER = 20;
const STILL_HERE = 20_000;

export type Changes = {
  /** Keeps this page told until it goes away. */
  add(response: ServerResponse): void;
  /** Says that something outside the workspace changed, such as a scene being played. */
  tell(): void;
  stop(): void;
};

/** Opens the line. */
export function openChanges(workspace: Workspace): Changes {
  const pages = new Set<ServerResponse>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tell = () => {
    timer ??= setTimeout(() => {
      timer = null;
      for (const page of pages) page.write("event: changed\ndata: {}\n\n");
    }, TOGETHER);
  };
  const stopListening = workspace.onChange(tell);
  const alive = setInterval(() => {
    for (const page of pages) page.write(": still here\n\n");
  }, STILL_HERE);
  alive.unref();
  return {
    add(response) {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
      response.write(": hello\n\n");
      pages.add(response);
      response.on("close", () => pages.delete(response));
    },
    tell,
    stop() {
      stopListening();
      clearInterval(alive);
      if (timer) clearTimeout(timer);
      for (const page of pages) page.end();
    },
  };
}
