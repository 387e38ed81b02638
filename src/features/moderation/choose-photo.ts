import { z } from "zod";
import { recordAudit } from "@/db/audit";
import { inTransaction } from "@/db/client";
import { findSubmissionFile, insertEdit, lockSubmission, moveSubmission, setForPublication } from "@/db/moderation";
import { AppError } from "@/domain/errors";
import { type Actor, authorize, stateAfter } from "@/domain/policy";

export const photoChoice = z.strictObject({
  submissionId: z.uuid(),
  version: z.coerce.number().int().min(0),
  attachmentId: z.uuid(),
  forPublication: z.enum(["yes", "no"]).transform((answer) => answer === "yes"),
});
export type PhotoChoice = z.infer<typeof photoChoice>;

/**
 * Chooses whether a photo is published with the record. Only one that the family agreed to publish has a clean copy,
 * and only that can be chosen. Like every edit it begins the review anew.
 *
 * @throws AppError `not_found`; `conflict` when it was changed meanwhile or may not be edited in its state
 */
export async function choosePhoto(actor: Actor, input: PhotoChoice): Promise<void> {
  authorize(actor, "submission:edit");
  await inTransaction("mod", async (tx) => {
    const submission = await lockSubmission(tx, input.submissionId);
    const file = submission && (await findSubmissionFile(tx, submission.id));
    const photo = file?.attachments.find(({ id }) => id === input.attachmentId);
    if (!submission || !photo?.hasDerivative || photo.submissionPersonId === null) throw new AppError("not_found");
    if (submission.version !== input.version) throw new AppError("conflict", { version: "changed_meanwhile" });
    if (photo.forPublication === input.forPublication) return;
    await moveSubmission(tx, {
      submission,
      version: input.version,
      to: stateAfter(submission.state, "edit"),
      decision: "edit",
      actorId: actor.id,
      set: { lastEditorId: actor.id, publishAfter: null },
    });
    await setForPublication(tx, photo.id, input.forPublication);
    await insertEdit(tx, {
      submissionPersonId: photo.submissionPersonId,
      editorId: actor.id,
      differences: [{ path: "photo.forPublication", before: photo.forPublication, after: input.forPublication }],
    });
    await recordAudit(tx, { actorId: actor.id, action: "submission.edited", subjectId: submission.id });
  });
}
