import { randomUUID } from "node:crypto";
import type { PersonContent } from "@/domain/submission";
import { query } from "./database";

/** What a family might say about a person who does not exist. */
export function inventedContent(change: Partial<PersonContent> = {}): PersonContent {
  return {
    names: [
      { text: "Invented Person", script: "Latn", orthography: "uly", kind: "main", isPublic: true, citations: [] },
    ],
    facts: [],
    detentionReports: [],
    events: [],
    testimonies: [
      {
        text: "A sentence that waits for review",
        language: "en",
        learnedThrough: null,
        side: "family",
        tier: "reported",
        citations: [],
      },
    ],
    proofOfLife: [],
    officialResponses: [],
    relatives: [],
    externalIds: [],
    sources: [],
    note: null,
    indexed: true,
    ...change,
  };
}

/** Puts a submission into the queue as the public side does, and answers its identifiers. */
export async function receive(content: PersonContent): Promise<{ id: string; personId: string; receiptHash: string }> {
  const id = randomUUID();
  const personId = randomUUID();
  const receiptHash = `receipt-${id}`;
  await query("owner", "INSERT INTO submission (id, origin, receipt_hash, token_hash) VALUES ($1, 'family', $2, $3)", [
    id,
    receiptHash,
    `token-${id}`,
  ]);
  await query("owner", "INSERT INTO submission_person (id, submission_id, ordinal, content) VALUES ($1, $2, 0, $3)", [
    personId,
    id,
    JSON.stringify(content),
  ]);
  return { id, personId, receiptHash };
}
