import type { AuditAction } from "@/domain/policy";
import { database, type Tx } from "./client";

/** Writes one audit row. Takes a transaction: no change may commit without its trace. A trigger numbers and chains it. */
export async function recordAudit(
  tx: Tx,
  event: { actorId: string; action: AuditAction; subjectId: string },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO audit_event (actor_id, action, subject_id)
    VALUES (${event.actorId}, ${event.action}, ${event.subjectId})`;
}

export type AuditEntry = {
  seq: number;
  at: string;
  actorId: string;
  action: string;
  subjectId: string;
};

/** The newest entries first, or those about one subject, at most 200; `before` pages on. */
export async function listAudit(filter: { subjectId?: string; before?: number } = {}): Promise<AuditEntry[]> {
  const rows = await database("mod").auditEvent.findMany({
    where: {
      ...(filter.subjectId !== undefined && { subjectId: filter.subjectId }),
      ...(filter.before !== undefined && { seq: { lt: filter.before } }),
    },
    orderBy: { seq: "desc" },
    take: 200,
    select: {
      seq: true,
      at: true,
      actorId: true,
      action: true,
      subjectId: true,
    },
  });
  return rows.map((row) => ({
    ...row,
    seq: Number(row.seq),
    at: row.at.toISOString(),
  }));
}

/**
 * Walks the chain from its beginning and names the first entry whose number, predecessor or hash is wrong.
 * Also compares every published daily head with the entry it names.
 */
export async function verifyAudit(
  role: "owner" | "mod" = "owner",
): Promise<
  { entries: number; head: string | null; firstBad: null } | { entries: number; head: string | null; firstBad: number }
> {
  const rows = await database(role).$queryRaw<{ entries: bigint; head: string | null; first_bad: bigint | null }[]>`
    WITH walked AS (
      SELECT seq, hash, prev_hash,
             lag(seq)  OVER (ORDER BY seq) AS seq_before,
             lag(hash) OVER (ORDER BY seq) AS hash_before,
             audit_event_hash(prev_hash, seq, at, actor_id, action, subject_id) AS expected
        FROM audit_event
    ), bad AS (
      SELECT seq FROM walked
       WHERE hash <> expected
          OR prev_hash <> coalesce(hash_before, repeat('0', 64))
          OR seq <> coalesce(seq_before, 0) + 1
      UNION ALL
      SELECT audit_head.seq FROM audit_head LEFT JOIN audit_event USING (seq)
       WHERE audit_event.hash IS DISTINCT FROM audit_head.hash
    )
    SELECT (SELECT count(*) FROM audit_event) AS entries,
           (SELECT hash FROM audit_event ORDER BY seq DESC LIMIT 1) AS head,
           (SELECT min(seq) FROM bad) AS first_bad`;
  const row = rows[0];
  const entries = Number(row?.entries ?? 0);
  const head = row?.head ?? null;
  return row?.first_bad == null
    ? { entries, head, firstBad: null }
    : { entries, head, firstBad: Number(row.first_bad) };
}

/** Publishes the head of the chain for every finished day that has none yet. Days are UTC. */
export async function publishAuditHeads(): Promise<number> {
  return database("mod").$executeRaw`
    INSERT INTO audit_head (day, seq, hash)
    SELECT DISTINCT ON ((at AT TIME ZONE 'UTC')::date) (at AT TIME ZONE 'UTC')::date, seq, hash
      FROM audit_event
     WHERE at < date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
     ORDER BY (at AT TIME ZONE 'UTC')::date, seq DESC
        ON CONFLICT (day) DO NOTHING`;
}

/** The published heads, newest first. */
export async function listAuditHeads(limit = 60): Promise<{ day: string; seq: number; hash: string }[]> {
  const rows = await database("web").auditHead.findMany({
    orderBy: { day: "desc" },
    take: limit,
  });
  return rows.map((row) => ({
    day: row.day.toISOString().slice(0, 10),
    seq: Number(row.seq),
    hash: row.hash,
  }));
}
