import { z } from "zod";
import { pingDatabase } from "@/db/changes";
import { VERSION } from "@/lib/version";

export const health = z.object({
  status: z.enum(["ok", "unavailable"]),
  version: z.string(),
  database: z.enum(["ok", "unavailable"]),
});
export type Health = z.infer<typeof health>;

/** How long the database may take to say that it is there. */
const PATIENCE_MS = 3_000;

/** Says whether the archive can answer: whether its database does, in three seconds at most. */
export async function checkHealth(ping: () => Promise<void> = pingDatabase): Promise<Health> {
  const database = (await answersInTime(ping)) ? "ok" : "unavailable";
  return { status: database, version: VERSION, database };
}

async function answersInTime(ping: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  // Why it does not answer is for the log of the database; here its silence is the answer.
  const answer = ping().then(
    () => true,
    () => false,
  );
  return await Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
