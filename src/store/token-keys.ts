/** The keys that secrets are sealed with, as whoever runs Bearings lists them: newest first. */

export type TokenKey = { readonly id: string; readonly bytes: Buffer };
export type TokenKeys = readonly [newest: TokenKey, ...older: TokenKey[]];

const keyBytes = 32;

/**
 * Random bytes look random: of 32 about thirty differ, and hardly ever are all of them letters and signs. What doesn't is
 * an example, a pass phrase or a key that was made up.
 */
const fewestDifferent = 16;

/**
 * Reads `id:base64-of-32-bytes`, comma-separated. Answers with what is wrong, as it follows the setting's name in a
 * sentence: an empty list, an entry with no id, an id twice, a key that is no base64 or not 32 bytes, the same key twice,
 * and keys that nobody drew at random. Never repeats a key.
 */
export function readTokenKeys(text: string): { readonly keys: TokenKeys } | { readonly wrong: string } {
  const keys: TokenKey[] = [];
  for (const entry of text.split(",").map((one) => one.trim())) {
    const [, id, base64] = /^([A-Za-z0-9][A-Za-z0-9_-]{0,31}):(.*)$/.exec(entry) ?? [];
    if (id === undefined || base64 === undefined)
      return {
        wrong: "is not a list such as 2026a:<32 random bytes in base64>, comma-separated, newest first",
      };
    if (keys.some((one) => one.id === id))
      return { wrong: `names the key ${id} twice: give each its own id` };
    const wrong = wrongWith(base64);
    if (wrong !== null)
      return { wrong: `has a key ${id} that ${wrong}: draw one with openssl rand -base64 32` };
    const bytes = Buffer.from(base64, "base64");
    if (keys.some((one) => one.bytes.equals(bytes)))
      return {
        wrong: `has the same key twice, the second time as ${id}: draw one with openssl rand -base64 32`,
      };
    keys.push({ id, bytes });
  }
  const [newest, ...older] = keys;
  return newest === undefined ? { wrong: "is empty" } : { keys: [newest, ...older] };
}

function wrongWith(base64: string): string | null {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(base64)) return "is not base64";
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length !== keyBytes) return `has ${bytes.length} bytes and not ${keyBytes}`;
  const isCounted = bytes.every((byte, place) => place === 0 || byte === ((bytes[place - 1] ?? 0) + 1) % 256);
  const isText = bytes.every((byte) => byte >= 32 && byte < 127);
  return new Set(bytes).size < fewestDifferent || isCounted || isText ? "was not drawn at random" : null;
}
