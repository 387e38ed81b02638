import { randomUUID } from "node:crypto";
import type { Lock } from "@/auth/doors";
import { AppError, type FieldCode } from "@/domain/errors";
import en from "@/i18n/messages/en/errors.json";
import ug from "@/i18n/messages/ug/errors.json";
import { STATUS_OF_ERROR } from "./error-status";

const SENTENCES = { en, ug };
type Language = keyof typeof SENTENCES;

/** Never kept by a browser or a proxy, never interpreted as something else. */
const PRIVATE = { "cache-control": "no-store", "x-content-type-options": "nosniff" } as const;

/** Leads the browser to a page, as every posted form ends. */
export function seeOther(path: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 303, headers: { location: path, ...PRIVATE, ...headers } });
}

/** Turns what a handler threw into its one answer: problem+json, or a short page for whoever posted a form. */
export async function answerFailure(request: Request, lock: Lock, error: unknown): Promise<Response> {
  if (!(error instanceof AppError)) return answerBug(request, lock, error);
  const wantsPage = lock.answers === "form" && (request.headers.get("accept") ?? "").includes("text/html");
  return await Promise.resolve(wantsPage ? failurePage(request, error) : problem(request, error));
}

/** problem+json (RFC 9457) for an expected failure, in the language of `Accept-Language`. */
export function problem(request: Request, error: AppError): Response {
  const language = languageOf(request);
  const words = SENTENCES[language];
  const status = STATUS_OF_ERROR[error.code];
  const fields = Object.entries(error.fields).map(
    ([name, code]) => [name, { code, message: words.field[code] }] as const,
  );
  return problemResponse(language, {
    type: `/problems/${error.code}`,
    title: words.code[error.code],
    status,
    code: error.code,
    ...(fields.length > 0 && { fields: Object.fromEntries(fields) }),
  });
}

function answerBug(request: Request, lock: Lock, error: unknown): Response {
  const reference = randomUUID().slice(0, 8);
  // Kind and place, never the message: it may carry what somebody typed.
  const place =
    error instanceof Error
      ? (error.stack ?? "")
          .split("\n")
          .find((text) => /^\s+at /.test(text))
          ?.trim()
      : "";
  console.error(
    JSON.stringify({ event: "bug", reference, kind: error instanceof Error ? error.name : typeof error, place }),
  );
  const language = languageOf(request);
  const title = SENTENCES[language].bug.replace("{reference}", reference);
  if (lock.answers === "form" && (request.headers.get("accept") ?? "").includes("text/html")) {
    return page(language, 500, title, [], SENTENCES[language].back);
  }
  return problemResponse(language, { type: "/problems/bug", title, status: 500, code: "bug", reference });
}

function problemResponse(language: Language, body: { status: number } & Record<string, unknown>): Response {
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: {
      "content-type": "application/problem+json",
      "content-language": language,
      vary: "accept-language",
      ...PRIVATE,
    },
  });
}

function failurePage(request: Request, error: AppError): Response {
  const language = languageOf(request);
  const words = SENTENCES[language];
  const details = Object.values(error.fields).map((code) => words.field[code]);
  return page(language, STATUS_OF_ERROR[error.code], words.code[error.code], details, words.back);
}

/**
 * A page for a form that could not be taken, with every typed word to be copied: what was typed is never lost, and is
 * kept nowhere.
 */
export function pageWithWords(request: Request, error: AppError, typed: ReadonlyMap<string, string>): Response {
  const language = languageOf(request);
  const words = SENTENCES[language];
  const details = Object.values(error.fields).map((code: FieldCode) => words.field[code]);
  const texts = [...typed].filter(([, value]) => value.trim() !== "");
  return page(language, STATUS_OF_ERROR[error.code], words.code[error.code], details, words.back, {
    heading: words.typed,
    texts,
  });
}

function page(
  language: Language,
  status: number,
  title: string,
  details: readonly string[],
  back: string,
  typed?: { heading: string; texts: readonly (readonly [string, string])[] },
): Response {
  const direction = language === "ug" ? "rtl" : "ltr";
  const html = [
    `<!doctype html><html lang="${language}" dir="${direction}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>Menmu</title></head>`,
    `<body><main><h1>${escapeHtml(title)}</h1>`,
    ...details.map((detail) => `<p>${escapeHtml(detail)}</p>`),
    `<p><a href="/${language}/desk">${escapeHtml(back)}</a></p>`,
    ...(typed ? [`<h2>${escapeHtml(typed.heading)}</h2>`] : []),
    ...(typed?.texts ?? []).map(
      ([name, text]) =>
        `<p><label>${escapeHtml(name)}<br><textarea readonly rows="6" cols="80" dir="auto">${escapeHtml(`\n${text}`)}</textarea></label></p>`,
    ),
    `</main></body></html>`,
  ].join("");
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "referrer-policy": "same-origin",
    ...PRIVATE,
  };
  return new Response(html, { status, headers });
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** The language of the page that the form was on, or the first of `Accept-Language` that we have sentences in. */
function languageOf(request: Request): Language {
  const referrer = request.headers.get("referer") ?? "";
  const place = URL.canParse(referrer) ? new URL(referrer).pathname.split("/")[1] : undefined;
  const wanted = (request.headers.get("accept-language") ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", quality = "q=1"] = part.trim().toLowerCase().split(";");
      return { language: tag.split("-")[0], quality: Number(quality.trim().slice(2)) || 0 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ language }) => language);
  return [place, ...wanted].find((language): language is Language => language === "en" || language === "ug") ?? "en";
}
