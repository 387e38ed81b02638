import { inTransaction } from "@/db/client";
import { type DueJob, finishJob, postponeJob, takeDueJob } from "@/db/jobs";
import { lockForPublication, publishedSubmissionsOf, writeRecord } from "@/db/publication";

/**
 * Does the work that was left for later, one job a transaction: a record that lost one of its submissions is written
 * again from those that remain. A job that fails is put off and tried again, later each time.
 *
 * @returns how many were done
 */
export async function runDueJobs(): Promise<number> {
  for (let done = 0; ; done += 1) {
    const held: { job: DueJob | null } = { job: null };
    try {
      const more = await inTransaction("mod", async (tx) => {
        const job = await takeDueJob(tx);
        held.job = job;
        if (job === null) return false;
        const { personId } = job.payload;
        await lockForPublication(tx, personId);
        const submissionId = (await publishedSubmissionsOf(tx, personId))[0];
        if (submissionId !== undefined) {
          await writeRecord(tx, { personId, submissionId, changed: ["withdrawn_part"], reason: null });
        }
        await finishJob(tx, job.id);
        return true;
      });
      if (!more) return done;
    } catch (error) {
      if (held.job === null) throw error;
      await postponeJob(held.job, error instanceof Error ? error.name : "unknown");
    }
  }
}
