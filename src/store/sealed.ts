/**
 * Secrets at rest: AES-256-GCM, as `<key id>.<nonce, ciphertext and tag in base64url>`. Where a secret belongs is sealed
 * with it, so that a row copied to another tenant, or into another column, does not open.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { TokenKey, TokenKeys } from "./token-keys.ts";

/** Where a sealed value stands. All of it is authenticated (AAD), and none of it kept beside the value. */
export type SealedAt = {
  readonly table: string;
  readonly enterprise: string | null;
  readonly team: string | null;
  readonly column: string;
};

const nonceBytes = 12;
const tagBytes = 16;

/** Seals with the newest key, under a nonce that is never used twice. */
export function seal(keys: TokenKeys, plain: string, at: SealedAt): string {
  const [newest] = keys;
  const sealed = sealBytes(newest.bytes, randomBytes(nonceBytes), Buffer.from(plain, "utf8"), aadOf(at));
  return `${newest.id}.${sealed.toString("base64url")}`;
}

/** Opens with the key it was sealed with. Throws where that key isn't listed, or where anything at all was changed. */
export function unseal(keys: TokenKeys, sealed: string, at: SealedAt): string {
  const id = keyIdOf(sealed);
  const key = keys.find((one) => one.id === id);
  if (key === undefined)
    throw new Error(`A secret is sealed with the key ${id}, which TOKEN_KEYS does not list.`);
  return openBytes(key, Buffer.from(sealed.slice(id.length + 1), "base64url"), aadOf(at)).toString("utf8");
}

/** The id of the key that a value was sealed with: it stands in front, in the clear. */
export function keyIdOf(sealed: string): string {
  return sealed.slice(0, sealed.indexOf("."));
}

/** nonce | ciphertext | tag. */
export function sealBytes(key: Buffer, nonce: Buffer, plain: Buffer, aad: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(aad);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]);
}

function openBytes(key: TokenKey, sealed: Buffer, aad: Buffer): Buffer {
  if (sealed.length < nonceBytes + tagBytes) throw new Error("A sealed secret is cut short.");
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
}

/** As JSON, so that no two places read alike however their names are put together. */
function aadOf({ table, enterprise, team, column }: SealedAt): Buffer {
  return Buffer.from(JSON.stringify([table, enterprise, team, column]), "utf8");
}
