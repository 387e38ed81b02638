import { database } from "@/db/client";
import { type DuplicateCandidate, findDuplicates } from "@/db/duplicates";
import { findPersonByExternalId } from "@/db/publication";
import { duplicateFacts } from "@/domain/duplicate";
import { type Actor, authorize } from "@/domain/policy";
import type { PersonContent } from "@/domain/submission";

export type Candidate = DuplicateCandidate & {
  /** A number leads to this record: published, what was submitted becomes part of it. */
  readonly joins: boolean;
};

/**
 * The published records that may be of the same person as one of a submission, the most probable first; without the
 * record that it belongs to. It only tells: a moderator decides, and nothing is merged by likeness.
 *
 * What is submitted was opened before, with its trace (`openSubmission`); what is read here is public.
 */
export async function findCandidates(
  actor: Actor,
  person: { content: PersonContent; personId: string | null },
): Promise<Candidate[]> {
  authorize(actor, "submission:open");
  const db = database("mod");
  const found = await findDuplicates(db, duplicateFacts(person.content), person.personId);
  const joined = person.personId ?? (await findPersonByExternalId(db, person.content.externalIds));
  return found.map((candidate) => ({ ...candidate, joins: candidate.personId === joined }));
}
