import { database, type Tx } from "./client";

/** Work that triggers leave for later (migrations 0002 and 0003), and the check of the index (0005); identifiers only. */
export type DueJob = { id: string; attempts: number } & (
  | { kind: "rebuild_person"; payload: { personId: string } }
  | { kind: "erase_submission"; payload: { submissionId: string } }
  | { kind: "check_index"; payload: { from: number; mended: number } }
);

/** The next job that is due and that no other worker holds, kept until the transaction ends; null when there is none. */
export async function takeDueJob(tx: Tx): Promise<DueJob | null> {
  const rows = await tx.$queryRaw<DueJob[]>`
      SELECT id, kind, payload, attempts
        FROM job
       WHERE finished_at IS NULL
         AND run_at <= now()
    ORDER BY run_at, id
       LIMIT 1
  FOR UPDATE SKIP LOCKED`;
  return rows[0] ?? null;
}

/** Marks a job as done. */
export async function finishJob(tx: Tx, id: string): Promise<void> {
  await tx.job.updateMany({ where: { id }, data: { finishedAt: new Date() } });
}

/** Plans the next slice of the check of the search index. The job stays the same one; there is no second. */
export async function planIndexCheck(tx: Tx, slice: { from: number; mended: number }, delay: number): Promise<void> {
  await tx.job.updateMany({
    where: { kind: "check_index" },
    data: { payload: slice, runAt: new Date(Date.now() + delay), attempts: 0, failedCode: null },
  });
}

/** Begins the check of the search index anew, now. What a round that was on its way has mended stays counted. */
export async function restartIndexCheck(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    UPDATE job SET payload = jsonb_set(payload, '{from}', '0'), run_at = now(), attempts = 0, failed_code = NULL
     WHERE kind = 'check_index'`;
}

/** Puts a failed job off: one minute, then two, four … at most a day. */
export async function postponeJob(job: { id: string; attempts: number }, code: string): Promise<void> {
  const delay = Math.min(60_000 * 2 ** job.attempts, 86_400_000);
  await database("mod").job.updateMany({
    where: { id: job.id },
    data: {
      attempts: { increment: 1 },
      runAt: new Date(Date.now() + delay),
      failedCode: code.slice(0, 60),
    },
  });
}

/**
 * Erases a withdrawn submission with everything that came with it, and answers the names of its sealed files, to be
 * removed after. The database refuses any other submission; one that is gone already is nothing.
 */
export async function eraseSubmission(tx: Tx, submissionId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ stored_name: string }[]>`
    SELECT stored_name FROM erase_withdrawn(${submissionId}::uuid) AS stored_name`;
  return rows.map((row) => row.stored_name);
}

/** Deletes expired drafts and answers the names of the sealed files that belonged to them, to be removed after. */
export async function deleteExpiredDrafts(now: Date): Promise<string[]> {
  return database("web").$transaction(async (tx) => {
    const files = await tx.draftAttachment.findMany({
      where: { draft: { expiresAt: { lt: now } } },
      select: { storedName: true },
    });
    await tx.draft.deleteMany({ where: { expiresAt: { lt: now } } });
    return files.map((file) => file.storedName);
  });
}
