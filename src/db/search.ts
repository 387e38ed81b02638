import { searchKeys } from "@/domain/name/search-text";
import { bounds } from "@/domain/partial-date";
import type { PublicPersonSummary } from "@/domain/person";
import { parsePublicIdentifier } from "@/domain/public-identifier";
import {
  decodeCursor,
  encodeCursor,
  type Facet,
  FACET_NAMES,
  type SearchQuery,
  type Sort,
} from "@/domain/search-query";
import { database, type Tx } from "./client";
import { Prisma } from "./generated/client";
import { SUMMARY, toSummary } from "./persons";

export type FacetCounts = Record<Facet, { value: string; count: number }[]>;
export type SearchResult = {
  total: number;
  persons: PublicPersonSummary[];
  facets: FacetCounts;
  next: string | null;
};

/** How alike two folded names must be to be a hit, of 1. */
const ALIKE = 0.45;

/** How well a person's folded names match the keys of the question; the best of word and whole likeness. */
function score(keys: readonly string[]): Prisma.Sql {
  return Prisma.sql`greatest(${Prisma.join(keys.map((key) => Prisma.sql`strict_word_similarity(${key}, search_text)`))})`;
}

/** Which people match the words. Each branch uses the trigram index on `search_text`. */
function matches(keys: readonly string[]): Prisma.Sql {
  const branches = keys.flatMap((key) => [
    Prisma.sql`search_text LIKE ${`%${key.replace(/[\\%_]/g, "\\$&")}%`}`,
    Prisma.sql`${key} <<% search_text`,
  ]);
  return Prisma.sql`(${Prisma.join(branches, " OR ")})`;
}

const COLUMNS = {
  status: Prisma.sql`status`,
  ethnicity: Prisma.sql`ethnicity`,
  sex: Prisma.sql`sex`,
  profession: Prisma.sql`profession`,
  prefecture: Prisma.sql`prefecture`,
  county: Prisma.sql`county`,
  tier: Prisma.sql`tier`,
} as const;

function facetCondition(facet: Facet, values: readonly string[]): Prisma.Sql {
  switch (facet) {
    case "reason":
      return Prisma.sql`reasons && ${[...values]}::text[]`;
    case "side":
      return Prisma.sql`sides && ${[...values]}::text[]`;
    case "hasPhoto":
      return Prisma.sql`has_photo = ANY (${values.map((value) => value === "true")}::boolean[])`;
    default:
      return Prisma.sql`${COLUMNS[facet]} = ANY (${[...values]}::text[])`;
  }
}

function allOf(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join([...conditions], " AND ");
}

/** The values of a facet as rows. */
function facetValues(facet: Facet): Prisma.Sql {
  switch (facet) {
    case "reason":
      return Prisma.sql`unnest(reasons)`;
    case "side":
      return Prisma.sql`unnest(sides)`;
    case "hasPhoto":
      return Prisma.sql`has_photo::text`;
    default:
      return COLUMNS[facet];
  }
}

type Order = { value: Prisma.Sql; direction: "asc" | "desc" };

/** Sort columns come from this closed list. Silence: longest first, nobody heard of first of all. */
function orderOf(sort: Sort, keys: readonly string[]): Order {
  switch (sort) {
    case "relevance":
      return keys.length > 0
        ? {
            value: Prisma.sql`round((${score(keys)})::numeric, 4)::float8`,
            direction: "desc",
          }
        : { value: Prisma.sql`display_name`, direction: "asc" };
    case "name":
      return { value: Prisma.sql`display_name`, direction: "asc" };
    case "updated":
      return {
        value: Prisma.sql`extract(epoch FROM updated_on)::float8`,
        direction: "desc",
      };
    case "silence":
      return {
        value: Prisma.sql`extract(epoch FROM coalesce(last_contact_day, detained_earliest, '1900-01-01'))::float8`,
        direction: "asc",
      };
  }
}

/** Why a person was found: the name that is nearest, and how it is near. */
function explain(person: PublicPersonSummary, q: string, keys: readonly string[]): PublicPersonSummary {
  const record = parsePublicIdentifier(q);
  if (record === person.id) return { ...person, match: { name: person.name, reason: "record_number" } };
  const folded = person.names.map((name) => ({
    text: name.text,
    keys: searchKeys(name.text),
  }));
  const same = folded.find((name) => name.keys.some((key) => keys.includes(key)));
  if (same) return { ...person, match: { name: same.text, reason: "same_spelling" } };
  const part = folded.find((name) => name.keys.some((key) => keys.some((word) => key.includes(word))));
  if (part) return { ...person, match: { name: part.text, reason: "part_of_name" } };
  if (/\d/.test(q) && !/\p{L}{3}/u.test(q)) return { ...person, match: { name: person.name, reason: "record_number" } };
  const nearest = folded
    .map((name) => ({
      text: name.text,
      shared: sharedTrigrams(name.keys.join(" "), keys.join(" ")),
    }))
    .sort((a, b) => b.shared - a.shared)[0];
  return {
    ...person,
    match: { name: nearest?.text ?? person.name, reason: "similar_spelling" },
  };
}

