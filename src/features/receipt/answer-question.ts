import { z } from "zod";
import { isDuplicate } from "@/db/client";
import { findByReceipt, insertAnswer } from "@/db/intake";
import { AppError } from "@/domain/errors";
import { prose } from "@/domain/text";
import { required } from "@/lib/env";
import { hashToken } from "@/lib/receipt-hash";

export const answerInput = z.strictObject({ answer: z.string("required").pipe(prose(10_000)) });

/** States in which nobody is there to read an answer any more. */
const CLOSED: ReadonlySet<string> = new Set(["withdrawn", "expired"]);

/**
 * Gives the reviewers a family's answer. A submission that waited for it goes back to review; one that did not takes it
 * as an addition. The same form sent twice adds one answer.
 *
 * @throws AppError `not_found` when there is no such submission (any more), `conflict` when it was withdrawn
 */
export async function answerQuestion(receiptHash: string, input: { answer: string; token: string }): Promise<void> {
  const own = await findByReceipt(receiptHash);
  if (!own) throw new AppError("not_found");
  if (CLOSED.has(own.state)) throw new AppError("conflict", { answer: "not_allowed_now" });
  const tokenHash = hashToken(required("RECEIPT_PEPPER"), "answer", input.token);
  try {
    await insertAnswer(receiptHash, { submissionId: own.id, body: input.answer, tokenHash });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}
