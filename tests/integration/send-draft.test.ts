import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Decrypter } from "age-encryption";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { offeredSpellings, STEPS } from "@/domain/journey";
import { openReceipt } from "@/features/receipt/open-receipt";
import { leaveDraft } from "@/features/submission/leave-draft";
import { loadDraft } from "@/features/submission/load-draft";
import { saveStep } from "@/features/submission/save-step";
import { digestOf, sendDraft } from "@/features/submission/send-draft";
import { startDraft } from "@/features/submission/start-draft";
import { uploadPhoto } from "@/features/submission/upload-photo";
import { draftId } from "@/lib/draft-cipher";
import { env } from "@/lib/env";
import { originalsDirectory } from "@/lib/originals";
import { query } from "../support/database";
import { FINISHED } from "../support/journey-answers";
import { largePng } from "../support/large-png";

const today = "2026-11-21";

async function finishedDraft(withPhoto?: Uint8Array): Promise<string> {
  const key = await startDraft("ug");
  for (const step of STEPS) {
    if (step === "photo" && withPhoto) {
      await upload(key, withPhoto);
      continue;
    }
    const fields = step === "consent" && withPhoto ? { ...FINISHED.consent, photo: "yes" } : FINISHED[step];
    await saveStep(key, { step, fields, tokenExpired: false, today });
  }
  return key;
}

async function upload(key: string, bytes: Uint8Array, name = "../\u202Ex.jpg"): ReturnType<typeof uploadPhoto> {
  const form = new FormData();
  form.set("token", "t");
  form.set("photo", new File([new Uint8Array(bytes)], name));
  const request = new Request("http://a.test/", { method: "POST", body: form });
  return await uploadPhoto(key, request, { accept: () => ({ tokenExpired: false }), today });
}

async function send(key: string): ReturnType<typeof sendDraft> {
  const loaded = await loadDraft(key);
  return await sendDraft(key, {
    token: loaded?.draft.token ?? "",
    seen: loaded ? digestOf(loaded.draft) : "",
    tokenExpired: false,
    today,
  });
}

async function photoWithSecrets(): Promise<Buffer> {
  return await sharp({ create: { width: 2000, height: 1000, channels: 3, background: "#7a3b3b" } })
    .withExif({ IFD0: { Artist: "Planted Secret" }, IFD3: { GPSLatitude: "39/1 28/1 0/1" } })
    .jpeg()
    .toBuffer();
}

function sealedFiles(): string[] {
  return existsSync(originalsDirectory()) ? readdirSync(originalsDirectory()) : [];
}

describe("a journey", () => {
  test("lies in the database as ciphertext only, and keeps wrong answers exactly as they were typed", async () => {
    const key = await startDraft("ug");
    const typed = "  PLANTED\u200C ئا\r\n\u202E ";
    const saved = await saveStep(key, { step: "relation", fields: { relation: typed }, tokenExpired: false, today });
    expect(saved).toEqual({ next: "relation", ok: false });
    expect((await loadDraft(key))?.draft.answers.relation).toEqual({ relation: typed });
    const rows = await query<{ dump: string }>("owner", "SELECT encode(ciphertext, 'escape') || id AS dump FROM draft");
    for (const row of rows) {
      expect(row.dump).not.toContain("PLANTED");
      expect(row.dump).not.toContain(key);
    }
  });

  test("written in two windows at once loses neither's words", async () => {
    const key = await startDraft("en");
    await Promise.all([
      saveStep(key, { step: "relation", fields: { relation: "son" }, tokenExpired: false, today }),
      saveStep(key, { step: "name", fields: { name: "A", otherNames: "" }, tokenExpired: false, today }),
      saveStep(key, { step: "story", fields: { text: "t", language: "ug" }, tokenExpired: false, today }),
    ]);
    expect(Object.keys((await loadDraft(key))?.draft.answers ?? {}).sort()).toEqual(["name", "relation", "story"]);
  });

  test("is gone once it is left, with its sealed file", async () => {
    const key = await startDraft("en");
    const before = sealedFiles();
    await upload(key, await photoWithSecrets());
    expect(sealedFiles()).toHaveLength(before.length + 1);
    await leaveDraft(key);
    expect(await loadDraft(key)).toBeNull();
    expect(sealedFiles()).toEqual(before);
  });

  test("cannot be opened after its time", async () => {
    const key = await startDraft("en");
    await query("owner", "UPDATE draft SET expires_at = now() - interval '1 second'");
    expect(await loadDraft(key)).toBeNull();
    await expect(
      saveStep(key, { step: "relation", fields: { relation: "son" }, tokenExpired: false, today }),
    ).rejects.toMatchObject({ code: "expired" });
  });

  test("refuses fields that a page does not have", async () => {
    const key = await startDraft("en");
    await expect(
      saveStep(key, { step: "relation", fields: { relation: "son", state: "published" }, tokenExpired: false, today }),
    ).rejects.toMatchObject({ code: "invalid_input", fields: { state: "unknown_field" } });
  });
});

