import { randomUUID } from "node:crypto";
import { admit } from "@/auth/admit";
import type { DoorKey } from "@/auth/doors";
import { LOCALES, type Locale } from "@/domain/codes";
import { AppError } from "@/domain/errors";
import en from "@/i18n/messages/en/errors.json";
import ug from "@/i18n/messages/ug/errors.json";
import { draftId } from "@/lib/draft-cipher";
import { env, required } from "@/lib/env";
import { checkFormToken, type FormPurpose } from "@/lib/form-token";
import { originOf } from "@/lib/request-origin";
import { STATUS_OF_ERROR } from "./error-status";

/**
 * A door for families, with its lock from the table of doors: refuses posts that other sites made, and turns a failure
 * into one calm page with a way back. The page is made without our framework, so that it also works when that does not.
 */
export function familyDoor(
  key: DoorKey,
  back: string,
  walk: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const locale = localeOf(request);
    try {
      await admit(key, request);
      return await walk(request);
    } catch (error) {
      const words = locale === "ug" ? ug : en;
      if (error instanceof AppError) {
        const lines = [words.code[error.code], ...Object.values(error.fields).map((code) => words.field[code])];
        return failurePage(STATUS_OF_ERROR[error.code], locale, [...new Set(lines)], `/${locale}${back}`);
      }
      const reference = randomUUID().slice(0, 8);
      // Kind and place, never the message: it may carry what somebody typed.
      const place =
        error instanceof Error
          ? error.stack
              ?.split("\n")
              .find((text) => /^\s+at /.test(text))
              ?.trim()
          : "";
      console.error(
        JSON.stringify({ event: "bug", reference, kind: error instanceof Error ? error.name : typeof error, place }),
      );
      return failurePage(500, locale, [words.bug.replace("{reference}", reference)], `/${locale}${back}`);
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

function failurePage(status: number, locale: Locale, lines: readonly string[], back: string): Response {
  const [language, direction, words] = locale === "ug" ? ["ug", "rtl", ug] : ["en", "ltr", en];
  const [title = "", ...details] = lines;
  const html = `<!doctype html>
<html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><title>Menmu</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"></head>
<body><main><h1>${escape(title)}</h1>${details.map((each) => `<p>${escape(each)}</p>`).join("")}
<p><a href="${escape(back)}">${escape(words.back)}</a></p></main></body></html>`;
  return new Response(html, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "same-origin",
      "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
  });
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
