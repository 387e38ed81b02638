import { createHash } from "node:crypto";

/**
 * Answers a public question with text that shared caches may keep, but must ask about each time: a record that was
 * withdrawn is gone everywhere at once. Whoever has the same bytes already gets 304 and no body.
 */
export function publicAnswer(
  request: Request,
  text: string,
  type: string,
  more: Readonly<Record<string, string>> = {},
): Response {
  const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;
  const headers = {
    "cache-control": "public, max-age=0, must-revalidate",
    etag,
    "access-control-allow-origin": "*",
    "x-content-type-options": "nosniff",
    ...more,
  };
  if (isKnown(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, "content-type": type } });
}

/** The same as JSON. */
export function publicJson(request: Request, body: unknown): Response {
  return publicAnswer(request, JSON.stringify(body), "application/json; charset=utf-8");
}

/** Weak comparison: a cache that compresses on the way marks the tag as weak. */
function isKnown(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}
