import { z } from "zod";
import { recordAudit } from "@/db/audit";
import { inTransaction } from "@/db/client";
import { restartIndexCheck } from "@/db/jobs";
import { currentLexicon, insertSpelling } from "@/db/lexicon";
import { AppError } from "@/domain/errors";
import { entriesMeant, isSpellingOf } from "@/domain/name/lexicon";
import { partsOf } from "@/domain/name/parts";
import { type Actor, authorize } from "@/domain/policy";
import { line } from "@/domain/text";

export const newSpelling = z.strictObject({
  /** Any spelling that is known of the name. */
  name: line(60),
  spelling: line(60).refine((text) => partsOf(text).length === 1, "one_part_only"),
});
export type NewSpelling = z.infer<typeof newSpelling>;

/**
 * Adds a spelling to a name of the lexicon. Searches know it at once; the check of the index begins anew, so that records
 * that are written so are found by the other spellings too. One person suffices: it can only make search find more, and
 * it can be taken back.
 *
 * @returns false when the name is known to be written so, and nothing was changed
 * @throws AppError `invalid_input` when the name is unknown, or may be several
 */
export async function addSpelling(actor: Actor, input: NewSpelling): Promise<boolean> {
  authorize(actor, "spelling:edit");
  const { name, spelling } = newSpelling.parse(input);
  return inTransaction("mod", async (tx) => {
    const lexicon = await currentLexicon(tx);
    const [entry, another] = entriesMeant(name, lexicon);
    if (entry === undefined) throw new AppError("invalid_input", { name: "unknown_value" });
    if (another !== undefined) throw new AppError("invalid_input", { name: "several_names" });
    if (isSpellingOf(spelling, entry, lexicon)) return false;
    const id = await insertSpelling(tx, { entry: entry.uly, text: spelling });
    if (id === null) return false;
    await recordAudit(tx, { actorId: actor.id, action: "spelling.added", subjectId: `spelling:${id}` });
    await restartIndexCheck(tx);
    return true;
  });
}
