/** Ports and hosts as the settings say: what can't be listened at ends the start with one sentence. */
import { createServer, type Server } from "node:http";
import { listenOn } from "./door.ts";
import { codeOf } from "./store/error-code.ts";
import { OperatorMistake } from "./store/operator-mistake.ts";

/** Where to listen, by the name of the setting that said so. */
export type Listen = {
  readonly setting: "PORT" | "METRICS_PORT";
  readonly port: number;
  readonly host: string;
};

/** Listens, and refuses a port that is taken or isn't ours to open, and a host that is no address of this machine. */
export async function listenAsSet(server: Server, at: Listen): Promise<number> {
  return listenOn(server, at.port, at.host).catch((error: unknown) => {
    throw cannotListen(error, at);
  });
}

/** The same as a question, before anything else is opened that takes its time: what can't be is told at once. */
export async function refuseToListen(at: Listen): Promise<void> {
  const server = createServer();
  await listenAsSet(server, at);
  await new Promise((closed) => server.close(closed));
}

/** The sentence for an operator; what is nobody's mistake stays as it is. */
export function cannotListen(error: unknown, { setting, port, host }: Listen): unknown {
  const sentence = {
    EADDRINUSE: `${setting} ${port} is taken by another program: choose another, such as ${setting}=${port < 65_535 ? port + 1 : 3000}.`,
    EACCES: `${setting} ${port} may not be opened by this user: choose one from 1024 on.`,
    EADDRNOTAVAIL: noAddress(host),
    ENOTFOUND: noAddress(host),
    EAI_AGAIN: noAddress(host),
  }[codeOf(error) ?? ""];
  return sentence === undefined ? error : new OperatorMistake(sentence, { cause: error });
}

function noAddress(host: string): string {
  return `HOST ${host} is no address of this machine: use 127.0.0.1 for this machine alone, 0.0.0.0 for everybody, or remove it.`;
}
