import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readJourney } from "@/domain/journey";
import { answerQuestion } from "@/features/receipt/answer-question";
import { openReceipt } from "@/features/receipt/open-receipt";
import { EMPTY_SESSION, recallReceipt, rememberReceipt } from "@/features/receipt/receipt-session";
import { withdrawSubmission } from "@/features/receipt/withdraw-submission";
import { submitTestimony } from "@/features/submission/submit-testimony";
import { query } from "../support/database";
import { FINISHED } from "../support/journey-answers";

async function received(): Promise<{ receipt: string; hash: string; id: string }> {
  const told = readJourney(FINISHED, { today: "2026-11-21", hasPhoto: false });
  if (!told) throw new Error("The journey is not finished.");
  const { receipt } = await submitTestimony({
    origin: "family",
    token: randomBytes(24).toString("base64url"),
    language: "en",
    persons: [{ content: told.content, consents: [] }],
    sealed: [],
  });
  const opened = await openReceipt(receipt);
  if (opened.outcome !== "found") throw new Error("The receipt opens nothing.");
  return { receipt, hash: opened.hash, id: opened.own.id };
}

async function state(id: string): Promise<string | undefined> {
  const [row] = await query<{ state: string }>("owner", "SELECT state FROM submission WHERE id = $1", [id]);
  return row?.state;
}

async function ask(id: string, question: string): Promise<void> {
  await query("owner", "UPDATE submission SET state = 'first_review', version = version + 1 WHERE id = $1", [id]);
  await query("owner", "UPDATE submission SET state = 'needs_information', version = version + 1 WHERE id = $1", [id]);
  await query(
    "owner",
    "INSERT INTO message (id, submission_id, direction, body) VALUES (gen_random_uuid(), $1, 'question', $2)",
    [id, question],
  );
}

describe("a receipt", () => {
  test("opens its submission however it is written, without testimony or contact", async () => {
    const { receipt } = await received();
    const grouped = receipt.replace(/(\d{4})/g, "$1 ");
    const arabic = receipt.replace(/\d/g, (digit) => String.fromCodePoint(0x0660 + Number(digit)));
    for (const typed of [grouped, receipt.replace(/(\d{4})/g, "$1-"), ` ${receipt}\n`, arabic]) {
      const opened = await openReceipt(typed);
      expect(opened).toMatchObject({ outcome: "found", own: { state: "received" } });
      expect(JSON.stringify(opened)).not.toContain("autumn");
    }
  });

  test("that was never given and one that was erased look the same", async () => {
    const { receipt, id } = await received();
    await query("owner", "DELETE FROM submission WHERE id = $1", [id]);
    const erased = await openReceipt(receipt);
    expect(erased).toMatchObject({ outcome: "unknown" });
    expect(Object.keys(erased).sort()).toEqual(["hash", "outcome"]);
  });

  test("with a wrong check digit costs no Argon2", async () => {
    const { receipt } = await received();
    const wrong = receipt.slice(0, -1) + String((Number(receipt.at(-1)) + 1) % 10);
    const spent = async (typed: string, times: number): Promise<number> => {
      const begin = performance.now();
      for (let each = 0; each < times; each += 1) await openReceipt(typed);
      return performance.now() - begin;
    };
    expect(await openReceipt(wrong)).toEqual({ outcome: "malformed" });
    // A ratio, not a time: two hundred wrong ones cost less than ten right ones.
    expect(await spent(wrong, 200)).toBeLessThan(await spent(receipt, 10));
  });

  test("between two pages lies in the database as ciphertext only", async () => {
    const key = await rememberReceipt({ ...EMPTY_SESSION, shown: "12345678901234567890", answer: "PLANTED" });
    expect(await recallReceipt(key)).toMatchObject({ shown: "12345678901234567890" });
    const [row] = await query<{ dump: string }>(
      "owner",
      "SELECT string_agg(encode(ciphertext, 'escape'), '') AS dump FROM draft",
    );
    expect(row?.dump).not.toMatch(/12345678901234567890|PLANTED/);
  });
});

describe("answering", () => {
  test("leads a submission that waited back to review, once however often it is sent", async () => {
    const { hash, id, receipt } = await received();
    await ask(id, "In which town was that?");
    const before = await openReceipt(receipt);
    expect(before).toMatchObject({ own: { messages: [{ direction: "question", body: "In which town was that?" }] } });
    await Promise.all(
      Array.from({ length: 8 }, () => answerQuestion(hash, { answer: "In Kashgar.", token: "the same token" })),
    );
    const rows = await query("owner", "SELECT 1 FROM message WHERE submission_id = $1 AND direction = 'answer'", [id]);
    expect(rows).toHaveLength(1);
    expect(await state(id)).toBe("first_review");
  });

  test("without a question adds to the submission and leaves its state", async () => {
    const { hash, id } = await received();
    await answerQuestion(hash, { answer: "One thing more.", token: randomBytes(9).toString("hex") });
    expect(await state(id)).toBe("received");
  });

  test("is refused to whoever has no receipt, and after a withdrawal", async () => {
    await expect(answerQuestion("no such hash", { answer: "A", token: "t" })).rejects.toMatchObject({
      code: "not_found",
    });
    const { hash } = await received();
    await withdrawSubmission(hash);
    await expect(answerQuestion(hash, { answer: "A", token: "u" })).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("withdrawing", () => {
  test("takes effect at once, leaves a trace, and may be repeated", async () => {
    const { hash, id } = await received();
    await Promise.all([withdrawSubmission(hash), withdrawSubmission(hash), withdrawSubmission(hash)]);
    expect(await state(id)).toBe("withdrawn");
    const rows = await query(
      "owner",
      "SELECT 1 FROM audit_event WHERE subject_id = $1 AND action = 'submission.withdrawn'",
      [id],
    );
    expect(rows).toHaveLength(1);
  });

  test("is refused to whoever has no receipt", async () => {
    await expect(withdrawSubmission("no such hash")).rejects.toMatchObject({ code: "not_found" });
  });
});
