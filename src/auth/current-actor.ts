import { cookies } from "next/headers";
import { findLiveSession } from "@/db/staff";
import { type Actor, PUBLIC } from "@/domain/policy";
import { ABSOLUTE_MS, hashSessionId, IDLE_MS, openSessionCookie, sessionCookie } from "./session-cookie";

/**
 * Who is asking. The cookie only says which session; whether it lives, whose it is and what they may do is read from
 * the database on every request, so that signing out, disabling and a change of role act at once.
 */
export async function currentActor(): Promise<Actor> {
  const id = await currentSessionId();
  return id === null ? PUBLIC : await actorOfSession(id);
}

/** The session identifier that this browser's cookie carries, whether or not the session still lives. */
export async function currentSessionId(): Promise<string | null> {
  const jar = await cookies();
  return await openSessionCookie(jar.get(sessionCookie().name)?.value);
}

/** The member of staff whose session this is, or the public when it has ended, is idle, is old, or they are disabled. */
export async function actorOfSession(sessionId: string, now = new Date()): Promise<Actor> {
  const staff = await findLiveSession({
    sessionHash: hashSessionId(sessionId),
    seenAfter: new Date(now.getTime() - IDLE_MS),
    createdAfter: new Date(now.getTime() - ABSOLUTE_MS),
    now,
  });
  return staff ? { kind: "staff", ...staff } : PUBLIC;
}