describe("sending", () => {
  test("turns the draft into a submission with a sealed original and a clean derivative, and forgets it", async () => {
    const original = await photoWithSecrets();
    const key = await finishedDraft(original);
    const sent = await send(key);
    expect(sent).toHaveProperty("receipt");
    expect(await loadDraft(key)).toBeNull();
    expect(await openReceipt("receipt" in sent ? sent.receipt : "")).toMatchObject({ outcome: "found" });

    const [row] = await query<{ stored_name: string; derivative: Buffer; sha256: string; width: number }>(
      "owner",
      "SELECT stored_name, derivative, sha256, width FROM attachment",
    );
    const metadata = await sharp(row?.derivative).metadata();
    expect(metadata).toMatchObject({ format: "webp", width: 1600, height: 800 });
    expect(metadata.exif ?? metadata.xmp ?? metadata.iptc).toBeUndefined();
    expect(row?.derivative.includes("Planted")).toBe(false);

    const sealed = readFileSync(join(originalsDirectory(), row?.stored_name ?? ""));
    expect(sealed.includes("Planted")).toBe(false);
    const keyholder = new Decrypter();
    const secret = readFileSync(join(env().DATA_DIR, "keys", "keyholder-1.txt"), "utf8");
    keyholder.addIdentity(/AGE-SECRET-KEY-\S+/.exec(secret)?.[0] ?? "");
    expect(Buffer.from(await keyholder.decrypt(sealed)).equals(original)).toBe(true);
  });

  test("pressed 50 times at once makes one submission and 50 equal receipts", async () => {
    const before = await query<{ n: string }>("owner", "SELECT count(*) AS n FROM submission");
    const key = await finishedDraft();
    const draft = (await loadDraft(key))?.draft;
    if (!draft) throw new Error("There is no draft.");
    const input = { token: draft.token, seen: digestOf(draft), tokenExpired: false, today };
    const answers = await Promise.all(Array.from({ length: 50 }, () => sendDraft(key, input)));
    expect(new Set(answers.map((answer) => ("receipt" in answer ? answer.receipt : "none"))).size).toBe(1);
    const after = await query<{ n: string }>("owner", "SELECT count(*) AS n FROM submission");
    expect(Number(after[0]?.n)).toBe(Number(before[0]?.n) + 1);
    // The browser never heard of it and presses again: the draft is gone, the receipt is the same.
    expect(await sendDraft(key, input)).toEqual(answers[0]);
  });

  test("sends nothing that the check page did not show", async () => {
    const key = await finishedDraft();
    const draft = (await loadDraft(key))?.draft;
    await saveStep(key, { step: "name", fields: { name: "Other", otherNames: "" }, tokenExpired: false, today });
    const sent = await sendDraft(key, {
      token: draft?.token ?? "",
      seen: draft ? digestOf(draft) : "",
      tokenExpired: false,
      today,
    });
    expect(sent).toEqual({ next: "check" });
    expect((await loadDraft(key))?.draft.errors.check).toEqual({ seen: "changed_meanwhile" });
  });

  test("with a token that is too old keeps every word and gives a new token", async () => {
    const key = await finishedDraft();
    const before = (await loadDraft(key))?.draft;
    expect(await sendDraft(key, { token: before?.token ?? "", seen: "", tokenExpired: true, today })).toEqual({
      next: "check",
    });
    const after = (await loadDraft(key))?.draft;
    expect(after?.answers).toEqual(before?.answers);
    expect(after?.token).not.toBe(before?.token);
  });

  test("of an unfinished journey leads to the first open page", async () => {
    const key = await startDraft("en");
    expect(await send(key)).toEqual({ next: "relation" });
  });
});

