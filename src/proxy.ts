import { type NextRequest, NextResponse } from "next/server";
import { pageStatus } from "@/features/archive/page-status";
import { isLocale, LANGUAGE_HEADER, negotiateLocale } from "@/i18n/locales";
import { env } from "@/lib/env";

/** Pages that hold, or lead to, what a family types or a moderator reads: never kept by a browser or a cache. */
const PRIVATE = /^\/[a-z]{2}\/(submit|receipt|look|desk)(\/|$)/;

/** The longest part of an address that is offered in other languages too. */
const LONGEST_SEARCH = 4000;

/**
 * Leads an address without a language to one with it, and puts the headers on every page. It never authorises: take
 * it away and nothing private is shown.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  const first = pathname.split("/")[1] ?? "";
  if (!isLocale(first)) {
    const locale = negotiateLocale(request.headers.get("accept-language"));
    const rest = pathname === "/" ? "" : pathname;
    const address = request.nextUrl.clone();
    address.pathname = `/${locale}${rest}`;
    address.search = search;
    const answer = NextResponse.redirect(address, 307);
    answer.headers.set("Vary", "Accept-Language");
    return answer;
  }

  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const development = env().NODE_ENV === "development";
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self'${development ? " 'unsafe-inline'" : ` 'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set(LANGUAGE_HEADER, first);
  headers.set("content-security-policy", policy);
  // Where the reader is, so that the other languages can be offered for the same page.
  // A question that is too long to be answered whole is not repeated nine times.
  headers.set("x-page", pathname.slice(first.length + 1) + (search.length > LONGEST_SEARCH ? "" : search));
  const status = await pageStatus(pathname.slice(first.length + 1));
  const answer =
    status === 200
      ? NextResponse.next({ request: { headers } })
      : NextResponse.rewrite(request.nextUrl, { status, request: { headers } });
  answer.headers.set("Content-Security-Policy", policy);
  if (PRIVATE.test(pathname)) answer.headers.set("Cache-Control", "no-store");
  return answer;
}

export const config = {
  // Never an upload: a proxy would cut its body. Files of the build and of public/ have no language.
  matcher: ["/((?!api/|_next/|photos/|.*\\.[a-z0-9]+$).*)"],
};
