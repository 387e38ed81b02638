import { z } from "zod";
import { AppError, type FieldCode } from "./errors";
import { cleanText } from "./text";

export const PAGE_LIMIT = { least: 1, most: 100, usual: 20 } as const;

export type PageQuery<Extra extends string> = {
  limit: number;
  cursor: string | null;
} & Record<Extra, string | null>;

/**
 * The parameters of a list that is read page by page: `limit`, `cursor`, and days by other names.
 *
 * @throws AppError `invalid_input` that names every parameter that is unknown, repeated or out of range
 */
export function parsePage<const Extra extends string = never>(
  params: URLSearchParams,
  cursorShape: RegExp,
  days: readonly Extra[] = [],
): PageQuery<Extra> {
  const problems: Record<string, FieldCode> = {};
  const found: Record<string, string> = {};
  for (const [name, value] of params) {
    if (name !== "limit" && name !== "cursor" && !days.some((day) => day === name)) {
      problems[cleanText(name).slice(0, 40) || "?"] = "unknown_field";
    } else if (found[name] !== undefined) {
      problems[name] = "too_many";
    } else {
      found[name] = value;
    }
  }
  const limit = found["limit"] ?? String(PAGE_LIMIT.usual);
  if (!/^\d{1,3}$/.test(limit) || Number(limit) < PAGE_LIMIT.least || Number(limit) > PAGE_LIMIT.most) {
    problems["limit"] = "out_of_range";
  }
  const cursor = found["cursor"] ?? null;
  if (cursor !== null && !cursorShape.test(cursor)) problems["cursor"] = "unknown_value";
  for (const day of days) {
    const value = found[day];
    if (value !== undefined && !z.iso.date().safeParse(value).success) problems[day] = "date_shape";
  }
  if (Object.keys(problems).length > 0) throw new AppError("invalid_input", problems);
  const extra = Object.fromEntries(days.map((day) => [day, found[day] ?? null])) as Record<Extra, string | null>;
  return { ...extra, limit: Number(limit), cursor };
}
