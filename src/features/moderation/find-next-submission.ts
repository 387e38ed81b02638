import { nextForReviewer } from "@/db/moderation";
import { type Actor, authorize } from "@/domain/policy";

/** The oldest submission that this person can still decide about; null when there is none. */
export async function findNextSubmission(actor: Actor): Promise<string | null> {
  authorize(actor, "submission:list");
  return await nextForReviewer(actor.id);
}
