import { randomUUID } from "node:crypto";
import type { StaffRole } from "@/domain/codes";
import { database, type Tx } from "./client";

export type StaffIdentity = { id: string; name: string; role: StaffRole };
export type StaffCredentials = {
  id: string;
  passwordHash: string;
  totpSecret: Uint8Array;
};
export type StaffMember = StaffIdentity & { disabledAt: string | null; createdAt: string; signedIn: boolean };

/**
 * The member of staff in service whose session this is, and a note that it was used. One statement, so that a session
 * that somebody ends in this moment is either used before or refused.
 */
export async function findLiveSession(input: {
  sessionHash: string;
  seenAfter: Date;
  createdAfter: Date;
  now: Date;
}): Promise<StaffIdentity | null> {
  const { sessionHash, seenAfter, createdAfter, now } = input;
  const rows = await database("mod").$queryRaw<StaffIdentity[]>`
       UPDATE staff_session
          SET seen_at = ${now}
         FROM staff
        WHERE staff_session.id = ${sessionHash}
          AND staff_session.ended_at IS NULL
          AND staff_session.seen_at > ${seenAfter}
          AND staff_session.created_at > ${createdAfter}
          AND staff.id = staff_session.staff_id
          AND staff.disabled_at IS NULL
    RETURNING staff.id::text AS id, staff.name, staff.role`;
  return rows[0] ?? null;
}

/** What is needed to check a sign-in; null for unknown and for disabled names. */
export async function findCredentials(name: string): Promise<StaffCredentials | null> {
  return await database("mod").staff.findFirst({
    where: { name, disabledAt: null },
    select: { id: true, passwordHash: true, totpSecret: true },
  });
}

/**
 * Counts one attempt to sign in before it is looked at, so that guesses made at once are counted too. Answers false
 * while the account waits. From the fifth failure on the next attempt waits half a minute, then twice as long each
 * time, at most fifteen minutes.
 */
export async function reserveAttempt(id: string, now: Date): Promise<boolean> {
  const count = await database("mod").$executeRaw`
    UPDATE staff
       SET failures = failures + 1,
           not_before = CASE
             WHEN failures + 1 < 5 THEN NULL
             ELSE ${now}::timestamptz + LEAST(900, 30 * power(2, LEAST(failures - 4, 10))) * interval '1 second'
           END
     WHERE id = ${id}::uuid
       AND disabled_at IS NULL
       AND (not_before IS NULL OR not_before <= ${now}::timestamptz)`;
  return count === 1;
}

/**
 * Uses up one time step of somebody's second factor. Answers false when that step, or a later one, was used before: of
 * two requests with one code, one wins.
 */
export async function useTotpStep(tx: Tx, id: string, step: bigint): Promise<boolean> {
  const { count } = await tx.staff.updateMany({
    where: { id, totpStep: { lt: step }, disabledAt: null },
    data: { totpStep: step, failures: 0, notBefore: null },
  });
  return count === 1;
}

/** Begins a session, and ends all others of the same person: one each. */
export async function startSession(tx: Tx, input: { sessionHash: string; staffId: string; now: Date }): Promise<void> {
  const { sessionHash, staffId, now } = input;
  await endSessionsOf(tx, staffId, now);
  await tx.staffSession.createMany({ data: [{ id: sessionHash, staffId, createdAt: now, seenAt: now }] });
}

/** Ends one session. Answers whose it was, or null when it had ended before. */
export async function endSession(tx: Tx, sessionHash: string, now: Date): Promise<string | null> {
  const rows = await tx.$queryRaw<{ staffId: string }[]>`
       UPDATE staff_session
          SET ended_at = ${now}
        WHERE id = ${sessionHash}
          AND ended_at IS NULL
    RETURNING staff_id::text AS "staffId"`;
  return rows[0]?.staffId ?? null;
}

/** Ends every session of one person. */
export async function endSessionsOf(tx: Tx, staffId: string, now: Date): Promise<void> {
  await tx.staffSession.updateMany({ where: { staffId, endedAt: null }, data: { endedAt: now } });
}

/** Adds a member of staff. Only the owner's connection may. */
export async function insertStaff(
  tx: Tx,
  input: { name: string; role: StaffRole; passwordHash: string; totpSecret: (id: string) => Uint8Array },
): Promise<string> {
  const id = randomUUID();
  const { totpSecret, ...row } = input;
  await tx.staff.createMany({ data: [{ id, ...row, totpSecret: new Uint8Array(totpSecret(id)) }] });
  return id;
}

/** The member of staff of this name, in service or not. */
export async function findStaffByName(tx: Tx, name: string): Promise<(StaffIdentity & { disabled: boolean }) | null> {
  const row = await tx.staff.findUnique({
    where: { name },
    select: { id: true, name: true, role: true, disabledAt: true },
  });
  // The database checks that the role is one of them.
  return row && { id: row.id, name: row.name, role: row.role as StaffRole, disabled: row.disabledAt !== null };
}

/** Takes somebody out of service. Answers false when they were before. */
export async function disableStaffRow(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.staff.updateMany({ where: { id, disabledAt: null }, data: { disabledAt: now } });
  return count === 1;
}

/** Gives somebody another role. Only the owner's connection may. */
export async function updateRole(tx: Tx, id: string, role: StaffRole): Promise<void> {
  await tx.staff.updateMany({ where: { id }, data: { role } });
}

/** The sealed second factor of somebody, for the operator's `staff code`. */
export async function findTotpSecret(tx: Tx, name: string): Promise<{ id: string; totpSecret: Uint8Array } | null> {
  return await tx.staff.findUnique({ where: { name }, select: { id: true, totpSecret: true } });
}

/** All staff, by name; signed in means a session that was used after `seenAfter`. */
export async function listStaffRows(seenAfter: Date): Promise<StaffMember[]> {
  const rows = await database("mod").staff.findMany({
    orderBy: { name: "asc" },
    select: {
      id: true,
      name: true,
      role: true,
      disabledAt: true,
      createdAt: true,
      sessions: { where: { endedAt: null, seenAt: { gt: seenAfter } }, select: { id: true } },
    },
  });
  return rows.map(({ sessions, ...row }) => ({
    ...row,
    role: row.role as StaffRole,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    signedIn: sessions.length > 0,
  }));
}

/** The pseudonyms of these staff, by identifier. */
export async function listStaffNames(): Promise<Map<string, string>> {
  const rows = await database("mod").staff.findMany({ select: { id: true, name: true } });
  return new Map(rows.map((row) => [row.id, row.name]));
}
