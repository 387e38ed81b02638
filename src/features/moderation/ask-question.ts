import { z } from "zod";
import { recordAudit } from "@/db/audit";
import { inTransaction } from "@/db/client";
import { insertQuestion, lockSubmission, moveSubmission } from "@/db/moderation";
import { AppError } from "@/domain/errors";
import { type Actor, authorize, stateAfter } from "@/domain/policy";
import { prose } from "@/domain/text";

export const question = z.strictObject({
  submissionId: z.uuid(),
  version: z.coerce.number().int().min(0),
  question: prose(2000),
});
export type Question = z.infer<typeof question>;

/**
 * Puts a question to the family, who sees it on their receipt page. The submission waits for the answer.
 *
 * @throws AppError `not_found`; `conflict` when it was changed meanwhile, or nobody can be asked in its state
 */
export async function askQuestion(actor: Actor, input: Question): Promise<void> {
  authorize(actor, "submission:ask");
  await inTransaction("mod", async (tx) => {
    const submission = await lockSubmission(tx, input.submissionId);
    if (!submission) throw new AppError("not_found");
    // An import has no family behind it that could answer.
    if (submission.origin === "import") throw new AppError("conflict", { decision: "not_allowed_now" });
    if (submission.version !== input.version) throw new AppError("conflict", { version: "changed_meanwhile" });
    const to = stateAfter(submission.state, "ask");
    await moveSubmission(tx, { submission, version: input.version, to, decision: "ask", actorId: actor.id });
    await insertQuestion(tx, submission.id, input.question);
    await recordAudit(tx, { actorId: actor.id, action: "submission.asked", subjectId: submission.id });
  });
}
