import { z } from "zod";
import { CASE_STATUSES, ETHNICITIES, PROFESSIONS, SEXES, SIDES, STATED_REASONS, TIERS } from "./codes";
import { AppError, type FieldCode } from "./errors";
import { bounds, parseEdtf } from "./partial-date";
import { cleanText } from "./text";

/** The longest question that is answered; what is longer is cut, and the answer says so. */
export const Q_MAX = 200;
export const SORTS = ["relevance", "name", "updated", "silence"] as const;
export type Sort = (typeof SORTS)[number];

const place = /^\d{6}$/;

/** The facets: each may be given several times, and any of its values may match. */
export const FACETS = {
  status: CASE_STATUSES,
  ethnicity: ETHNICITIES,
  sex: SEXES,
  profession: PROFESSIONS,
  prefecture: place,
  county: place,
  reason: STATED_REASONS,
  side: SIDES,
  tier: TIERS,
  hasPhoto: ["true", "false"],
} as const satisfies Record<string, readonly string[] | RegExp>;
export type Facet = keyof typeof FACETS;
export const FACET_NAMES = Object.keys(FACETS) as Facet[];

export type SearchQuery = {
  q: string;
  facets: Partial<Record<Facet, string[]>>;
  detainedFrom: string | null;
  detainedTo: string | null;
  sort: Sort;
  limit: number;
  cursor: string | null;
};

export const EMPTY_QUERY: SearchQuery = {
  q: "",
  facets: {},
  detainedFrom: null,
  detainedTo: null,
  sort: "relevance",
  limit: 20,
  cursor: null,
};

/** The parameters that stand once. */
const SINGLE = ["q", "detainedFrom", "detainedTo", "sort", "limit", "cursor"] as const;

type Problems = Record<string, FieldCode>;

function isFacet(name: string): name is Facet {
  return Object.hasOwn(FACETS, name);
}

function allows(facet: Facet, value: string): boolean {
  const allowed: readonly string[] | RegExp = FACETS[facet];
  return allowed instanceof RegExp ? allowed.test(value) : allowed.includes(value);
}

function read(params: URLSearchParams): {
  query: SearchQuery;
  problems: Problems;
} {
  const query: SearchQuery = { ...EMPTY_QUERY, facets: {} };
  // Without a prototype: a parameter may be called `__proto__`, and is named like any other that is unknown.
  const problems: Problems = Object.create(null) as Problems;
  const seen = new Set<string>();

  for (const [name, value] of params) {
    // An empty field of the form; a name that nobody knows is no field of it.
    const known = isFacet(name) || SINGLE.some((one) => one === name);
    if (value === "" && known && name !== "cursor") continue;
    if (isFacet(name)) {
      if (!allows(name, value)) problems[name] = "unknown_value";
      else query.facets[name] = [...new Set([...(query.facets[name] ?? []), value])].sort();
      continue;
    }
    if (seen.has(name)) problems[name] = "too_many";
    seen.add(name);
    switch (name) {
      case "q":
        query.q = [...cleanText(value).replace(/\s+/g, " ").trim()].slice(0, Q_MAX).join("");
        break;
      case "detainedFrom":
      case "detainedTo":
        if (parseEdtf(value)) query[name] = value;
        else problems[name] = "date_shape";
        break;
      case "sort": {
        const sort = SORTS.find((one) => one === value);
        if (sort) query.sort = sort;
        else problems[name] = "unknown_value";
        break;
      }
      case "limit": {
        const limit = Number(value);
        if (!/^\d{1,3}$/.test(value) || limit < 1 || limit > 100) problems[name] = "out_of_range";
        else query.limit = limit;
        break;
      }
      case "cursor":
        if (decodeCursor(value)) query.cursor = value;
        else problems[name] = "unknown_value";
        break;
      default:
        problems[cleanText(name).slice(0, 40) || "?"] = "unknown_field";
    }
  }
  const place = query.cursor === null ? undefined : decodeCursor(query.cursor)?.[0];
  if (place !== undefined && !isPlaceOf(query, place)) {
    problems["cursor"] = "unknown_value"; // of a list in another order, or made by somebody else
    query.cursor = null;
  }
  if (query.detainedFrom !== null && query.detainedTo !== null) {
    const from = bounds(query.detainedFrom).earliest;
    const to = bounds(query.detainedTo).latest;
    if (from !== null && to !== null && from > to) problems.detainedTo = "end_before_begin";
  }
  return { query, problems };
}

/**
 * The question as the API takes it.
 *
 * @throws AppError `invalid_input` that names every parameter that is unknown or out of range
 */
export function parseStrict(params: URLSearchParams): SearchQuery {
  const { query, problems } = read(params);
  if (Object.keys(problems).length > 0) throw new AppError("invalid_input", problems);
  return query;
}

/** The question as a page takes it: what cannot be understood is left out and named. */
export function parseLenient(params: URLSearchParams): {
  query: SearchQuery;
  ignored: string[];
  cut: boolean;
} {
  const { query, problems } = read(params);
  if (problems.detainedTo === "end_before_begin") query.detainedTo = null;
  return {
    query,
    ignored: Object.keys(problems).sort(),
    cut: [...(params.get("q") ?? "")].length > Q_MAX,
  };
}

/** The question as an address, always in the same order; defaults are left out. */
export function toSearchParams(query: SearchQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.q !== "") params.set("q", query.q);
  for (const facet of FACET_NAMES) for (const value of query.facets[facet] ?? []) params.append(facet, value);
  if (query.detainedFrom !== null) params.set("detainedFrom", query.detainedFrom);
  if (query.detainedTo !== null) params.set("detainedTo", query.detainedTo);
  if (query.sort !== EMPTY_QUERY.sort) params.set("sort", query.sort);
  if (query.limit !== EMPTY_QUERY.limit) params.set("limit", String(query.limit));
  if (query.cursor !== null) params.set("cursor", query.cursor);
  return params;
}

/** The last moment, and the days from 1900 to the last day, that a date here may have: of the year 9999. */
const LAST_MOMENT = Date.UTC(9999, 11, 31);
const LAST_DAY = (LAST_MOMENT - Date.UTC(1900, 0, 1)) / 86_400_000;

/** Whether a page of this question may have ended at this place. */
function isPlaceOf({ q, sort }: SearchQuery, place: string | number): boolean {
  const isWithin = (last: number) => typeof place === "number" && place >= 0 && place <= last;
  switch (sort) {
    case "name":
      return typeof place === "string";
    case "updated":
      return isWithin(LAST_MOMENT);
    case "silence":
      return isWithin(LAST_DAY);
    case "relevance":
      return typeof place === "string" || q !== ""; // the nearest stand by their score, all others by name
  }
}

/** Where a page of results ended: the sort value and the identifier of its last row. */
const cursor = z.tuple([
  z.union([
    z
      .string()
      .max(400)
      .regex(/^[^\0]*$/),
    z.number(),
  ]),
  z.string().regex(/^MU-\d{8}$/),
]);
export type Cursor = z.infer<typeof cursor>;

export function encodeCursor(value: Cursor): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value))))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
}

/** The place that a cursor names; null when nobody here made it. */
export function decodeCursor(text: string): Cursor | null {
  if (!/^[A-Za-z0-9_-]{1,2000}$/.test(text)) return null;
  try {
    const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
    const parsed = cursor.safeParse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // not base64, not UTF-8 or not JSON: the same answer to all
  }
}
