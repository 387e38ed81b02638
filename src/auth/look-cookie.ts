import { decode, encode } from "next-auth/jwt";
import { Q_MAX } from "@/domain/search-query";
import { env, required } from "@/lib/env";

/** How long the answer to a private look can be shown. `decode` forgives clocks 15 seconds; with them it is ten minutes. */
export const LOOK_SECONDS = 10 * 60 - 15;

/** Of its own, so that no other cookie opens as this one. */
const SALT = "menmu private look v1";

/** The longest question in bytes, with its quotation marks; shorter ones are filled up, so that length says nothing. */
const BYTES = Q_MAX * 4 + 2;

/** What somebody looks for, as only this server can read it, and for ten minutes at most. */
export async function sealLook(question: string): Promise<string> {
  const fill = "0".repeat(Math.max(0, BYTES - Buffer.byteLength(JSON.stringify(question))));
  return await encode({
    token: { q: question, fill },
    secret: required("FORM_SECRET"),
    salt: SALT,
    maxAge: LOOK_SECONDS,
  });
}

/** What the cookie of a request holds; null when there is none, or it is not ours, damaged or too old. */
export async function openLook(headers: Headers): Promise<string | null> {
  const value = cookieOf(headers);
  if (value === undefined || value === "" || value.length > 4096) return null;
  try {
    const token = await decode({ token: value, secret: required("FORM_SECRET"), salt: SALT });
    const question: unknown = token?.["q"];
    return typeof question === "string" ? question : null;
  } catch {
    // A cookie that does not open is none; why it does not open is nobody's business.
    return null;
  }
}

/** The header that gives the browser the sealed question, for the page of one language alone. */
export function setLook(locale: string, sealed: string): string {
  const { name, secure } = cookie();
  return `${name}=${sealed}; Path=/${locale}/look; Max-Age=${LOOK_SECONDS}; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`;
}

/** The header that takes it away again. */
export function clearLook(locale: string): string {
  const { name, secure } = cookie();
  return `${name}=; Path=/${locale}/look; Max-Age=0; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`;
}

/** `__Secure-` where there is TLS; `__Host-` would send it to every page. */
function cookie(): { name: string; secure: boolean } {
  const secure = env().NEXTAUTH_URL?.startsWith("https:") ?? false;
  return { name: `${secure ? "__Secure-" : ""}menmu-look`, secure };
}

function cookieOf(headers: Headers): string | undefined {
  const { name } = cookie();
  return (headers.get("cookie") ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}
