import { z } from "zod";
import { recordAudit } from "@/db/audit";
import { inTransaction } from "@/db/client";
import { lockSubmission, moveSubmission } from "@/db/moderation";
import type { ReviewState } from "@/domain/codes";
import { AppError } from "@/domain/errors";
import { type Actor, authorize, stateAfter } from "@/domain/policy";

export const submissionClaim = z.strictObject({ submissionId: z.uuid(), version: z.coerce.number().int().min(0) });
export type SubmissionClaim = z.infer<typeof submissionClaim>;

/**
 * Takes a submission into review and says who looks after it.
 *
 * @throws AppError `not_found`; `conflict` when somebody was quicker
 */
export async function claimSubmission(actor: Actor, input: SubmissionClaim): Promise<ReviewState> {
  authorize(actor, "submission:claim");
  return await inTransaction("mod", async (tx) => {
    const submission = await lockSubmission(tx, input.submissionId);
    if (!submission) throw new AppError("not_found");
    if (submission.version !== input.version) throw new AppError("conflict", { version: "changed_meanwhile" });
    const to = stateAfter(submission.state, "claim");
    await moveSubmission(tx, {
      submission,
      version: input.version,
      to,
      decision: "claim",
      actorId: actor.id,
      set: { claimedById: actor.id },
    });
    await recordAudit(tx, { actorId: actor.id, action: "submission.claimed", subjectId: submission.id });
    return to;
  });
}
