/** As much of RFC 6455 as a stand-in for Slack needs on its side of a line: whole frames, no extensions. */
import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

export type Line = {
  readonly say: (text: string) => void;
  readonly sayBytes: (bytes: Buffer) => void;
  /** The cable is pulled. */
  readonly cut: () => void;
};

type Heard = { readonly text: (text: string) => void; readonly gone: () => void };

const [text, bytes, close, ping, pong] = [0x1, 0x2, 0x8, 0x9, 0xa];

/** Takes the call (section 4.2.2), and tells of what is said on it. */
export function takeCall(request: IncomingMessage, socket: Duplex, heard: Heard): Line {
  const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const accept = createHash("sha1").update(key).digest("base64");
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  const send = (kind: number, what: Buffer) => {
    if (socket.writable) socket.write(frame(kind, what));
  };
  let waiting = Buffer.alloc(0);
  socket.on("data", (more: Buffer) => {
    waiting = Buffer.concat([waiting, more]);
    for (let read = readFrame(waiting); read !== null; read = readFrame(waiting)) {
      waiting = waiting.subarray(read.length);
      if (read.kind === text) heard.text(read.what.toString());
      if (read.kind === ping) send(pong, read.what);
      if (read.kind === close) {
        send(close, read.what);
        socket.end();
      }
    }
  });
  socket.on("error", () => {});
  socket.on("close", heard.gone);
  return {
    say: (said) => send(text, Buffer.from(said)),
    sayBytes: (said) => send(bytes, said),
    cut: () => void socket.destroy(),
  };
}

function frame(kind: number, what: Buffer): Buffer {
  const length = what.length;
  const head =
    length < 126
      ? Buffer.from([0x80 | kind, length])
      : length < 65_536
        ? Buffer.from([0x80 | kind, 126, length >> 8, length & 0xff])
        : Buffer.concat([Buffer.from([0x80 | kind, 127, 0, 0, 0, 0]), uint32(length)]);
  return Buffer.concat([head, what]);
}

type Frame = { readonly kind: number; readonly what: Buffer; readonly length: number };

/** The first whole frame; null while it is still on its way. A client's frames are masked (section 5.3). */
function readFrame(from: Buffer): Frame | null {
  if (from.length < 2) return null;
  const short = from.readUInt8(1) & 0x7f;
  const headed = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (from.length < headed + 4) return null;
  const size = short === 126 ? from.readUInt16BE(2) : short === 127 ? from.readUInt32BE(6) : short;
  const length = headed + 4 + size;
  if (from.length < length) return null;
  const mask = from.subarray(headed, headed + 4);
  const what = Buffer.from(from.subarray(headed + 4, length));
  for (let at = 0; at < what.length; at += 1) what[at] = (what[at] ?? 0) ^ (mask[at % 4] ?? 0);
  return { kind: from.readUInt8(0) & 0x0f, what, length };
}

function uint32(value: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(value);
  return four;
}
