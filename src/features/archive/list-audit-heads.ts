import { listAuditHeads as readHeads } from "@/db/audit";

/** The fingerprints of the audit chain at the end of each day, newest first. */
export async function listAuditHeads(): Promise<{ day: string; seq: number; hash: string }[]> {
  return readHeads();
}
