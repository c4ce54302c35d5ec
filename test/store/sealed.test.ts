/** Secrets at rest: by the book, and of no use anywhere but in their own place. */
import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { keyIdOf, type SealedAt, seal, sealBytes, unseal } from "../../src/store/sealed.ts";
import { newKey } from "../support/installing.ts";

const place: SealedAt = { table: "installations", enterprise: "E1", team: "T1", column: "token" };
const token = "xoxb-1-a-token";

describe("a sealed secret", () => {
  it("is what the GCM specification says (test case 14)", () => {
    const sealed = sealBytes(Buffer.alloc(32), Buffer.alloc(12), Buffer.alloc(16), Buffer.alloc(0));
    expect(sealed.subarray(12).toString("hex")).toBe(
      "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919",
    );
  });

  it("opens in its own place, whatever it is", () => {
    const key = newKey("a");
    for (const secret of [token, "", "ü🙂", "x".repeat(10_000)])
      expect(unseal([key], seal([key], secret, place), place)).toBe(secret);
  });

  it.each([
    ["another workspace", { team: "T2" }],
    ["another organisation", { enterprise: "E2" }],
    ["no organisation", { enterprise: null }],
    ["another column", { column: "refresh_token" }],
    ["another table", { table: "copies" }],
    ["the same letters, otherwise put together", { enterprise: 'E1","T1', team: null }],
  ])("does not open in %s", (_, other) => {
    const key = newKey("a");
    const sealed = seal([key], token, place);
    expect(() => unseal([key], sealed, { ...place, ...other })).toThrow();
  });

  it("does not open when any one byte was changed, or when it was cut short", () => {
    const key = newKey("a");
    const sealed = seal([key], token, place);
    const bytes = Buffer.from(sealed.slice(2), "base64url");
    for (const [at] of bytes.entries()) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unseal([key], `a.${changed.toString("base64url")}`, place)).toThrow();
      expect(() => unseal([key], `a.${bytes.subarray(0, at).toString("base64url")}`, place)).toThrow();
    }
  });

  it("never looks the same twice, and holds nothing of what it seals", () => {
    const key = newKey("a");
    const all = [...Array(200)].map(() => seal([key], token, place));
    expect(new Set(all).size).toBe(200);
    expect(new Set(all.map((one) => one.slice(2, 18))).size).toBe(200);
    expect(all.some((one) => Buffer.from(one.slice(2), "base64url").includes(token))).toBe(false);
  });

  it("is sealed with the newest key, and opens with whichever it was sealed with", () => {
    const [older, newest] = [newKey("2025"), newKey("2026")];
    const before = seal([older], token, place);
    const after = seal([newest, older], token, place);
    expect([keyIdOf(before), keyIdOf(after)]).toEqual(["2025", "2026"]);
    expect(unseal([newest, older], before, place)).toBe(token);
    expect(() => unseal([newest], before, place)).toThrow("2025");
    expect(() => unseal([newest, { id: "2025", bytes: randomBytes(32) }], before, place)).toThrow();
  });
});
