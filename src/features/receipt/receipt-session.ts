import { z } from "zod";
import { findDraft, insertDraft } from "@/db/drafts";
import { FIELD_CODES } from "@/domain/errors";
import { draftId, isDraftKey, newDraftKey, openDraft, sealDraft } from "@/lib/draft-cipher";
import { required } from "@/lib/env";
import { newFormToken } from "@/lib/form-token";

/** How long an opened receipt can be looked at before it has to be typed again. */
const LIFETIME_MS = 30 * 60 * 1000;

const content = z.strictObject({
  /** The number itself: to be shown once after sending, or as it was typed, with what is wrong with it. */
  shown: z.string().nullable(),
  typed: z.string().nullable(),
  /** By which the database knows it; null when it cannot be a receipt. */
  hash: z.string().nullable(),
  error: z.enum(FIELD_CODES).nullable(),
  /** What was typed into a page of an open receipt, and what was wrong with it. */
  answer: z.string().nullable(),
  answerError: z.enum(FIELD_CODES).nullable(),
  done: z.enum(["answered", "withdrawn"]).nullable(),
  token: z.string(),
});
export type ReceiptSession = z.infer<typeof content>;

/**
 * Keeps, between a post and the page that shows its result, what belongs to a receipt: as ciphertext under a random key
 * that only the browser has. So nothing of it stands in an address, and refresh and back are harmless.
 */
export async function rememberReceipt(session: Omit<ReceiptSession, "token">): Promise<string> {
  const key = newDraftKey();
  const id = draftId(key, "receipt");
  const token = newFormToken(required("FORM_SECRET"), "receipt-answer", id);
  await insertDraft({
    id,
    kind: "receipt",
    ciphertext: sealDraft(key, "receipt", Buffer.from(JSON.stringify({ ...session, token }))),
    expiresAt: new Date(Date.now() + LIFETIME_MS),
  });
  return key;
}

/** What the browser's key opens; null when its half hour is over, or it never had any. */
export async function recallReceipt(key: string | undefined): Promise<ReceiptSession | null> {
  if (!isDraftKey(key)) return null;
  const row = await findDraft(draftId(key, "receipt"), "receipt");
  const plaintext = row && openDraft(key, "receipt", row.ciphertext);
  if (!plaintext) return null;
  const parsed = content.safeParse(JSON.parse(plaintext.toString("utf8")));
  return parsed.success ? parsed.data : null;
}

/** A session in which nothing was typed yet. */
export const EMPTY_SESSION = {
  shown: null,
  typed: null,
  hash: null,
  error: null,
  answer: null,
  answerError: null,
  done: null,
} as const satisfies Omit<ReceiptSession, "token">;
