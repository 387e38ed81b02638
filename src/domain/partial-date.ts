import { z } from "zod";
import type { FieldCode } from "./errors";

/**
 * Dates as precise as somebody said them, in the subset of EDTF (ISO 8601-2:2019) that the archive keeps:
 * `2018-03-14`, `2018-03`, `2017`, `2017-23` (a season: 21 spring … 24 winter), each with `~` about, `?` unsure or `%`
 * both; and intervals of two such dates, one of which may be `..` (open). Years from 1900 to 2100.
 */

export type Qualifier = "" | "~" | "?" | "%";
export type SimpleDate =
  | {
      kind: "day";
      year: number;
      month: number;
      day: number;
      qualifier: Qualifier;
    }
  | { kind: "month"; year: number; month: number; qualifier: Qualifier }
  | { kind: "season"; year: number; season: number; qualifier: Qualifier }
  | { kind: "year"; year: number; qualifier: Qualifier };
export type PartialDate = SimpleDate | { kind: "interval"; begin: SimpleDate | null; end: SimpleDate | null };

const SIMPLE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)$/;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function parseSimple(text: string): SimpleDate | FieldCode {
  const match = SIMPLE.exec(text);
  if (!match) return "date_shape";
  const year = Number(match[1]);
  const qualifier = (match[4] ?? "") as Qualifier;
  if (year < FIRST_YEAR || year > LAST_YEAR) return "date_impossible";
  if (match[2] === undefined) return { kind: "year", year, qualifier };
  const month = Number(match[2]);
  if (match[3] === undefined) {
    if (month >= 21 && month <= 24) return { kind: "season", year, season: month, qualifier };
    if (month < 1 || month > 12) return "date_impossible";
    return { kind: "month", year, month, qualifier };
  }
  const day = Number(match[3]);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return "date_impossible";
  return { kind: "day", year, month, day, qualifier };
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

/** First and last month of a season. Winter is that which begins in the year: December to February of the next. */
const SEASON_MONTHS: Readonly<Record<number, readonly [number, number]>> = {
  21: [3, 5],
  22: [6, 8],
  23: [9, 11],
  24: [12, 2],
};

function simpleBounds(date: SimpleDate): { earliest: string; latest: string } {
  switch (date.kind) {
    case "day": {
      const day = `${date.year}-${pad(date.month)}-${pad(date.day)}`;
      return { earliest: day, latest: day };
    }
    case "month":
      return {
        earliest: `${date.year}-${pad(date.month)}-01`,
        latest: `${date.year}-${pad(date.month)}-${pad(daysIn(date.year, date.month))}`,
      };
    case "season": {
      const [first, last] = SEASON_MONTHS[date.season] ?? [1, 12];
      const lastYear = last < first ? date.year + 1 : date.year;
      return {
        earliest: `${date.year}-${pad(first)}-01`,
        latest: `${lastYear}-${pad(last)}-${pad(daysIn(lastYear, last))}`,
      };
    }
    case "year":
      return { earliest: `${date.year}-01-01`, latest: `${date.year}-12-31` };
  }
}

function parse(text: string): PartialDate | FieldCode {
  const slash = text.indexOf("/");
  if (slash < 0) return parseSimple(text);
  const [from, to] = [text.slice(0, slash), text.slice(slash + 1)];
  if (from === ".." && to === "..") return "date_shape";
  const begin = from === ".." ? null : parseSimple(from);
  const end = to === ".." ? null : parseSimple(to);
  if (typeof begin === "string") return begin;
  if (typeof end === "string") return end;
  if (begin && end && simpleBounds(begin).earliest > simpleBounds(end).latest) return "end_before_begin";
  return { kind: "interval", begin, end };
}

/** What an EDTF text says, or null when it is not one that we keep. Never throws. */
export function parseEdtf(text: string): PartialDate | null {
  const parsed = parse(text);
  return typeof parsed === "string" ? null : parsed;
}

/** An EDTF text. Issues carry the field codes `date_shape`, `date_impossible` and `end_before_begin` as messages. */
export const edtf = z.string().superRefine((text, context) => {
  const parsed = parse(text);
  if (typeof parsed === "string") context.addIssue({ code: "custom", message: parsed });
});

/**
 * The first and the last day that an EDTF text can mean, inclusive, as ISO days; null on an open side. A qualifier
 * does not widen them: how wide "about" is, nobody said, so the text keeps it and the reader sees it.
 */
export function bounds(text: string): {
  earliest: string | null;
  latest: string | null;
} {
  const date = parseEdtf(text);
  if (!date) return { earliest: null, latest: null };
  if (date.kind !== "interval") return simpleBounds(date);
  return {
    earliest: date.begin ? simpleBounds(date.begin).earliest : null,
    latest: date.end ? simpleBounds(date.end).latest : null,
  };
}

/** Whether something can have ended then, if it began then: the last day of the end is not before the first of the begin. */
export function endsAfterBegin(begin: string, end: string): boolean {
  const from = bounds(begin).earliest;
  const to = bounds(end).latest;
  return from === null || to === null || from <= to;
}

/** Whether the whole of it lies after `today` (an ISO day): nobody can have been taken tomorrow. */
export function isFuture(text: string, today: string): boolean {
  const { earliest, latest } = bounds(text);
  return (earliest ?? latest ?? today) > today;
}

/** Order for a timeline: by the earliest day, then the latest; what has no beginning comes first, no date last. */
export function compareDates(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  const [one, other] = [bounds(a), bounds(b)];
  const begin = (one.earliest ?? "0").localeCompare(other.earliest ?? "0");
  return begin !== 0 ? begin : (one.latest ?? "9").localeCompare(other.latest ?? "9");
}

/** A date as a person fills it into a form. Numbers may be typed in any script's digits. */
export type DateAnswer = {
  kind: "day" | "month" | "season" | "year" | "range" | "before" | "since" | "unknown";
  day?: string;
  month?: string;
  season?: string;
  year?: string;
  endDay?: string;
  endMonth?: string;
  endYear?: string;
  about?: boolean;
  unsure?: boolean;
};

/** Replaces the decimal digits of any script by ASCII ones. */
export function asciiDigits(text: string): string {
  return text.normalize("NFKC").replace(/\p{Nd}/gu, (digit) => {
    let zero = digit.codePointAt(0) ?? 0;
    const value = zero;
    // The digits of a script stand in one run of ten, beginning at a multiple of 16 or 6 after it.
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && value - zero < 9) zero -= 1;
    return String(value - zero);
  });
}

