import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readJourney } from "@/domain/journey";
import { parseReceipt } from "@/domain/receipt";
import { openReceipt } from "@/features/receipt/open-receipt";
import { submitTestimony, type TestimonySubmission } from "@/features/submission/submit-testimony";
import { query } from "../support/database";
import { FINISHED } from "../support/journey-answers";

function submission(change: Partial<TestimonySubmission> = {}): TestimonySubmission {
  const told = readJourney(FINISHED, { today: "2026-11-21", hasPhoto: false });
  if (!told) throw new Error("The journey is not finished.");
  return {
    origin: "family",
    token: randomBytes(24).toString("base64url"),
    language: "en",
    persons: [{ content: told.content, consents: [...told.consents] }],
    sealed: [{ kind: "contact", payload: "an address that nobody here may read" }],
    ...change,
  };
}

async function count(): Promise<number> {
  const rows = await query<{ n: string }>("owner", "SELECT count(*) AS n FROM submission");
  return Number(rows[0]?.n);
}

describe("submitTestimony", () => {
  test("keeps the case, its consents and its trace, and gives a receipt that opens it", async () => {
    const { receipt } = await submitTestimony(submission());
    expect(parseReceipt(receipt)).toBe(receipt);
    const opened = await openReceipt(receipt);
    expect(opened).toMatchObject({ outcome: "found", own: { state: "received", messages: [] } });
    const rows = await query<{ consents: string; trace: string }>(
      "owner",
      `SELECT (SELECT count(*) FROM consent) AS consents,
              (SELECT count(*) FROM audit_event WHERE action = 'submission.received') AS trace`,
    );
    expect(Number(rows[0]?.consents)).toBe(4);
    expect(Number(rows[0]?.trace)).toBeGreaterThan(0);
  });

  test("of 50 equal posts at once makes one row, and gives all of them one receipt", async () => {
    for (let round = 0; round < 4; round += 1) {
      const before = await count();
      const same = submission();
      const answers = await Promise.all(Array.from({ length: 50 }, () => submitTestimony(same)));
      expect(new Set(answers.map((answer) => answer.receipt)).size).toBe(1);
      expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1);
      expect(await count()).toBe(before + 1);
    }
  });

  test("gives a retry after a lost answer the same receipt", async () => {
    const before = await count();
    for (let round = 0; round < 20; round += 1) {
      const same = submission();
      const first = await submitTestimony(same);
      expect(await submitTestimony(same)).toEqual({ receipt: first.receipt, repeated: true });
    }
    expect(await count()).toBe(before + 20);
  });

  test("refuses the same token for another body", async () => {
    const first = submission();
    await submitTestimony(first);
    await expect(submitTestimony({ ...first, language: "ug" })).rejects.toMatchObject({
      code: "conflict",
      fields: { token: "token_reused" },
    });
  });

  test("keeps no receipt, no token and no contact anywhere in the database", async () => {
    const sent = submission();
    const { receipt } = await submitTestimony(sent);
    const rows = await query<{ dump: string }>(
      "owner",
      `SELECT (SELECT json_agg(s)::text FROM submission s) || (SELECT json_agg(e)::text FROM sealed_envelope e)
           || (SELECT json_agg(p)::text FROM submission_person p) AS dump`,
    );
    for (const secret of [receipt, sent.token, "nobody here may read"]) expect(rows[0]?.dump).not.toContain(secret);
  });
});
