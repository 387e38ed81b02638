import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { recordAudit } from "@/db/audit";
import { inTransaction } from "@/db/client";
import { findCredentials, reserveAttempt, startSession, useTotpStep } from "@/db/staff";
import { AppError } from "@/domain/errors";
import { cleanText } from "@/domain/text";
import { checkPassword } from "./password";
import { openTotpSecret, stepOfCode } from "./second-factor";
import { hashSessionId, newSessionId } from "./session-cookie";

export const signInInput = z.strictObject({
  name: z
    .string()
    .max(200)
    .overwrite((text) => cleanText(text).trim()),
  password: z
    .string()
    .max(200)
    .overwrite((text) => text.trim()),
  code: z
    .string()
    .max(40)
    .overwrite((text) => text.replace(/\D/g, "")),
});
export type SignInInput = z.infer<typeof signInInput>;

/** Every answer takes at least this long, so that what was wrong cannot be read from the clock. */
const FLOOR_MS = 400;

/**
 * Begins a session for a member of staff who knows the password and holds the second factor, and ends their others.
 *
 * Each code works once, also when two requests bring it in the same moment. After five failures the account waits, and
 * longer each time up to fifteen minutes; it is never locked for good. Unknown name, wrong password, wrong or used code
 * and waiting look the same from outside, also in time.
 *
 * @returns the session's identifier, for the cookie and nothing else
 * @throws AppError `unauthenticated` whatever was wrong; `unavailable` when too many sign in at once
 */
export async function signIn(input: SignInInput, now = new Date()): Promise<{ sessionId: string; staffId: string }> {
  const [result] = await Promise.all([attempt(input, now), wait(FLOOR_MS)]);
  if (result instanceof AppError) throw result;
  return result;
}

/** Answers its failure instead of throwing it, so that the floor above is waited for in every case. */
async function attempt(input: SignInInput, now: Date): Promise<{ sessionId: string; staffId: string } | AppError> {
  const wrong = new AppError("unauthenticated", { credentials: "wrong_credentials" });
  const known = await findCredentials(input.name);
  const allowed = known !== null && (await reserveAttempt(known.id, now));
  try {
    const right = await checkPassword(allowed ? known.passwordHash : null, input.password);
    if (!allowed) return wrong;
    const step = right ? stepOfCode(openTotpSecret(known.id, known.totpSecret), input.code, now.getTime()) : null;
    const sessionId = step === null ? null : await open(known.id, step, now);
    if (sessionId !== null) return { sessionId, staffId: known.id };
    await inTransaction("mod", (tx) =>
      recordAudit(tx, { actorId: "public", action: "staff.sign_in_failed", subjectId: known.id }),
    );
    return wrong;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

async function open(staffId: string, step: bigint, now: Date): Promise<string | null> {
  const sessionId = newSessionId();
  return await inTransaction("mod", async (tx) => {
    if (!(await useTotpStep(tx, staffId, step))) return null;
    await startSession(tx, { sessionHash: hashSessionId(sessionId), staffId, now });
    await recordAudit(tx, { actorId: staffId, action: "staff.signed_in", subjectId: staffId });
    return sessionId;
  });
}
