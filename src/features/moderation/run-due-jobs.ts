import { rm } from "node:fs/promises";
import { join } from "node:path";
import { recordAudit } from "@/db/audit";
import { inTransaction, type Tx } from "@/db/client";
import { type DueJob, eraseSubmission, finishJob, planIndexCheck, postponeJob, takeDueJob } from "@/db/jobs";
import { lockForPublication, publishedSubmissionsOf, writeRecord } from "@/db/publication";
import { checkSlice } from "@/db/search-index";
import { originalsDirectory } from "@/lib/originals";

/** Writes a record that lost one of its submissions again, from those that remain. */
async function rebuildPerson(tx: Tx, personId: string): Promise<void> {
  await lockForPublication(tx, personId);
  const submissionId = (await publishedSubmissionsOf(tx, personId))[0];
  if (submissionId === undefined) return;
  await writeRecord(tx, { personId, submissionId, changed: ["withdrawn_part"], reason: null });
}

/** Between two slices of a round of the check, and between two rounds. */
const SOON = 2_000;
const NEXT_ROUND = 24 * 60 * 60 * 1000;

/**
 * Checks a slice of the search index and plans the next. A round that mended anything says how much in the trail:
 * search had not said what the archive says.
 */
async function checkIndex(tx: Tx, { from, mended: before }: { from: number; mended: number }): Promise<void> {
  const { next, mended: now } = await checkSlice(tx, from);
  const mended = before + now;
  if (next !== null) return planIndexCheck(tx, { from: next, mended }, SOON);
  if (mended > 0) await recordAudit(tx, { actorId: "system:index", action: "index.mended", subjectId: `${mended}` });
  return planIndexCheck(tx, { from: 0, mended: 0 }, NEXT_ROUND);
}

async function work(tx: Tx, job: DueJob): Promise<string[]> {
  switch (job.kind) {
    case "rebuild_person":
      await rebuildPerson(tx, job.payload.personId);
      return [];
    case "erase_submission":
      return await eraseSubmission(tx, job.payload.submissionId);
    case "check_index":
      await checkIndex(tx, job.payload);
      return [];
  }
}

/** A check's last step may take minutes in a large archive; each statement has a limit of its own. */
const LONG = { timeout: 1_800_000 };

/**
 * Does the work that was left for later, one job a transaction: rebuilding a record that lost a part, erasing what was
 * withdrawn, and checking the search index slice by slice. Sealed files go after their rows, so that a death in between leaves a file and never a row without
 * one. A job that fails is put off and tried again, later each time.
 *
 * @returns how many were done
 */
export async function runDueJobs(): Promise<number> {
  for (let done = 0; ; done += 1) {
    const held: DueJob[] = [];
    try {
      const files = await inTransaction(
        "mod",
        async (tx) => {
          const job = await takeDueJob(tx);
          if (job === null) return null;
          held.push(job);
          const left = await work(tx, job);
          if (job.kind !== "check_index") await finishJob(tx, job.id);
          return left;
        },
        LONG,
      );
      if (files === null) return done;
      for (const file of files) await rm(join(originalsDirectory(), file), { force: true });
    } catch (error) {
      const [job] = held;
      if (job === undefined) throw error;
      await postponeJob(job, error instanceof Error ? error.name : "unknown");
    }
  }
}
