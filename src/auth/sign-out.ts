import { recordAudit } from "@/db/audit";
import { inTransaction } from "@/db/client";
import { endSession } from "@/db/staff";
import { hashSessionId } from "./session-cookie";

/** Ends a session for good: its cookie, replayed, is nobody. Harmless when it had ended before. */
export async function signOut(sessionId: string, now = new Date()): Promise<void> {
  await inTransaction("mod", async (tx) => {
    const staffId = await endSession(tx, hashSessionId(sessionId), now);
    if (staffId !== null) await recordAudit(tx, { actorId: staffId, action: "staff.signed_out", subjectId: staffId });
  });
}
