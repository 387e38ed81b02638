import { Decrypter, generateIdentity, identityToRecipient } from "age-encryption";
import { describe, expect, test } from "vitest";
import { draftId, isDraftKey, newDraftKey, openDraft, sealDraft } from "@/lib/draft-cipher";
import { checkFormToken, newFormToken, TOKEN_LIFETIME_MS } from "@/lib/form-token";
import { originOf } from "@/lib/request-origin";
import { readForm } from "@/lib/read-form";
import { parseRecipients, sealEnvelope } from "@/lib/sealing";

const SECRET = "for-tests-only-form-secret-00000000000000";

describe("a draft", () => {
  test("opens with its key alone", () => {
    const key = newDraftKey();
    const sealed = sealDraft(key, "journey", Buffer.from("ئايگۈل"));
    expect(openDraft(key, "journey", sealed)?.toString()).toBe("ئايگۈل");
    expect(openDraft(newDraftKey(), "journey", sealed)).toBeNull();
    expect(openDraft(key, "receipt", sealed)).toBeNull();
    sealed[20] = (sealed[20] ?? 0) ^ 1;
    expect(openDraft(key, "journey", sealed)).toBeNull();
  });

  test("tells nothing by its ciphertext, little by its length, and not its key by its name", () => {
    const key = newDraftKey();
    const short = sealDraft(key, "journey", Buffer.from("a"));
    expect(sealDraft(key, "journey", Buffer.from("a".repeat(3000))).byteLength).toBe(short.byteLength);
    expect(draftId(key, "journey")).not.toContain(key);
    expect(isDraftKey(key)).toBe(true);
    expect(isDraftKey("' OR 1=1")).toBe(false);
  });
});

describe("a form token", () => {
  test("is valid for its form, its browser and its time only", () => {
    const token = newFormToken(SECRET, "journey", "draft", 1_000_000);
    expect(checkFormToken(SECRET, "journey", token, "draft", 1_000_001)).toBe("valid");
    expect(checkFormToken(SECRET, "journey", token, "other", 1_000_001)).toBe("forged");
    expect(checkFormToken(SECRET, "receipt-open", token, "draft", 1_000_001)).toBe("forged");
    expect(checkFormToken(`${SECRET}x`, "journey", token, "draft", 1_000_001)).toBe("forged");
    expect(checkFormToken(SECRET, "journey", token, "draft", 1_000_001 + TOKEN_LIFETIME_MS)).toBe("expired");
    expect(checkFormToken(SECRET, "journey", "", "draft")).toBe("forged");
    expect(checkFormToken(SECRET, "journey", token.toLowerCase(), "draft", 1_000_001)).toBe("forged");
  });
});

describe("where a post comes from", () => {
  test.each([
    [{ host: "a.test", origin: "http://a.test" }, "own"],
    [{ host: "a.test", origin: "https://a.test", "sec-fetch-site": "same-origin" }, "own"],
    [{ host: "a.test", "sec-fetch-site": "same-origin" }, "own"],
    [{ host: "a.test" }, "unknown"],
    [{ host: "a.test", origin: "https://evil.test" }, "foreign"],
    [{ host: "a.test", origin: "https://a.test.evil.test" }, "foreign"],
    [{ host: "a.test", origin: "null" }, "foreign"],
    [{ host: "a.test", origin: "http://a.test:81" }, "foreign"],
    [{ host: "a.test", "sec-fetch-site": "cross-site" }, "foreign"],
    [{ host: "a.test", origin: "http://a.test", "sec-fetch-site": "same-site" }, "foreign"],
  ] as const)("%j is %s", (headers, verdict) => {
    expect(originOf(new Headers(headers))).toBe(verdict);
  });
});

describe("a form", () => {
  function post(body: BodyInit): Request {
    return new Request("http://a.test/", {
      method: "POST",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
  }

  test("comes back exactly as it was typed", async () => {
    const typed = "  ئا\u200Cب\r\n +&=% \u{1F54A} ";
    const form = await readForm(post(new URLSearchParams({ text: typed }).toString()));
    expect(form.get("text")).toBe(typed);
  });

  test.each([
    ["bytes that are no UTF-8", "a=%FF%FE", "invalid_input"],
    ["raw bytes that are no UTF-8", new Uint8Array([0x61, 0x3d, 0xff]), "invalid_input"],
    ["a field sent twice", "a=1&a=2", "invalid_input"],
    ["10,000 fields", Array.from({ length: 10_000 }, (_, index) => `f${index}=1`).join("&"), "too_large"],
    ["two megabytes", `a=${"x".repeat(2_000_000)}`, "too_large"],
  ])("refuses %s", async (_what, body, code) => {
    await expect(readForm(post(body))).rejects.toMatchObject({ code });
  });
});

describe("sealing", () => {
  test("gives the keyholders the payload with its record, kind and digest, and nobody else anything", async () => {
    const identity = await generateIdentity();
    const stranger = await generateIdentity();
    const recipients = parseRecipients(`# one\n${await identityToRecipient(identity)}\n`);
    const sealed = await sealEnvelope(recipients, {
      record: "r",
      kind: "contact",
      day: "2026-11-21",
      payload: "signal",
    });
    expect(Buffer.from(sealed).includes("signal")).toBe(false);

    const keyholder = new Decrypter();
    keyholder.addIdentity(identity);
    expect(JSON.parse(await keyholder.decrypt(sealed, "text"))).toMatchObject({
      version: 1,
      record: "r",
      kind: "contact",
      payload: "signal",
    });
    const other = new Decrypter();
    other.addIdentity(stranger);
    await expect(other.decrypt(sealed)).rejects.toThrow();
  });

  test("refuses a keyholders' file without keys", () => {
    expect(() => parseRecipients("# nobody\n")).toThrow(/age recipients/);
    expect(() => parseRecipients("AGE-SECRET-KEY-1ABC")).toThrow(/age recipients/);
  });
});