describe("a spelling that the check page offers", () => {
  async function sendWith(key: string, ticked: readonly string[], tokenExpired = false): ReturnType<typeof sendDraft> {
    const draft = (await loadDraft(key))?.draft;
    if (!draft) throw new Error("There is no draft.");
    return await sendDraft(key, { token: draft.token, seen: digestOf(draft), ticked, tokenExpired, today });
  }
  async function offered(key: string): Promise<string[]> {
    return offeredSpellings((await loadDraft(key))?.draft.answers ?? {}).map((each) => each.text);
  }
  async function storedNames(): Promise<{ text: string }[]> {
    const [row] = await query<{ names: { text: string }[] }>(
      "owner",
      `SELECT content -> 'names' AS names
         FROM submission_person
         JOIN submission ON submission.id = submission_id
     ORDER BY arrival DESC
        LIMIT 1`,
    );
    return row?.names ?? [];
  }

  test("is never stored without a yes", async () => {
    const key = await finishedDraft();
    const texts = await offered(key);
    expect(texts).toContain("Aygül Sinaq");
    expect(await sendWith(key, [])).toHaveProperty("receipt");
    expect((await storedNames()).map((name) => name.text)).toEqual(["ئايگۈل سىناق", "Aygul Sinaq", "Айгүл Синақ"]);
    const rows = await query<{ dump: string }>(
      "owner",
      "SELECT row_to_json(submission_person)::text AS dump FROM submission_person",
    );
    for (const text of texts) for (const { dump } of rows) expect(dump).not.toContain(text);
  });

  test("is a name like a typed one when it is ticked; what was not offered is ignored", async () => {
    const key = await finishedDraft();
    expect(await sendWith(key, ["Aygül Sinaq", "Planted Name", "Айгүл"])).toHaveProperty("receipt");
    const names = await storedNames();
    expect(names.map((name) => name.text)).toEqual(["ئايگۈل سىناق", "Aygul Sinaq", "Айгүл Синақ", "Aygül Sinaq"]);
    expect(names[3]).toEqual({
      text: "Aygül Sinaq",
      script: "Latn",
      orthography: "uly",
      kind: "variant",
      isPublic: true,
      citations: [],
    });

    const typed = await finishedDraft();
    const otherNames = `${FINISHED.name.otherNames}\nAygül Sinaq`;
    await saveStep(typed, { step: "name", fields: { ...FINISHED.name, otherNames }, tokenExpired: false, today });
    expect(await sendWith(typed, [])).toHaveProperty("receipt");
    expect(await storedNames()).toEqual(names);
  });

  test("that was ticked waits among the other names when nothing could be sent", async () => {
    const key = await finishedDraft();
    expect(await sendWith(key, ["Aygül Sinaq", "Planted Name"], true)).toEqual({ next: "check" });
    expect((await loadDraft(key))?.draft.answers.name).toEqual({
      name: "ئايگۈل سىناق",
      otherNames: "Aygul Sinaq\nАйгүл Синақ\nAygül Sinaq",
    });
    expect(await offered(key)).not.toContain("Aygül Sinaq");
  });

  test("ticked in one of two presses at once makes one submission and one receipt", async () => {
    const key = await finishedDraft();
    const draft = (await loadDraft(key))?.draft;
    if (!draft) throw new Error("There is no draft.");
    const input = { token: draft.token, seen: digestOf(draft), tokenExpired: false, today };
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        sendDraft(key, { ...input, ticked: index % 2 === 0 ? [] : ["Aygül Sinaq"] }),
      ),
    );
    expect(new Set(answers.map((answer) => ("receipt" in answer ? answer.receipt : "none"))).size).toBe(1);
    expect(answers[0]).toHaveProperty("receipt");
  });
});

describe("a photo", () => {
  test.each([
    ["SVG under the name of a JPEG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), "not_an_image"],
    [
      "a JPEG's first bytes before something else",
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(5000, 65)]),
      "image_damaged",
    ],
    ["an HTML page", Buffer.from("<!doctype html><script>alert(1)</script>"), "not_an_image"],
  ])("that is %s is refused with a sentence, and nothing of it stays", async (_what, bytes, code) => {
    const key = await startDraft("en");
    const before = sealedFiles();
    expect(await upload(key, bytes)).toEqual({ next: "photo", ok: false });
    expect((await loadDraft(key))?.draft.errors.photo).toEqual({ photo: code });
    expect(sealedFiles()).toEqual(before);
    expect(
      await query("owner", "SELECT 1 FROM draft_attachment WHERE draft_id = $1", [draftId(key, "journey")]),
    ).toEqual([]);
  });

  test("of 256 million pixels in a small file is refused by its size in pixels", async () => {
    const key = await startDraft("en");
    const bomb = largePng(16_000, 16_000);
    expect(await upload(key, bomb)).toEqual({ next: "photo", ok: false });
    expect((await loadDraft(key))?.draft.errors.photo).toEqual({ photo: "image_too_large" });
  });

  test("above 25 MB is refused and nothing of it stays", async () => {
    const key = await startDraft("en");
    const before = sealedFiles();
    const large = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(27_000_000, 1)]);
    await expect(upload(key, large)).rejects.toMatchObject({ code: "too_large" });
    expect(sealedFiles()).toEqual(before);
  });
});
