import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { databaseUrl } from "@/lib/env";
import { seedArchive } from "@/features/imports/seed-archive";
import { publishSubmission } from "@/features/moderation/publish-submission";
import type { Seed } from "./options";

/**
 * Loads the public cases into an empty database. A mark stays in the data directory until the load is complete, so that
 * one that was killed is finished by the next start; an import that is run twice changes nothing.
 */
export async function seedIfEmpty(dataDir: string, which: Seed, say: (line: string) => void): Promise<void> {
  const mark = path.join(dataDir, "seeding");
  if (which === "none" || !(existsSync(mark) || (await isEmpty()))) return;
  writeFileSync(mark, which);
  await seedArchive({ which, publish: publishSubmission, onProgress: say });
  rmSync(mark, { force: true });
}

async function isEmpty(): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl("owner") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM submission LIMIT 1");
    return rowCount === 0;
  } finally {
    await client.end();
  }
}
