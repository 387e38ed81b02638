import { z } from "zod";
import { recordAudit } from "@/db/audit";
import { inTransaction } from "@/db/client";
import { insertEdit, listSubmittedPersons, lockSubmission, moveSubmission, updateContent } from "@/db/moderation";
import { applyEdit, differencesBetween } from "@/domain/editing";
import { AppError, FIELD_CODES, type FieldCode } from "@/domain/errors";
import { type Actor, authorize, stateAfter } from "@/domain/policy";
import { personContent } from "@/domain/submission";

export const submissionEdit = z.strictObject({
  submissionId: z.uuid(),
  version: z.coerce.number().int().min(0),
  submissionPersonId: z.uuid(),
  /** Values by path: `testimonies.0.text`. */
  typed: z.map(z.string().max(120), z.string().max(100_000)),
  /** Paths of items that are left out: `relatives.1`. */
  removed: z.set(z.string().max(120)),
});
export type SubmissionEdit = z.infer<typeof submissionEdit>;

/**
 * Changes what would be published about one person, and keeps each change as a difference, with who made it. Every
 * approval so far is of other content now, so review begins anew; whoever edits does not approve.
 *
 * @returns whether anything was different
 * @throws AppError `not_found`; `invalid_input` naming the fields; `conflict` when it was changed meanwhile, or may not
 * be edited in its state
 */
export async function editSubmission(actor: Actor, input: SubmissionEdit): Promise<boolean> {
  authorize(actor, "submission:edit");
  return await inTransaction("mod", async (tx) => {
    const submission = await lockSubmission(tx, input.submissionId);
    if (!submission) throw new AppError("not_found");
    const persons = await listSubmittedPersons(tx, submission.id);
    const person = persons.find(({ id }) => id === input.submissionPersonId);
    if (!person) throw new AppError("not_found");
    if (submission.version !== input.version) throw new AppError("conflict", { version: "changed_meanwhile" });
    const to = stateAfter(submission.state, "edit");

    const parsed = personContent.safeParse(applyEdit(person.content, input.typed, input.removed));
    if (!parsed.success) throw new AppError("invalid_input", fieldsOf(parsed.error));
    if (!parsed.data.names.some((name) => name.isPublic)) throw new AppError("invalid_input", { names: "required" });
    const differences = differencesBetween(person.content, parsed.data);
    if (differences.length === 0) return false;

    await moveSubmission(tx, {
      submission,
      version: input.version,
      to,
      decision: "edit",
      actorId: actor.id,
      set: { lastEditorId: actor.id, publishAfter: null },
    });
    await updateContent(tx, person.id, parsed.data);
    await insertEdit(tx, { submissionPersonId: person.id, editorId: actor.id, differences });
    await recordAudit(tx, { actorId: actor.id, action: "submission.edited", subjectId: submission.id });
    return true;
  });
}

/** Where the schema gave one of our codes as its message, that; otherwise what kind of problem it was. */
function fieldsOf(error: z.ZodError): Record<string, FieldCode> {
  const entries = error.issues.map((issue) => {
    const known = FIELD_CODES.find((code) => code === issue.message);
    const code: FieldCode =
      known ??
      (issue.code === "invalid_value" ? "unknown_value" : issue.code === "too_big" ? "out_of_range" : "wrong_type");
    return [issue.path.join("."), code] as const;
  });
  return Object.fromEntries(entries);
}
