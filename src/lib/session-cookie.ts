import { env } from "./env";

/** The two cookies of families. Each holds a random key and nothing else, and dies with the browser. */
export type FamilyCookie = "draft" | "receipt";

/** The cookie's name: bound to this very host where there is TLS; plain http cannot have that. */
export function cookieName(cookie: FamilyCookie): string {
  return `${isSecure() ? "__Host-" : ""}menmu-${cookie}`;
}

/** The header that hands a key to the browser, for this session only. */
export function setCookie(cookie: FamilyCookie, key: string): string {
  return `${cookieName(cookie)}=${key}; Path=/; HttpOnly; SameSite=Strict${isSecure() ? "; Secure" : ""}`;
}

/** The header that takes the key away again. */
export function clearCookie(cookie: FamilyCookie): string {
  return `${setCookie(cookie, "")}; Max-Age=0`;
}

/** The key that the browser sent, if it sent one. */
export function readCookie(headers: Headers, cookie: FamilyCookie): string | undefined {
  const name = cookieName(cookie);
  for (const pair of (headers.get("cookie") ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

function isSecure(): boolean {
  return env().NEXTAUTH_URL?.startsWith("https:") ?? false;
}
