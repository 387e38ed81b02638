import { setTimeout as wait } from "node:timers/promises";
import { publishAuditHeads } from "@/db/audit";
import { closeDatabase } from "@/db/client";
import { publishDue } from "@/features/moderation/publish-due";
import { runDueJobs } from "@/features/moderation/run-due-jobs";
import { purgeDrafts } from "@/features/submission/purge-drafts";
import { errorKind, log } from "@/lib/log";

// What happens without anybody asking. Each task is safe to repeat, and the database decides who of two workers does it.
const TASKS: readonly {
  name: string;
  every: number;
  run: () => Promise<unknown>;
}[] = [
  { name: "audit heads", every: 600_000, run: publishAuditHeads },
  { name: "publications", every: 60_000, run: () => publishDue() },
  { name: "jobs", every: 2_000, run: runDueJobs },
  { name: "drafts", every: 300_000, run: () => purgeDrafts() },
];

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());

await Promise.all(TASKS.map(keepDoing));
await closeDatabase();
process.exit(0);

/** Does a task again and again until told to stop; after a failure sooner, but each time later than the time before. */
async function keepDoing(task: (typeof TASKS)[number]): Promise<void> {
  let failures = 0;
  while (!stop.signal.aborted) {
    const started = Date.now();
    try {
      await task.run();
      failures = 0;
    } catch (error) {
      failures++;
      log({ event: "task.failed", task: task.name, ms: Date.now() - started, kind: errorKind(error) });
    }
    const pause = failures === 0 ? task.every : Math.min(task.every, 5_000 * 2 ** failures);
    await wait(pause, undefined, { signal: stop.signal }).catch(() => undefined);
  }
}
