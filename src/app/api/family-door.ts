import { randomUUID } from "node:crypto";
import { getTranslations } from "next-intl/server";
import { LOCALES, type Locale } from "@/domain/codes";
import { AppError, type ErrorCode } from "@/domain/errors";
import { draftId } from "@/lib/draft-cipher";
import { env, required } from "@/lib/env";
import { checkFormToken, type FormPurpose } from "@/lib/form-token";
import { logEvent } from "@/lib/log";
import { originOf } from "@/lib/request-origin";

const STATUS: Readonly<Record<ErrorCode, number>> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  gone: 410,
  conflict: 409,
  expired: 410,
  too_large: 413,
  unsupported_media: 415,
  rate_limited: 429,
  unavailable: 503,
};

/**
 * A door for families: refuses posts that other sites made, answers with 303, and turns a failure into one calm page
 * with a way back. The page is made without our framework, so that it also works when that does not.
 */
export function familyDoor(
  walk: (request: Request) => Promise<Response>,
  back: (locale: Locale) => string,
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      if (request.method === "POST" && originOf(request.headers, ownOrigin()) === "foreign") {
        throw new AppError("forbidden");
      }
      return await walk(request);
    } catch (error) {
      const locale = localeOf(request);
      if (error instanceof AppError) {
        return await failurePage(STATUS[error.code], error.code, locale, back(locale), null);
      }
      const reference = randomUUID().slice(0, 8);
      logEvent("request.failed", { reference, error });
      return await failurePage(500, "unexpected", locale, back(locale), reference);
    }
  };
}

/** Post/Redirect/Get: the page that shows the result is always fetched anew, so back and refresh are harmless. */
export function seeOther(path: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ Location: path, "Cache-Control": "no-store" });
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return new Response(null, { status: 303, headers });
}

/**
 * Checks a form's token together with where the post says it comes from. A post from our own page with a token that is
 * too old, or of an earlier journey, is `stale`: its words are kept and the page is shown anew.
 *
 * @throws AppError `forbidden` for a post that neither says where it comes from nor has a good token
 */
export function checkToken(
  request: Request,
  purpose: FormPurpose,
  token: string | undefined,
  key?: string,
): "fresh" | "stale" {
  const bound = key === undefined ? "" : draftId(key, purpose === "journey" ? "journey" : "receipt");
  const verdict = checkFormToken(required("FORM_SECRET"), purpose, token ?? "", bound);
  if (verdict === "valid") return "fresh";
  if (originOf(request.headers, ownOrigin()) !== "own") throw new AppError("forbidden");
  return "stale";
}

/** The locale that a form names; English when it names none of ours. */
export function localeField(text: string | undefined): Locale {
  return LOCALES.find((locale) => locale === text) ?? "en";
}

/** The locale of the page that a post came from, when the form could not be read. */
function localeOf(request: Request): Locale {
  const referer = request.headers.get("referer") ?? "";
  const path = URL.canParse(referer) ? new URL(referer).pathname : "";
  return localeField(path.split("/")[1]);
}

function ownOrigin(): string | undefined {
  const address = env().NEXTAUTH_URL;
  return address === undefined ? undefined : new URL(address).origin;
}

async function failurePage(
  status: number,
  code: ErrorCode | "unexpected",
  locale: Locale,
  back: string,
  reference: string | null,
): Promise<Response> {
  const t = await getTranslations({ locale, namespace: "submit.failure" });
  const [language, direction] = locale === "ug" ? ["ug", "rtl"] : ["en", "ltr"];
  const lines = [t(code), ...(reference === null ? [] : [t("reference", { reference })])];
  const html = `<!doctype html>
<html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><title>${escape(t("title"))}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"></head>
<body><main><h1>${escape(t("title"))}</h1>${lines.map((each) => `<p>${escape(each)}</p>`).join("")}
<p><a href="${escape(back)}">${escape(t("back"))}</a></p></main></body></html>`;
  return new Response(html, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
  });
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
