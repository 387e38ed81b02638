import { rm } from "node:fs/promises";
import { join } from "node:path";
import { inTransaction, type Tx } from "@/db/client";
import { type DueJob, eraseSubmission, finishJob, postponeJob, takeDueJob } from "@/db/jobs";
import { lockForPublication, publishedSubmissionsOf, writeRecord } from "@/db/publication";
import { originalsDirectory } from "@/lib/originals";

/** Writes a record that lost one of its submissions again, from those that remain. */
async function rebuildPerson(tx: Tx, personId: string): Promise<void> {
  await lockForPublication(tx, personId);
  const submissionId = (await publishedSubmissionsOf(tx, personId))[0];
  if (submissionId === undefined) return;
  await writeRecord(tx, { personId, submissionId, changed: ["withdrawn_part"], reason: null });
}

async function work(tx: Tx, job: DueJob): Promise<string[]> {
  switch (job.kind) {
    case "rebuild_person":
      await rebuildPerson(tx, job.payload.personId);
      return [];
    case "erase_submission":
      return await eraseSubmission(tx, job.payload.submissionId);
  }
}

/**
 * Does the work that was left for later, one job a transaction: rebuilding a record that lost a part, and erasing what
 * was withdrawn. Sealed files go after their rows, so that a death in between leaves a file and never a row without
 * one. A job that fails is put off and tried again, later each time.
 *
 * @returns how many were done
 */
export async function runDueJobs(): Promise<number> {
  for (let done = 0; ; done += 1) {
    const held: DueJob[] = [];
    try {
      const files = await inTransaction("mod", async (tx) => {
        const job = await takeDueJob(tx);
        if (job === null) return null;
        held.push(job);
        const left = await work(tx, job);
        await finishJob(tx, job.id);
        return left;
      });
      if (files === null) return done;
      for (const file of files) await rm(join(originalsDirectory(), file), { force: true });
    } catch (error) {
      const [job] = held;
      if (job === undefined) throw error;
      await postponeJob(job, error instanceof Error ? error.name : "unknown");
    }
  }
}
