import { inTransaction, type Tx } from "@/db/client";
import { findSubmissionHead, insertApproval, moveSubmission } from "@/db/moderation";
import { stateAfter } from "@/domain/policy";
import { publishSubmission } from "@/features/moderation/publish-submission";

const TWO = ["operator:one", "operator:two"] as const;

/** Publishes a received submission as two people would, by the one door. */
export async function publishAsTwo(submissionId: string): Promise<string> {
  return inTransaction("owner", (tx) => publishWithin(tx, submissionId));
}

/** The same in a transaction of the caller. Answers the public identifier of the first record. */
export async function publishWithin(tx: Tx, submissionId: string): Promise<string> {
  let head = await findSubmissionHead(tx, submissionId);
  if (!head) throw new Error("There is no such submission.");
  head = await moveSubmission(tx, {
    submission: head,
    version: head.version,
    to: stateAfter(head.state, "claim"),
    decision: "claim",
    actorId: TWO[0],
  });
  for (const actorId of TWO) {
    await insertApproval(tx, { submissionId, actorId, contentHash: head.contentHash });
    head = await moveSubmission(tx, {
      submission: head,
      version: head.version,
      to: stateAfter(head.state, "approve"),
      decision: "approve",
      actorId,
    });
  }
  const [record = ""] = await publishSubmission(tx, submissionId, TWO[1]);
  return record;
}
