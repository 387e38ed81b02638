import { rm } from "node:fs/promises";
import { join } from "node:path";
import { deleteDraft } from "@/db/drafts";
import { draftId, isDraftKey } from "@/lib/draft-cipher";
import { originalsDirectory } from "@/lib/originals";

/** Forgets a journey at once: its answers, and the sealed files that came with it. Harmless when there is none. */
export async function leaveDraft(key: string | undefined): Promise<void> {
  if (!isDraftKey(key)) return;
  const files = await deleteDraft(draftId(key, "journey"));
  for (const file of files) await rm(join(originalsDirectory(), file), { force: true });
}
