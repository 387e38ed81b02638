import { isTombstone } from "@/db/persons";
import { parsePublicIdentifier } from "@/domain/public-identifier";

/** Whether there was a record of this identifier that was removed. */
export async function isRemoved(typed: string): Promise<boolean> {
  const id = parsePublicIdentifier(typed);
  return id !== null && (await isTombstone(id));
}
