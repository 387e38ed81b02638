import { type AddedSpelling, listAddedSpellings } from "@/db/lexicon";
import { type Actor, authorize } from "@/domain/policy";

/** The spellings that were added to the lexicon of names, the newest first. */
export async function listSpellings(actor: Actor): Promise<AddedSpelling[]> {
  authorize(actor, "spelling:edit");
  return listAddedSpellings();
}
