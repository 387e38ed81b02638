import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { inTransaction, isDuplicate, type Tx } from "@/db/client";
import { findByToken, insertSubmission, type NewAttachment } from "@/db/intake";
import { AUDIENCES, ORIGINS } from "@/domain/codes";
import { AppError } from "@/domain/errors";
import { CONSENT_FIELDS } from "@/domain/journey";
import { deriveReceipt } from "@/domain/receipt";
import { personContent } from "@/domain/submission";
import { required } from "@/lib/env";
import { hashBody, hashReceipt, hashToken, receiptBytes } from "@/lib/receipt-hash";
import { ENVELOPE_KINDS, parseRecipients, sealEnvelope } from "@/lib/sealing";

export const testimonySubmission = z.strictObject({
  /** Who hands it in. Imports have a verb of their own. */
  origin: z.enum(ORIGINS).exclude(["import"]),
  /**
   * The key by which a repetition is known: the form's signed token, or an API client's `Idempotency-Key`. The door
   * has checked it; tokens of different origins never meet.
   */
  token: z.string().min(16, "required").max(255, "too_long"),
  /** BCP 47 tag of the language that it is told in; `und` when nobody said. */
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "unknown_value"),
  persons: z
    .array(
      z.strictObject({
        content: personContent,
        consents: z
          .array(
            z.strictObject({
              field: z.enum(CONSENT_FIELDS),
              audience: z.enum(AUDIENCES),
              given: z.boolean(),
            }),
          )
          .max(20, "too_many"),
      }),
    )
    .min(1, "required")
    .max(20, "too_many"),
  /** For the keyholders alone: contact, the submitter's name, answers for the archive only, names of files. */
  sealed: z.array(z.strictObject({ kind: z.enum(ENVELOPE_KINDS), payload: z.json() })).max(20, "too_many"),
});
export type TestimonySubmission = z.infer<typeof testimonySubmission>;

/** What a door may add that does not come from outside: files that were received already, and work of the same moment. */
export type Belongings = {
  /** Read from the rows of the draft, never from a request. */
  readonly attachments: readonly NewAttachment[];
  /** Runs in the same transaction: the draft goes when the submission comes, or neither. */
  readonly alongside?: (tx: Tx) => Promise<void>;
};

export type Submitted = {
  readonly receipt: string;
  readonly repeated: boolean;
};

/**
 * Receives a testimony and returns the receipt by which the submitter comes back. The form and the API call this same
 * verb.
 *
 * What is private is sealed to the keyholders before it touches a disk; the rest waits for two reviewers and is
 * neither searchable nor public until then. The row, its files' rows and the trace are written together, so an answer
 * means that all of it is kept. Calling it again with the same token and the same body gives the same receipt and
 * writes nothing, also when both calls run at once.
 *
 * @throws AppError `conflict` with `token: token_reused` when the token was used for another body
 */
export async function submitTestimony(
  input: TestimonySubmission,
  belongings: Belongings = { attachments: [] },
): Promise<Submitted> {
  const pepper = required("RECEIPT_PEPPER");
  const { token, ...body } = input;
  const bodyHash = hashBody(pepper, {
    ...body,
    files: belongings.attachments.map((file) => file.sha256),
  });
  const tokenHash = hashToken(pepper, input.origin, token);
  const receipt = deriveReceipt(receiptBytes(pepper, tokenHash, bodyHash));

  const before = await findByToken(tokenHash);
  if (before) return repetition(before, bodyHash, receipt);

  const id = randomUUID();
  const envelopes = await sealParts(id, input.sealed);
  const receiptHash = await hashReceipt(pepper, receipt);
  try {
    await inTransaction("web", async (tx) => {
      await insertSubmission(tx, {
        id,
        origin: input.origin,
        receiptHash,
        tokenHash,
        bodyHash,
        language: input.language,
        persons: input.persons,
        envelopes,
        attachments: belongings.attachments,
      });
      await belongings.alongside?.(tx);
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    // Another call with this token was quicker; what it wrote decides.
    const winner = await findByToken(tokenHash);
    if (!winner) throw error;
    return repetition(winner, bodyHash, receipt);
  }
  return { receipt, repeated: false };
}

function repetition(before: { bodyHash: string | null }, bodyHash: string, receipt: string): Submitted {
  if (before.bodyHash !== bodyHash) throw new AppError("conflict", { token: "token_reused" });
  return { receipt, repeated: true };
}

async function sealParts(
  record: string,
  parts: TestimonySubmission["sealed"],
): Promise<{ kind: string; ciphertext: Uint8Array }[]> {
  if (parts.length === 0) return [];
  const recipients = parseRecipients(await readFile(required("KEYHOLDERS"), "utf8"));
  const day = new Date().toISOString().slice(0, 10);
  return await Promise.all(
    parts.map(async ({ kind, payload }) => ({
      kind,
      ciphertext: await sealEnvelope(recipients, {
        record,
        kind,
        day,
        payload,
      }),
    })),
  );
}
