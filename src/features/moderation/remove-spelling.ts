import { z } from "zod";
import { recordAudit } from "@/db/audit";
import { inTransaction } from "@/db/client";
import { restartIndexCheck } from "@/db/jobs";
import { deleteSpelling } from "@/db/lexicon";
import { type Actor, authorize } from "@/domain/policy";

export const spellingToRemove = z.strictObject({ id: z.coerce.number().int().min(1).max(2_147_483_647) });
export type SpellingToRemove = z.infer<typeof spellingToRemove>;

/**
 * Takes back a spelling that somebody added to the lexicon; what ships with the archive stays. Harmless when it is gone.
 *
 * @returns false when there was nothing to take back
 */
export async function removeSpelling(actor: Actor, input: SpellingToRemove): Promise<boolean> {
  authorize(actor, "spelling:edit");
  const { id } = spellingToRemove.parse(input);
  return inTransaction("mod", async (tx) => {
    if (!(await deleteSpelling(tx, id))) return false;
    await recordAudit(tx, { actorId: actor.id, action: "spelling.removed", subjectId: `spelling:${id}` });
    await restartIndexCheck(tx);
    return true;
  });
}