function sharedTrigrams(a: string, b: string): number {
  const grams = (text: string) =>
    new Set(Array.from({ length: Math.max(0, text.length - 2) }, (_, i) => text.slice(i, i + 3)));
  const [one, other] = [grams(a), grams(b)];
  let shared = 0;
  for (const gram of one) if (other.has(gram)) shared += 1;
  return shared;
}

/**
 * The people that answer a question, one page of them, with the exact count of every value of every facet.
 *
 * A facet is counted with all other conditions but its own, so that a second value can be added. One statement finds
 * the page and one counts every facet; both read the published rows as `web`. Everything is bounded by the limit, the
 * number of facets and the statement timeout.
 */
export async function searchPersons(query: SearchQuery): Promise<SearchResult> {
  const keys = query.q === "" ? [] : searchKeys(query.q);
  const record = parsePublicIdentifier(query.q);
  if (record !== null) keys.push(record.toLowerCase());
  const numbers = query.q.toLowerCase().trim();
  if (/\d/.test(numbers) && !keys.includes(numbers)) keys.push(numbers);

  const common: Prisma.Sql[] = [];
  if (query.q !== "") common.push(keys.length > 0 ? matches(keys) : Prisma.sql`FALSE`);
  const from = query.detainedFrom === null ? null : bounds(query.detainedFrom).earliest;
  const to = query.detainedTo === null ? null : bounds(query.detainedTo).latest;
  if (from !== null) common.push(Prisma.sql`detained_latest >= ${from}::date`);
  if (to !== null) common.push(Prisma.sql`detained_earliest <= ${to}::date`);
  const chosen = FACET_NAMES.flatMap((facet) => {
    const values = query.facets[facet];
    return values && values.length > 0 ? [{ facet, condition: facetCondition(facet, values) }] : [];
  });
  const everything = allOf([...common, ...chosen.map((one) => one.condition)]);

  const { value, direction } = orderOf(query.sort, keys);
  const decoded = query.cursor === null ? null : decodeCursor(query.cursor);
  // Words without a letter or digit find nobody; a place in another order means nothing among nobody.
  const after = query.q !== "" && keys.length === 0 ? null : decoded;
  const comparison = direction === "asc" ? Prisma.sql`>` : Prisma.sql`<`;
  const beyond =
    after === null || after[0] === null
      ? Prisma.sql`TRUE`
      : typeof after[0] === "number"
        ? Prisma.sql`(place ${comparison} ${after[0]}::float8 OR (place = ${after[0]}::float8 AND id > ${after[1]}))`
        : Prisma.sql`(place ${comparison} ${after[0]} OR (place = ${after[0]} AND id > ${after[1]}))`;

  return database("web").$transaction(async (tx: Tx) => {
    await tx.$executeRaw`SELECT set_config('pg_trgm.strict_word_similarity_threshold', ${String(ALIKE)}, true)`;
    const places = await tx.$queryRaw<{ id: string; place: string | number | null }[]>`
        SELECT id, place
          FROM (SELECT id, ${value} AS place FROM person WHERE ${everything}) AS found
         WHERE ${beyond}
      ORDER BY place ${direction === "asc" ? Prisma.sql`ASC` : Prisma.sql`DESC`}, id
         LIMIT ${query.limit + 1}`;
    const counts = await tx.$queryRaw<{ facet: string; value: string | null; count: bigint }[]>`
        SELECT 'total' AS facet, NULL AS value, count(*) AS count FROM person WHERE ${everything}
     ${Prisma.join(
       FACET_NAMES.map((facet) => {
         const others = allOf([...common, ...chosen.filter((one) => one.facet !== facet).map((one) => one.condition)]);
         return Prisma.sql`UNION ALL SELECT ${facet}, value, count(*)
           FROM (SELECT ${facetValues(facet)} AS value FROM person WHERE ${others}) AS counted
          WHERE value IS NOT NULL GROUP BY value`;
       }),
       " ",
     )}`;

    const page = places.slice(0, query.limit);
    const rows = await tx.person.findMany({
      where: { id: { in: page.map((row) => row.id) } },
      select: SUMMARY,
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    const persons = page.flatMap((row) => {
      const found = byId.get(row.id);
      if (!found) return [];
      const summary = toSummary(found);
      return [query.q === "" ? summary : explain(summary, query.q, keys)];
    });

    const facets = Object.fromEntries(FACET_NAMES.map((facet) => [facet, []])) as unknown as FacetCounts;
    let total = 0;
    for (const row of counts) {
      if (row.facet === "total") total = Number(row.count);
      else
        facets[row.facet as Facet].push({
          value: row.value ?? "",
          count: Number(row.count),
        });
    }
    for (const facet of FACET_NAMES) facets[facet].sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));

    const last = page.at(-1);
    return {
      total,
      persons,
      facets,
      next: places.length > query.limit && last ? encodeCursor([last.place, last.id]) : null,
    };
  });
}
