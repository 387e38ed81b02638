export type OriginVerdict = "own" | "foreign" | "unknown";

/**
 * Tells whether a form was posted by a page of ours, as far as the browser says so.
 *
 * A foreign or opaque `Origin`, or `Sec-Fetch-Site` other than our own, is `foreign` and always refused. Old phones send
 * neither: `unknown`, which passes only together with a valid form token.
 */
export function originOf(headers: Headers, ownOrigin?: string): OriginVerdict {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return "foreign";
  const origin = headers.get("origin");
  if (origin === null) return site === "same-origin" ? "own" : "unknown";
  if (ownOrigin !== undefined && origin === ownOrigin) return "own";
  const host = headers.get("host");
  if (host === null || !URL.canParse(origin)) return "foreign";
  const parsed = new URL(origin);
  return (parsed.protocol === "http:" || parsed.protocol === "https:") && parsed.host === host.toLowerCase()
    ? "own"
    : "foreign";
}