function simpleFromParts(
  kind: "day" | "month" | "season" | "year",
  parts: {
    day?: string | undefined;
    month?: string | undefined;
    season?: string | undefined;
    year?: string | undefined;
  },
  qualifier: Qualifier,
): string | Partial<Record<"day" | "month" | "season" | "year", FieldCode>> {
  const number = (value: string | undefined, low: number, high: number): number | FieldCode => {
    const text = asciiDigits(value ?? "").trim();
    if (text === "") return "required";
    if (!/^\d{1,4}$/.test(text)) return "date_shape";
    const result = Number(text);
    return result < low || result > high ? "out_of_range" : result;
  };
  const problems: Partial<Record<"day" | "month" | "season" | "year", FieldCode>> = {};
  const read = (field: "day" | "month" | "season" | "year", low: number, high: number): number => {
    const result = number(parts[field], low, high);
    if (typeof result === "number") return result;
    problems[field] = result;
    return 0;
  };
  const year = read("year", FIRST_YEAR, LAST_YEAR);
  const month = kind === "day" || kind === "month" ? read("month", 1, 12) : 0;
  const season = kind === "season" ? read("season", 21, 24) : 0;
  const day = kind === "day" ? read("day", 1, 31) : 0;
  if (Object.keys(problems).length > 0) return problems;
  if (kind === "day" && day > daysIn(year, month)) return { day: "date_impossible" };
  const text = {
    year: `${year}`,
    month: `${year}-${pad(month)}`,
    season: `${year}-${season}`,
    day: `${year}-${pad(month)}-${pad(day)}`,
  };
  return text[kind] + qualifier;
}

/**
 * The EDTF text of what a person filled in; `null` for "I don't know". Every field that is wrong is named.
 *
 * A range or a boundary may be given by year, year and month, or whole date, as far as the parts are filled in.
 */
export function toEdtf(
  answer: DateAnswer,
  today: string,
): { ok: true; edtf: string | null } | { ok: false; fields: Partial<Record<keyof DateAnswer, FieldCode>> } {
  if (answer.kind === "unknown") return { ok: true, edtf: null };
  const qualifier: Qualifier = answer.about ? (answer.unsure ? "%" : "~") : answer.unsure ? "?" : "";
  const precision = (day: string | undefined, month: string | undefined) =>
    day?.trim() ? "day" : month?.trim() ? "month" : "year";

  const single = answer.kind === "day" || answer.kind === "month" || answer.kind === "season" || answer.kind === "year";
  const begin = simpleFromParts(
    single ? (answer.kind as "day") : precision(answer.day, answer.month),
    answer,
    qualifier,
  );
  const fields: Partial<Record<keyof DateAnswer, FieldCode>> = typeof begin === "string" ? {} : { ...begin };
  let end: ReturnType<typeof simpleFromParts> = "";
  if (answer.kind === "range") {
    const parts = { day: answer.endDay, month: answer.endMonth, year: answer.endYear };
    end = simpleFromParts(precision(answer.endDay, answer.endMonth), parts, qualifier);
    if (typeof end !== "string") {
      if (end.day) fields.endDay = end.day;
      if (end.month) fields.endMonth = end.month;
      if (end.year) fields.endYear = end.year;
    }
  }
  if (typeof begin !== "string" || typeof end !== "string") return { ok: false, fields };

  let text = begin;
  if (answer.kind === "before") text = `../${begin}`;
  if (answer.kind === "since") text = `${begin}/..`;
  if (answer.kind === "range") {
    text = `${begin}/${end}`;
    const parsed = parse(text);
    if (typeof parsed === "string") return { ok: false, fields: { endYear: parsed } };
  }
  if (isFuture(text, today)) return { ok: false, fields: { year: "date_future" } };
  return { ok: true, edtf: text };
}

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
] as const;

