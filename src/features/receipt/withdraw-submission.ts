import { findByReceipt, withdrawOwn } from "@/db/intake";
import { AppError } from "@/domain/errors";

const ATTEMPTS = 8;

/**
 * Takes a submission back: what it published leaves the archive in the same transaction, and nobody is asked why.
 * Doing it twice is harmless. A decision made at the same moment does not stop it.
 *
 * @throws AppError `not_found` when there is no such submission (any more)
 */
export async function withdrawSubmission(receiptHash: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const own = await findByReceipt(receiptHash);
    if (!own) throw new AppError("not_found");
    if (own.state === "withdrawn") return;
    if (await withdrawOwn(receiptHash, own)) return;
  }
  throw new AppError("conflict");
}
