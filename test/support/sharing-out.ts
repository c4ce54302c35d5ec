/** A small proxy as it stands before several processes: it asks each whether it is ready, and shares requests out in turn. */
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type SharingOut = {
  readonly address: string;
  /** From now on a process on this port is asked, and gets requests while it is ready. */
  add(port: number): void;
  ready(): readonly number[];
  stop(): Promise<void>;
};

const askedEveryMs = 200;

/** It tries nothing twice: what a process doesn't answer is answered as 502, as Slack would see it. */
export async function shareOut(): Promise<SharingOut> {
  const ports = new Map<number, boolean>();
  const agent = new Agent({ keepAlive: true });
  let turn = 0;

  const ask = () => {
    for (const port of ports.keys()) {
      fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
        ({ status }) => ports.set(port, status === 200),
        () => ports.set(port, false),
      );
    }
  };
  const asking = setInterval(ask, askedEveryMs);

  const server = createServer((incoming: IncomingMessage, answer: ServerResponse) => {
    const ready = [...ports].flatMap(([port, isReady]) => (isReady ? [port] : []));
    const port = ready[turn++ % ready.length];
    const fails = (why: string) => answer.writeHead(502).end(why);
    if (port === undefined) return void fails("nobody is ready");
    const { method, url: path, headers } = incoming;
    const passing = request({ host: "127.0.0.1", port, method, path, headers, agent }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    passing.on("error", (error) => fails(error.message));
    incoming.pipe(passing);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    add: (port) => void ports.set(port, false),
    ready: () => [...ports].flatMap(([port, isReady]) => (isReady ? [port] : [])),
    async stop() {
      clearInterval(asking);
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      agent.destroy();
    },
  };
}
