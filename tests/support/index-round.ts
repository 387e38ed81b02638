import { runDueJobs } from "@/features/moderation/run-due-jobs";
import { query } from "./database";

/** Runs the worker's jobs until the check of the search index has seen every record once. Answers how many slices it took. */
export async function checkWholeIndex(): Promise<number> {
  for (let slices = 1; ; slices += 1) {
    await query("owner", "UPDATE job SET run_at = now() WHERE kind = 'check_index'");
    await runDueJobs();
    const [job] = await query<{ over: boolean }>(
      "owner",
      "SELECT payload ->> 'from' = '0' AND run_at > now() + interval '1 hour' AS over FROM job WHERE kind = 'check_index'",
    );
    if (job?.over === true) return slices;
    if (slices > 200) throw new Error("The check of the index does not come to an end.");
  }
}
