import { inTransaction } from "@/db/client";
import { listDuePublications } from "@/db/moderation";
import { AppError } from "@/domain/errors";
import { publishSubmission } from "./publish-submission";

/**
 * Publishes what was approved and whose hold is over, one submission a transaction. One that somebody decided otherwise
 * in the meantime is passed over.
 *
 * @returns how many were published
 */
export async function publishDue(now = new Date()): Promise<number> {
  let published = 0;
  for (const id of await listDuePublications(now)) {
    try {
      await inTransaction("mod", (tx) => publishSubmission(tx, id, "system:hold"));
      published += 1;
    } catch (error) {
      if (!(error instanceof AppError && error.code === "conflict")) throw error;
    }
  }
  return published;
}
