import { z } from "zod";
import { recordAudit } from "@/db/audit";
import { inTransaction } from "@/db/client";
import { listSubmissionsOfPerson, lockSubmission, moveSubmission } from "@/db/moderation";
import { DECISION_REASONS, writeReason } from "@/domain/decision-reason";
import { AppError } from "@/domain/errors";
import { type Actor, authorize, TRANSITIONS } from "@/domain/policy";
import { prose } from "@/domain/text";

export const unlisting = z.strictObject({
  personId: z.string().regex(/^MU-\d{1,12}$/),
  reason: z.enum(DECISION_REASONS, "unknown_value"),
  note: prose(2000).nullable(),
});
export type Unlisting = z.infer<typeof unlisting>;

/**
 * Takes a record off the archive at once: page, search and API, in one transaction. A tombstone without a reason stays.
 * One person suffices, because hiding by mistake can be undone and showing cannot.
 *
 * @throws AppError `not_found` when there is no such record in the archive
 */
export async function unlistPerson(actor: Actor, input: Unlisting): Promise<void> {
  authorize(actor, "person:unlist");
  await inTransaction("mod", async (tx) => {
    const found = await listSubmissionsOfPerson(tx, input.personId);
    if (found.length === 0) throw new AppError("not_found");
    for (const { id } of found) {
      const submission = await lockSubmission(tx, id);
      if (!submission) continue;
      // One that is being edited is not published as such, but its former content still is.
      const decision = TRANSITIONS[submission.state].unlist ? "unlist" : "keep_internal";
      const to = TRANSITIONS[submission.state][decision];
      if (!to) continue; // somebody else took it off in the meantime
      await moveSubmission(tx, {
        submission,
        version: submission.version,
        to,
        decision,
        actorId: actor.id,
        reason: writeReason(input.reason, input.note),
        set: { internalReason: input.reason, publishAfter: null },
      });
    }
    await recordAudit(tx, { actorId: actor.id, action: "person.unlisted", subjectId: input.personId });
  });
}
