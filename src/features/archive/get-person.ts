import { findPublicPerson } from "@/db/persons";
import { AppError } from "@/domain/errors";
import { type PublicPerson, publicPerson, type Tombstone, tombstone } from "@/domain/person";
import { parsePublicIdentifier } from "@/domain/public-identifier";

/**
 * Shows one person's whole public record, or the tombstone of one that was removed.
 *
 * What leaves is what the allow-list of public fields names, whatever the database returned.
 *
 * @throws AppError `not_found` when there never was such a record
 */
export async function getPerson(typed: string): Promise<{ person: PublicPerson } | { tombstone: Tombstone }> {
  const id = parsePublicIdentifier(typed);
  const found = id === null ? null : await findPublicPerson(id);
  if (!found) throw new AppError("not_found");
  return "person" in found
    ? { person: publicPerson.parse(found.person) }
    : { tombstone: tombstone.parse(found.tombstone) };
}
