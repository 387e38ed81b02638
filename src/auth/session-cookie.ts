import { createHash, randomBytes } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { env, required } from "@/lib/env";

/** However busy somebody is, they sign in again after this. */
export const ABSOLUTE_MS = 12 * 60 * 60 * 1000;
/** Whoever left the desk is signed out after this. */
export const IDLE_MS = 30 * 60 * 1000;

/** A new random session identifier. The cookie carries it sealed; the database knows its hash alone. */
export function newSessionId(): string {
  return randomBytes(32).toString("base64url");
}

/** The form in which the database knows a session: a copy of the table signs nobody in. */
export function hashSessionId(id: string): string {
  return createHash("sha256").update(`menmu staff session v1 ${id}`).digest("hex");
}

/** Name and attributes of the cookie. `__Host-` and Secure where the archive is served over TLS. */
export function sessionCookie(): { name: string; options: CookieOptions } {
  const secure = env().NEXTAUTH_URL?.startsWith("https://") ?? false;
  return {
    name: secure ? "__Host-next-auth.session-token" : "next-auth.session-token",
    options: { httpOnly: true, sameSite: "strict", path: "/", secure },
  };
}
type CookieOptions = { httpOnly: true; sameSite: "strict"; path: "/"; secure: boolean };

/** The cookie's value: next-auth's encrypted JWT, which says nothing but the session's identifier. */
export async function sealSessionId(id: string): Promise<string> {
  return await encode({ token: { sid: id }, secret: required("NEXTAUTH_SECRET"), maxAge: ABSOLUTE_MS / 1000 });
}

/** The session identifier in a cookie; null when the cookie is not ours, is damaged or too old. */
export async function openSessionCookie(value: string | undefined): Promise<string | null> {
  if (value === undefined || value === "" || value.length > 4096) return null;
  try {
    const token = await decode({ token: value, secret: required("NEXTAUTH_SECRET") });
    const id: unknown = token?.["sid"];
    return typeof id === "string" ? id : null;
  } catch {
    // A cookie that does not open is no session; why it does not open is nobody's business.
    return null;
  }
}
