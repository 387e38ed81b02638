import { randomInt } from "node:crypto";
import { recordAudit } from "@/db/audit";
import type { Tx } from "@/db/client";
import { findSubmissionHead, listSubmittedPersons, moveSubmission } from "@/db/moderation";
import {
  findPersonByExternalId,
  issueIdentifier,
  lockForPublication,
  setPublishedContent,
  writeRecord,
} from "@/db/publication";
import { AppError } from "@/domain/errors";
import { stateAfter } from "@/domain/policy";
import { makePublicIdentifier, PUBLIC_IDENTIFIER_SPACE } from "@/domain/public-identifier";
import type { PersonContent } from "@/domain/submission";

/** What a record shows, by section, as the revision names it. */
const SECTIONS = [
  "names",
  "facts",
  "detentionReports",
  "events",
  "testimonies",
  "proofOfLife",
  "officialResponses",
  "relatives",
  "externalIds",
  "sources",
  "note",
] as const satisfies readonly (keyof PersonContent)[];

function filledSections(content: PersonContent): string[] {
  return SECTIONS.filter((section) => {
    const value = content[section];
    return Array.isArray(value) ? value.length > 0 : value !== null;
  });
}

async function newIdentifier(tx: Tx): Promise<string> {
  for (;;) {
    const id = makePublicIdentifier(randomInt(PUBLIC_IDENTIFIER_SPACE));
    if (await issueIdentifier(tx, id)) return id;
  }
}

/**
 * The one door to publication: writes an approved submission into the archive, person by person.
 *
 * A person whose external number is in the archive already, or whom a moderator linked to a record, joins that record,
 * and what is said about them stands beside what was said before. The caller holds the transaction, so that the last
 * approval and the publication are one. The database itself refuses a submission without two approvals of its content.
 *
 * @returns the public identifiers of the records, in the submission's order
 * @throws AppError `not_found`; `conflict` when it is not approved, or somebody was quicker
 */
export async function publishSubmission(tx: Tx, submissionId: string, actorId: string): Promise<string[]> {
  const submission = await findSubmissionHead(tx, submissionId);
  if (!submission) throw new AppError("not_found");
  const to = stateAfter(submission.state, "publish");
  await moveSubmission(tx, {
    submission,
    version: submission.version,
    to,
    decision: "publish",
    actorId,
    set: { publishAfter: null },
  });

  const records: string[] = [];
  for (const person of await listSubmittedPersons(tx, submissionId)) {
    for (const { scheme, value } of person.content.externalIds) await lockForPublication(tx, `${scheme}:${value}`);
    const known = person.personId ?? (await findPersonByExternalId(tx, person.content.externalIds));
    const personId = known ?? (await newIdentifier(tx));
    await lockForPublication(tx, personId);
    await setPublishedContent(tx, person.id, personId);
    const changed = known === null ? ["created"] : filledSections(person.content);
    await writeRecord(tx, { personId, submissionId, changed, reason: null });
    records.push(personId);
  }
  await recordAudit(tx, {
    actorId,
    action: "submission.published",
    subjectId: submissionId,
  });
  return records;
}
