import { recordAudit } from "@/db/audit";
import { inTransaction } from "@/db/client";
import { findSubmissionFile, type SubmissionFile } from "@/db/moderation";
import { listStaffNames } from "@/db/staff";
import { AppError } from "@/domain/errors";
import { type Actor, authorize } from "@/domain/policy";

/**
 * Everything that moderation keeps of one submission, with the pseudonyms of those who acted on it. Reading it is an
 * event: nobody looks without a trace.
 *
 * @throws AppError `not_found`
 */
export async function openSubmission(
  actor: Actor,
  submissionId: string,
): Promise<SubmissionFile & { names: ReadonlyMap<string, string> }> {
  authorize(actor, "submission:open");
  const file = await inTransaction("mod", async (tx) => {
    const found = await findSubmissionFile(tx, submissionId);
    if (!found) throw new AppError("not_found");
    await recordAudit(tx, { actorId: actor.id, action: "submission.opened", subjectId: submissionId });
    return found;
  });
  return { ...file, names: await listStaffNames() };
}
