import { randomInt } from "node:crypto";
import { z } from "zod";
import { recordAudit } from "@/db/audit";
import { inTransaction, type Tx } from "@/db/client";
import { insertApproval, listApprovals, lockSubmission, moveSubmission, type SubmissionHead } from "@/db/moderation";
import type { ReviewState } from "@/domain/codes";
import { DECISION_REASONS, writeReason } from "@/domain/decision-reason";
import { AppError } from "@/domain/errors";
import { type Actor, authorize, type AuditAction, stateAfter } from "@/domain/policy";
import { prose } from "@/domain/text";
import { env } from "@/lib/env";
import { publishSubmission } from "./publish-submission";

const subject = { submissionId: z.uuid(), version: z.coerce.number().int().min(0) };
const reasoned = {
  ...subject,
  reason: z.enum(DECISION_REASONS, "unknown_value"),
  note: prose(2000).nullable(),
};
export const decisionInput = z.discriminatedUnion("decision", [
  z.strictObject({ decision: z.literal("approve"), ...subject, contentHash: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.strictObject({ decision: z.literal("reject"), ...reasoned }),
  z.strictObject({ decision: z.literal("keep_internal"), ...reasoned }),
  z.strictObject({ decision: z.literal("reopen"), ...subject }),
  z.strictObject({ decision: z.literal("publish"), ...subject }),
]);
export type DecisionInput = z.infer<typeof decisionInput>;
type Approval = Extract<DecisionInput, { decision: "approve" }>;

const ABILITY = {
  approve: "submission:approve",
  reject: "submission:reject",
  keep_internal: "submission:reject",
  reopen: "submission:reject",
  publish: "submission:publish",
} as const satisfies Record<DecisionInput["decision"], string>;

const ACTION = {
  reject: "submission.rejected",
  keep_internal: "submission.kept_internal",
  reopen: "submission.reopened",
} as const satisfies Record<string, AuditAction>;

export type Decided = { state: ReviewState; publicIds: string[] };

/**
 * Decides about a submission as it was when the moderator read it.
 *
 * An approval binds to the content that was read. The second one, by another person, approves the submission; it is
 * published in the same transaction, or after a random hold where there is one. `publish` ends a hold early.
 *
 * @throws AppError `not_found`; `conflict` with `version: changed_meanwhile` when somebody decided or edited since, with
 * `approval: same_person` or `own_edit`, or with `decision: not_allowed_now`
 */
export async function decideSubmission(actor: Actor, input: DecisionInput): Promise<Decided> {
  authorize(actor, ABILITY[input.decision]);
  return await inTransaction("mod", async (tx) => {
    const submission = await lockSubmission(tx, input.submissionId);
    if (!submission) throw new AppError("not_found");
    if (submission.version !== input.version) throw new AppError("conflict", { version: "changed_meanwhile" });
    if (input.decision === "approve") return await approve(tx, submission, actor.id, input);
    if (input.decision === "publish") {
      const publicIds = await publishSubmission(tx, submission.id, actor.id);
      return { state: "published", publicIds };
    }
    const to = stateAfter(submission.state, input.decision);
    const reason = input.decision === "reopen" ? null : writeReason(input.reason, input.note);
    await moveSubmission(tx, {
      submission,
      version: input.version,
      to,
      decision: input.decision,
      actorId: actor.id,
      reason,
      set: { publishAfter: null, ...(input.decision === "keep_internal" && { internalReason: input.reason }) },
    });
    await recordAudit(tx, { actorId: actor.id, action: ACTION[input.decision], subjectId: submission.id });
    return { state: to, publicIds: [] };
  });
}

async function approve(tx: Tx, submission: SubmissionHead, actorId: string, input: Approval): Promise<Decided> {
  if (submission.contentHash !== input.contentHash) throw new AppError("conflict", { version: "changed_meanwhile" });
  const next = stateAfter(submission.state, "approve");
  if (submission.lastEditorId === actorId) throw new AppError("conflict", { approval: "own_edit" });
  await insertApproval(tx, { submissionId: submission.id, actorId, contentHash: input.contentHash });
  await recordAudit(tx, { actorId, action: "submission.approved", subjectId: submission.id });

  const others = (await listApprovals(tx, submission)).filter((id) => id !== actorId && id !== submission.lastEditorId);
  // A question in between leads back to the first review, but somebody else may have approved this content before.
  const path = next === "second_review" && others.length > 0 ? [next, stateAfter(next, "approve")] : [next];
  const publishAfter = endOfHold();
  let now = submission;
  for (const to of path) {
    const set = to === "approved" ? { publishAfter } : {};
    now = await moveSubmission(tx, { submission: now, version: now.version, to, decision: "approve", actorId, set });
  }
  if (now.state !== "approved" || publishAfter !== null) return { state: now.state, publicIds: [] };
  return { state: "published", publicIds: await publishSubmission(tx, submission.id, actorId) };
}

/** When an approved submission goes out; null for at once. Not the moment of the decision: it could tell who spoke. */
function endOfHold(): Date | null {
  const hours = env().PUBLICATION_HOLD_HOURS;
  return hours === 0 ? null : new Date(Date.now() + randomInt(Math.ceil(hours * 3_600_000)));
}
