import { rm } from "node:fs/promises";
import { join } from "node:path";
import { deleteExpiredDrafts } from "@/db/jobs";
import { originalsDirectory } from "@/lib/originals";

/** Forgets every draft whose twelve hours are over, and the sealed files that came with it. */
export async function purgeDrafts(): Promise<number> {
  const files = await deleteExpiredDrafts(new Date());
  for (const file of files) await rm(join(originalsDirectory(), file), { force: true });
  return files.length;
}