/** The number of an English month, whole or shortened to three letters (`sept` too); undefined for any other word. */
function monthNumber(word: string | undefined): number | undefined {
  if (word === undefined || word.length < 3) return undefined;
  const at = MONTHS.findIndex((month) => word === month || word === month.slice(0, 3));
  if (at >= 0) return at + 1;
  return word === "sept" ? 9 : undefined;
}

/** A date as the CECC writes it: `2017/05/12`, with a literal `mm` or `dd` where it is unknown. Null if it is none. */
export function fromSlashDate(text: string): string | null {
  const match = /^(\d{4})\/(\d{2}|mm)\/(\d{2}|dd)$/.exec(text.trim());
  if (!match) return null;
  const [, year, month, day] = match;
  const result = month === "mm" ? `${year}` : day === "dd" ? `${year}-${month}` : `${year}-${month}-${day}`;
  return parseEdtf(result) ? result : null;
}

/**
 * A date in loose English words, when it can only mean one thing; otherwise null.
 *
 * `Jun-16` is what a spreadsheet makes of "June 2016": month and two-digit year, never a day, because a spreadsheet
 * writes days first (`16-Jun`). Two digits up to 30 are of this century.
 */
export function fromLooseText(text: string): string | null {
  const t = text.trim().toLowerCase().replace(/\s+/g, " ").replace(/[–—]/g, "-");
  const month = monthNumber;
  const word = "([a-z]{3,9})\\.?";
  const keep = (result: string): string | null => (parseEdtf(result) ? result : null);

  if (parse(t.toUpperCase()) !== "date_shape" && parseEdtf(t)) return t;
  let match = /^(\d{4}) ?[/-] ?(\d{4})$/.exec(t);
  if (match) return keep(`${match[1]}/${match[2]}`);
  match = new RegExp(`^${word}-(\\d{2})$`).exec(t);
  if (match && month(match[1])) {
    const short = Number(match[2]);
    return keep(`${short <= 30 ? 2000 + short : 1900 + short}-${pad(month(match[1]) ?? 0)}`);
  }
  match = new RegExp(`^(?:in |early |mid-?)?${word},? (\\d{4})$`).exec(t);
  if (match && month(match[1])) return keep(`${match[2]}-${pad(month(match[1]) ?? 0)}`);
  match = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)? ${word},? (\\d{2}|\\d{4})$`).exec(t);
  if (match && month(match[2])) {
    const year = Number(match[3]);
    const full = year >= 100 ? year : year <= 30 ? 2000 + year : 1900 + year;
    return keep(`${full}-${pad(month(match[2]) ?? 0)}-${pad(Number(match[1]))}`);
  }
  match = new RegExp(`^${word} (\\d{1,2}),? (\\d{4})$`).exec(t);
  if (match && month(match[1])) return keep(`${match[3]}-${pad(month(match[1]) ?? 0)}-${pad(Number(match[2]))}`);
  match = new RegExp(`^${word} ?- ?${word} (\\d{4})$`).exec(t);
  if (match && month(match[1]) && month(match[2])) {
    return keep(`${match[3]}-${pad(month(match[1]) ?? 0)}/${match[3]}-${pad(month(match[2]) ?? 0)}`);
  }
  match = /^end (?:of )?(\d{4}) ?- ?(?:beginning|start) (?:of )?(\d{4})$/.exec(t);
  if (match) return keep(`${match[1]}-10/${match[2]}-03`);
  match = /^(?:late|end of) (\d{4})$/.exec(t);
  if (match) return keep(`${match[1]}-10/${match[1]}-12`);
  match = /^(?:early|beginning of) (\d{4})$/.exec(t);
  if (match) return keep(`${match[1]}-01/${match[1]}-03`);
  match = /^(?:about|around|circa|c\.) ?(\d{4})$/.exec(t);
  if (match) return keep(`${match[1]}~`);
  return null;
}
