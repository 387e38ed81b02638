import type { NextRequest } from "next/server";
import type { z } from "zod";
import type { DoorKey } from "@/auth/doors";
import { LOCALES, type Locale } from "@/domain/codes";
import { AppError, FIELD_CODES, type FieldCode } from "@/domain/errors";
import type { Actor } from "@/domain/policy";
import { readForm } from "@/lib/read-form";
import { pageWithWords, seeOther } from "../answer";
import { door } from "../door";

type Visit = {
  readonly actor: Actor;
  readonly form: ReadonlyMap<string, string>;
  readonly params: Readonly<Record<string, string>>;
  readonly locale: Locale;
};

/**
 * A form of the desk: reads it, calls one verb, and leads to the page that shows the result. When the verb refuses, the
 * browser goes `back` to the page, which says what happened meanwhile; whoever typed a text gets it to copy instead.
 */
export function deskDoor(
  key: DoorKey,
  pages: {
    readonly walk: (visit: Visit) => Promise<string>;
    readonly back: (visit: Visit) => string;
    /** Fields that somebody wrote at length; they come back when the form is refused. */
    readonly words?: (name: string) => boolean;
  },
) {
  return door(key, async (request: NextRequest, { actor, params }) => {
    const form = await readForm(request);
    const locale = localeOf(form.get("locale"));
    const visit: Visit = { actor, form, params, locale };
    try {
      return seeOther(await pages.walk(visit));
    } catch (error) {
      if (!(error instanceof AppError) || (error.code !== "conflict" && error.code !== "invalid_input")) throw error;
      const words = new Map([...form].filter(([name, value]) => pages.words?.(name) === true && value.trim() !== ""));
      if (words.size > 0) return pageWithWords(request, error, words);
      const problem = Object.values(error.fields)[0] ?? "changed_meanwhile";
      return seeOther(withQuery(pages.back(visit), { problem }));
    }
  });
}

/** The parsed input of a verb. @throws AppError `invalid_input` naming each field and what is wrong with it */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue): [string, FieldCode] => {
    const known = FIELD_CODES.find((code) => code === issue.message);
    return [issue.path.join("."), known ?? "wrong_type"];
  });
  throw new AppError("invalid_input", Object.fromEntries(fields));
}

/** A path of ours with more to say in its query. */
export function withQuery(path: string, values: Readonly<Record<string, string>>): string {
  const url = new URL(path, "http://own.invalid");
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  return `${url.pathname}${url.search}`;
}

/** The page of one submission. */
export function submissionPage({ locale, params }: Pick<Visit, "locale" | "params">): string {
  return `/${locale}/desk/submissions/${encodeURIComponent(params["id"] ?? "")}`;
}

/** A text that may be left empty. */
export function optional(text: string | undefined): string | null {
  return text === undefined || text.trim() === "" ? null : text;
}

export function localeOf(text: string | undefined): Locale {
  return LOCALES.find((locale) => locale === text) ?? "en";
}
