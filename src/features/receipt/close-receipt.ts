import { deleteDraft } from "@/db/drafts";
import { draftId, isDraftKey } from "@/lib/draft-cipher";

/** Forgets what an open receipt keeps between two pages. Harmless when there is nothing. */
export async function closeReceipt(key: string | undefined): Promise<void> {
  if (isDraftKey(key)) await deleteDraft(draftId(key, "receipt"));
}
