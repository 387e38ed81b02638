import type { MatchReason } from "@/domain/codes";
import { AppError } from "@/domain/errors";
import { prepareName } from "@/domain/name/likeness";
import type { Lexicon } from "@/domain/name/lexicon";
import { matchReason } from "@/domain/name/reason";
import { bounds } from "@/domain/partial-date";
import type { PublicPersonSummary } from "@/domain/person";
import { facetNumber, keyNumber } from "@/domain/search-entry";
import {
  decodeCursor,
  encodeCursor,
  type Facet,
  FACET_NAMES,
  type SearchQuery,
  type Sort,
} from "@/domain/search-query";
import { type NamedPlace, PlaceNames, type Question, readQuestion } from "@/domain/search-question";
import { bounded, database, type Db } from "./client";
import { Prisma } from "./generated/client";
import { currentLexicon } from "./lexicon";
import { type FacetConditions, findNames, GOOD, type Hit, holds, nearness } from "./name-search";
import { SUMMARY, toSummary } from "./persons";
import { CHUNK } from "./search-index";

export type FacetCounts = Record<Facet, { value: string; count: number }[]>;
export type SearchResult = {
  total: number;
  persons: PublicPersonSummary[];
  facets: FacetCounts;
  next: string | null;
  /** Places that may have been meant. */
  places: { code: string; level: string }[];
  /** How `q` was read; null without it. Places by code, each with all places of its name. */
  read: { name: string; years: readonly number[]; places: string[][]; recordNumber: string | null } | null;
};

/** Up to here the records that answer are held one by one; beyond, by the sets of the index. */
const HELD = 20_000;

/** Up to here a set is listed by its members; beyond, by walking the order of the list until the page is full. */
const LISTED = 3000;

/** What answers a question: records one by one, nearest first, or conditions that the index has sets for. */
type Answer =
  | { readonly kind: "records"; readonly hits: readonly Hit[]; readonly reason: MatchReason | null }
  | {
      readonly kind: "sets";
      /** Each condition: one of these keys, or of these facets. */
      readonly keys: readonly (readonly number[])[];
      readonly facets: FacetConditions;
      /** The nearest, which come before all others. */
      readonly first: readonly Hit[];
      readonly reason: MatchReason | null;
    };

let knownPlaces: PlaceNames | null = null;

/** The gazetteer as people type it. It is reference data, and read once. */
async function placeNames(db: Db): Promise<PlaceNames> {
  if (knownPlaces !== null) return knownPlaces;
  const rows = await db.place.findMany({ orderBy: { code: "asc" } });
  const places = new PlaceNames(
    rows.map((row): NamedPlace => ({
      code: row.code,
      level: row.level,
      names: [row.nameZh, row.pinyin, row.nameEn, row.nameEnUyghur, row.nameUg, row.nameUly].filter(
        (name) => name !== null,
      ),
    })),
  );
  if (rows.length > 0) knownPlaces = places;
  return places;
}

type Terms = ReadonlyMap<number, { readonly facet: string | null; readonly value: string | null }>;
let knownTerms: { terms: Terms; at: number } = { terms: new Map(), at: 0 };

/** The numbers that have sets. Kept for some seconds: a key that becomes common meanwhile is only counted slower. */
async function searchTerms(db: Db, needed: readonly number[] = []): Promise<Terms> {
  const fresh = Date.now() - knownTerms.at < 10_000;
  if (fresh && needed.every((id) => knownTerms.terms.has(id))) return knownTerms.terms;
  const rows = await db.searchTerm.findMany();
  knownTerms = { terms: new Map(rows.map(({ id, facet, value }) => [id, { facet, value }])), at: Date.now() };
  return knownTerms.terms;
}

/** The years that come after and before an open end of a range that people ask for. */
const FIRST_YEAR = 1930;

/** The dates as a condition on years where they are whole years, and as a comparison of days where they are finer. */
function dateCondition({ detainedFrom, detainedTo }: SearchQuery): {
  facets: FacetConditions;
  days: Prisma.Sql | null;
} {
  const from = detainedFrom === null ? null : bounds(detainedFrom).earliest;
  const to = detainedTo === null ? null : bounds(detainedTo).latest;
  if (from === null && to === null) return { facets: [], days: null };
  const wholeYears = (from === null || from.endsWith("-01-01")) && (to === null || to.endsWith("-12-31"));
  if (wholeYears) {
    const first = Math.max(FIRST_YEAR, Number((from ?? "0000").slice(0, 4)));
    const last = Math.min(new Date().getUTCFullYear() + 1, Number((to ?? "9999").slice(0, 4)));
    const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) =>
      facetNumber("year", String(first + at)),
    );
    return { facets: [years], days: null };
  }
  const parts = [];
  if (from !== null) parts.push(Prisma.sql`latest >= ${from}::date`);
  if (to !== null) parts.push(Prisma.sql`earliest <= ${to}::date`);
  return { facets: [], days: Prisma.join(parts, " AND ") };
}

const placeNumbers = (places: readonly NamedPlace[]) =>
  places.map(({ code, level }) => facetNumber(level === "prefecture" ? "prefecture" : "county", code));

/** A year that was typed is one of birth, two years more or less, or one in which somebody was detained. */
const yearNumbers = (year: number) => [
  ...[-2, -1, 0, 1, 2].map((more) => facetNumber("born", String(year + more))),
  facetNumber("year", String(year)),
];

/** All records with one key of every list, when they are not too many to hold; null when they are. */
async function recordsWith(
  db: Db,
  keys: readonly (readonly number[])[],
  conditions: FacetConditions,
  days: Prisma.Sql | null,
): Promise<Hit[] | null> {
  const [row] = await db.$queryRaw<{ count: number; found: string | null }[]>`
    SELECT count(*)::integer AS count,
           string_agg(concat_ws('|', ordinal, person_id, array_to_string(facets, ' ')), E'\n') AS found
      FROM (SELECT ordinal, person_id, facets FROM search_entry
             WHERE ${keysHold(keys)} AND ${holds(conditions)} AND ${days ?? Prisma.sql`TRUE`}
             LIMIT ${HELD + 1}) AS held`;
  if (row === undefined || row.count === 0) return [];
  if (row.count > HELD) return null;
  return (row.found ?? "").split("\n").map((line) => {
    const [ordinal = "", personId = "", facets = ""] = line.split("|");
    return { ordinal: Number(ordinal), personId, facets: facets.split(" ").map(Number), score: 0, same: true };
  });
}

/** What answers by key: held one by one where they are few, by sets where they are many. */
async function byKeys(
  db: Db,
  keys: readonly (readonly number[])[],
  conditions: FacetConditions,
  days: Prisma.Sql | null,
  reason: MatchReason | null,
  first: readonly Hit[] = [],
): Promise<Answer> {
  const terms = await searchTerms(db);
  // Sets answer at once what is common; otherwise the rarest list decides how many rows there are.
  const common = keys.every((some) => some.some((key) => terms.has(key)));
  const held = common && days === null ? null : await recordsWith(db, keys, conditions, days);
  if (held === null) return { kind: "sets", keys, facets: conditions, first: first.filter(({ same }) => same), reason };
  const scores = new Map(first.map((hit) => [hit.ordinal, hit]));
  const rest = held.filter(({ ordinal }) => !scores.has(ordinal)).sort((a, b) => (a.personId < b.personId ? -1 : 1));
  return { kind: "records", hits: [...first, ...rest], reason };
}

/** What answers the question, before facets narrow it. */
async function answerTo(
  db: Db,
  question: Question,
  lexicon: Lexicon,
  narrowed: FacetConditions,
  dates: ReturnType<typeof dateCondition>,
): Promise<Answer> {
  if (question.identifiers.length > 0) {
    const keys = question.identifiers.map((each) => keyNumber("identifier", each));
    const found = await byKeys(db, [keys], dates.facets, dates.days, "record_number");
    if (found.kind === "sets" || found.hits.length > 0) return found;
  }
  const where: FacetConditions = [...question.places.map(placeNumbers), ...question.years.map(yearNumbers)];
  if (question.name === "" && where.length > 0) {
    const reason = question.places.length > 0 ? "place" : "year";
    return { kind: "sets", keys: [], facets: [...where, ...dates.facets], first: [], reason };
  }
  // A word that is a place may be a name after all: if nobody of that name is of that place, all of it is the name.
  for (const [text, conditions] of [[question.name, where], ...(where.length > 0 ? [[question.text, []]] : [])] as [
    string,
    FacetConditions,
  ][]) {
    const name = prepareName(text, lexicon);
    if (name.parts.length === 0) continue;
    const all = [...conditions, ...dates.facets];
    const found = await findNames(db, name, lexicon, all);
    const good = name.parts.length === 1 ? GOOD.one : GOOD.more;
    const words = (found.hits[0]?.score ?? 0) < good ? await byWords(db, question, dates) : null;
    if (words !== null && (words.kind === "sets" || words.hits.length > 0)) return words;
    if (found.more) {
      // More than could be weighed: the nearest of those that the facets leave come first, and the rest after them.
      const nearest = narrowed.length === 0 ? found : await findNames(db, name, lexicon, [...all, ...narrowed]);
      return byKeys(db, [found.same], all, dates.days, null, nearest.hits);
    }
    if (found.hits.length > 0) return { kind: "records", hits: await onDays(db, found.hits, dates.days), reason: null };
  }
  return (await byWords(db, question, dates)) ?? { kind: "records", hits: [], reason: null };
}

/** Those of the records whose first detention may have begun on these days. */
async function onDays(db: Db, hits: readonly Hit[], days: Prisma.Sql | null): Promise<readonly Hit[]> {
  if (days === null || hits.length === 0) return hits;
  const rows = await db.$queryRaw<{ ordinal: number }[]>`
    SELECT ordinal FROM search_entry WHERE ordinal = ANY (${hits.map(({ ordinal }) => ordinal)}::integer[]) AND ${days}`;
  const left = new Set(rows.map(({ ordinal }) => ordinal));
  return hits.filter(({ ordinal }) => left.has(ordinal));
}

async function byWords(db: Db, { words }: Question, dates: ReturnType<typeof dateCondition>): Promise<Answer | null> {
  if (words.length === 0) return null;
  return byKeys(
    db,
    words.map((word) => [keyNumber("word", word)]),
    dates.facets,
    dates.days,
    "words",
  );
}

function counted(): Record<Facet, Map<string, number>> {
  return Object.fromEntries(FACET_NAMES.map((facet) => [facet, new Map<string, number>()])) as Record<
    Facet,
    Map<string, number>
  >;
}

const isFacet = (name: string | null): name is Facet => FACET_NAMES.some((facet) => facet === name);

type Chosen = readonly { readonly facet: Facet; readonly numbers: readonly number[] }[];

/** Counts the values of every facet among records, each facet without its own choice, and keeps what all choices leave. */
function countRecords(hits: readonly Hit[], chosen: Chosen, terms: Terms) {
  const counts = counted();
  const left: Hit[] = [];
  for (const hit of hits) {
    const failed = chosen.filter(({ numbers }) => !numbers.some((number) => hit.facets.includes(number)));
    if (failed.length === 0) left.push(hit);
    if (failed.length > 1) continue;
    const [only] = failed;
    for (const number of hit.facets) {
      const term = terms.get(number);
      if (term === undefined || !isFacet(term.facet) || term.value === null) continue;
      if (only !== undefined && only.facet !== term.facet) continue;
      const values = counts[term.facet];
      values.set(term.value, (values.get(term.value) ?? 0) + 1);
    }
  }
  return { counts, left };
}

/** One bit, for the n-th record of a chunk. */
const BIT = Prisma.sql`set_bit(repeat('0', 16384)::bit(16384), ordinal % 16384, 1)`;

/** The sets of every condition: `picked (place, chunk, members)`, places counted from nought. */
function pickedSets(
  conditions: readonly { readonly numbers: readonly number[]; readonly rare: readonly number[] }[],
): Prisma.Sql {
  const terms = conditions.flatMap(({ numbers }, place) => numbers.map((number) => [place, number] as const));
  const rare = conditions.flatMap(({ rare: keys }, place) =>
    keys.length === 0
      ? []
      : [
          Prisma.sql`UNION ALL
            SELECT ${place}::integer, ordinal / 16384, bit_or(${BIT})
              FROM search_entry WHERE keys && ${[...keys]}::integer[] GROUP BY ordinal / 16384`,
        ],
  );
  return Prisma.sql`
    picked AS MATERIALIZED (
      SELECT place, chunk, bit_or(members) AS members FROM (
        SELECT place, chunk, members
          FROM unnest(${terms.map(([place]) => place)}::integer[], ${terms.map(([, number]) => number)}::integer[])
               AS wanted (place, term) JOIN search_set USING (term)
        ${rare.length === 0 ? Prisma.empty : Prisma.join(rare, " ")}) AS every
       GROUP BY place, chunk)`;
}

/** Counts the values of every facet by sets, each facet without its own choice. */
async function countSets(db: Db, answer: Extract<Answer, { kind: "sets" }>, chosen: Chosen, terms: Terms) {
  const counts = counted();
  const conditions = [
    ...chosen.map(({ numbers }) => ({ numbers, rare: [] as readonly number[] })),
    ...answer.facets.map((numbers) => ({ numbers, rare: [] as readonly number[] })),
    ...answer.keys.map((keys) => ({
      numbers: keys.filter((key) => terms.has(key)),
      rare: keys.filter((key) => !terms.has(key)),
    })),
  ];
  // Asked are: with all conditions (-1), and without that of each chosen facet.
  const places = [-1, ...chosen.map((_, place) => place)];
  const rows: { facet: string; value: string | null; count: bigint | null }[] =
    conditions.length === 0
      ? await db.$queryRaw`
          SELECT facet, value, sum(people) AS count FROM search_set JOIN search_term ON id = term
           WHERE facet IS NOT NULL GROUP BY facet, value HAVING sum(people) > 0`
      : await db.$queryRaw`
          WITH ${pickedSets(conditions)},
          asked AS MATERIALIZED (
            SELECT without, chunk, bit_and(members) AS members
              FROM unnest(${places}::integer[]) AS asked (without) JOIN picked ON place <> without
             GROUP BY without, chunk
            HAVING count(*) = ${conditions.length}::integer - (without >= 0)::integer AND bit_count(bit_and(members)) > 0)
          SELECT facet, value, sum(bit_count(search_set.members & asked.members)) AS count
            FROM search_term
            JOIN search_set ON term = id
            JOIN asked ON asked.chunk = search_set.chunk
             AND without = coalesce(array_position(${chosen.map(({ facet }) => facet)}::text[], facet) - 1, -1)
           WHERE facet = ANY (${[...FACET_NAMES]}::text[])
           GROUP BY facet, value
          HAVING sum(bit_count(search_set.members & asked.members)) > 0
          UNION ALL
          SELECT 'total', NULL, sum(bit_count(members)) FROM asked WHERE without = -1`;
  let total: number | null = null;
  for (const { facet, value, count } of rows) {
    if (facet === "total") total = Number(count ?? 0);
    else if (isFacet(facet) && value !== null) counts[facet].set(value, Number(count));
  }
  // A facet that alone is chosen is counted among all.
  const [only] = chosen;
  if (conditions.length === 1 && only !== undefined) {
    const all = await db.$queryRaw<{ value: string; count: bigint }[]>`
      SELECT value, sum(people) AS count FROM search_set JOIN search_term ON id = term
       WHERE facet = ${only.facet} GROUP BY value HAVING sum(people) > 0`;
    counts[only.facet] = new Map(all.map(({ value, count }) => [value, Number(count)]));
  }
  // Everybody has one situation.
  total ??= conditions.length === 0 ? [...counts.status.values()].reduce((all, count) => all + count, 0) : 0;
  return { counts, total, conditions };
}

/** The ordinals of a set that is small enough to be listed. */
async function membersOf(db: Db, conditions: Parameters<typeof pickedSets>[0]): Promise<number[]> {
  const rows = await db.$queryRaw<{ chunk: number; members: string }[]>`
    WITH ${pickedSets(conditions)}
    SELECT chunk, bit_and(members)::text AS members FROM picked
     GROUP BY chunk HAVING count(*) = ${conditions.length}::integer AND bit_count(bit_and(members)) > 0`;
  return rows.flatMap(({ chunk, members }) => {
    const found: number[] = [];
    for (let at = members.indexOf("1"); at >= 0; at = members.indexOf("1", at + 1)) found.push(chunk * CHUNK + at);
    return found;
  });
}

type Order = {
  readonly column: Prisma.Sql;
  readonly value: Prisma.Sql;
  readonly cast: Prisma.Sql;
  readonly back: boolean;
};

/** Sort columns come from this closed list. Silence: longest first, nobody heard of first of all. */
function orderOf(sort: Exclude<Sort, "relevance">): Order {
  switch (sort) {
    case "name":
      return { column: Prisma.sql`name`, value: Prisma.sql`name`, cast: Prisma.sql`text`, back: false };
    case "updated":
      return {
        column: Prisma.sql`updated_on`,
        value: Prisma.sql`(extract(epoch FROM updated_on) * 1000)::float8`,
        cast: Prisma.sql`float8`,
        back: true,
      };
    case "silence":
      return {
        column: Prisma.sql`silence`,
        value: Prisma.sql`(silence - date '1900-01-01')::float8`,
        cast: Prisma.sql`float8`,
        back: false,
      };
  }
}

/** What a cursor's value is in the column that is sorted by. */
function fromCursor(sort: Exclude<Sort, "relevance">, value: string | number): Prisma.Sql {
  switch (sort) {
    case "name":
      return Prisma.sql`${String(value)}`;
    case "updated":
      return Prisma.sql`to_timestamp(${Number(value)}::float8 / 1000)`;
    case "silence":
      return Prisma.sql`(date '1900-01-01' + ${Math.trunc(Number(value))}::integer)`;
  }
}

type Place = { id: string; place: string | number };

/** A page of the records that hold the condition, in an order of the index. */
async function walk(
  db: Db,
  condition: Prisma.Sql,
  sort: Exclude<Sort, "relevance">,
  after: readonly [string | number, string] | null,
  limit: number,
): Promise<Place[]> {
  const { column, value, back } = orderOf(sort);
  const beyond =
    after === null
      ? Prisma.sql`TRUE`
      : Prisma.sql`(${column}, person_id) ${back ? Prisma.sql`<` : Prisma.sql`>`} (${fromCursor(sort, after[0])}, ${after[1]})`;
  const way = back ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  return db.$queryRaw<Place[]>`
    SELECT person_id AS id, ${value} AS place FROM search_entry
     WHERE ${condition} AND ${beyond}
     ORDER BY ${column} ${way}, person_id ${way} LIMIT ${limit}`;
}

/** Why a person was found, in the words of `MATCH_REASONS`. */
function explain(
  person: PublicPersonSummary,
  question: Question,
  reason: MatchReason | null,
  lexicon: Lexicon,
): PublicPersonSummary {
  if (reason !== null) return { ...person, match: { name: person.name, reason } };
  const typed = prepareName(question.name || question.text, lexicon);
  let best: { name: string; score: number } = { name: person.name, score: -Infinity };
  for (const { text } of person.names) {
    const stored = prepareName(text, lexicon);
    const score = nearness(typed, stored) + (text === question.text ? 1 : 0);
    if (score > best.score) best = { name: text, score };
  }
  const because = matchReason([question.name || question.text, best.name], [typed, prepareName(best.name, lexicon)]);
  return { ...person, match: { name: best.name, reason: because } };
}

/** One question, as the readers' role sees the published records. Nothing in it is unbounded. */
async function search(db: Db, query: SearchQuery): Promise<SearchResult> {
  const places = await placeNames(db);
  const lexicon = await currentLexicon(db);
  const question = readQuestion(query.q, places);
  const dates = dateCondition(query);
  const chosen: Chosen = FACET_NAMES.flatMap((facet) => {
    const values = query.facets[facet];
    return values === undefined || values.length === 0
      ? []
      : [{ facet, numbers: values.map((value) => facetNumber(facet, value)) }];
  });
  const narrowed = chosen.map(({ numbers }) => numbers);
  let answer: Answer =
    query.q === ""
      ? { kind: "sets", keys: [], facets: dates.facets, first: [], reason: null }
      : await answerTo(db, question, lexicon, narrowed, dates);
  if (answer.kind === "sets" && dates.days !== null) {
    // Days that are no whole years have no sets: the records are held one by one, and there is an end to that.
    const held = await recordsWith(db, answer.keys, answer.facets, dates.days);
    if (held === null) throw new AppError("invalid_input", { detainedFrom: "too_many" });
    answer = { kind: "records", hits: held, reason: answer.reason };
  }
  const after = query.cursor === null ? null : decodeCursor(query.cursor);
  const limit = query.limit + 1;

  let total: number;
  let counts: Record<Facet, Map<string, number>>;
  let found: Place[];
  if (answer.kind === "records") {
    const terms = await searchTerms(db, [...new Set(answer.hits.flatMap(({ facets }) => facets))]);
    const { counts: among, left } = countRecords(answer.hits, chosen, terms);
    counts = among;
    total = left.length;
    const ordinals = left.map(({ ordinal }) => ordinal);
    const listed = Prisma.sql`ordinal = ANY (${ordinals}::integer[])`;
    if (query.sort !== "relevance") found = await walk(db, listed, query.sort, place(after), limit);
    else if (query.q === "" || left.every(({ score }) => score === 0))
      found = await walk(db, listed, "name", place(after), limit);
    else found = ranked(left, after, limit);
  } else {
    const terms = await searchTerms(db);
    const sets = await countSets(db, answer, chosen, terms);
    counts = sets.counts;
    total = sets.total;
    const first = answer.first.filter(({ facets }) =>
      narrowed.every((numbers) => numbers.some((number) => facets.includes(number))),
    );
    const condition =
      total <= LISTED && sets.conditions.length > 0
        ? Prisma.sql`ordinal = ANY (${await membersOf(db, sets.conditions)}::integer[])`
        : Prisma.sql`${holds([...answer.facets, ...narrowed])} AND ${keysHold(answer.keys)}`;
    if (query.sort === "relevance") {
      found = typeof after?.[0] === "string" ? [] : ranked(first, after, limit);
      if (found.length < limit) {
        const others = Prisma.sql`${condition} AND ordinal <> ALL (${first.map(({ ordinal }) => ordinal)}::integer[])`;
        found.push(
          ...(await walk(
            db,
            others,
            "name",
            typeof after?.[0] === "string" ? place(after) : null,
            limit - found.length,
          )),
        );
      }
    } else found = await walk(db, condition, query.sort, place(after), limit);
  }

  const page = found.slice(0, query.limit);
  const rows = await db.person.findMany({ where: { id: { in: page.map(({ id }) => id) } }, select: SUMMARY });
  const byId = new Map(rows.map((row) => [row.id, toSummary(row)]));
  const reason = answer.reason;
  const persons = page.flatMap(({ id }) => {
    const summary = byId.get(id);
    if (summary === undefined) return [];
    return [query.q === "" ? summary : explain(summary, question, reason, lexicon)];
  });
  const last = page.at(-1);
  return {
    total,
    persons,
    facets: Object.fromEntries(
      FACET_NAMES.map((facet) => [
        facet,
        [...counts[facet]]
          .map(([value, count]) => ({ value, count }))
          .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
      ]),
    ) as FacetCounts,
    next: found.length > query.limit && last !== undefined ? encodeCursor([last.place, last.id]) : null,
    places: mayBePlace(total, persons) ? places.near(query.q).map(({ code, level }) => ({ code, level })) : [],
    read: query.q === "" ? null : told(question),
  };
}

/** From here on so many bear a name like this that it was meant as a name. */
const MANY = 5;

/** Whether a place may have been meant: nobody bears this name, or a few bear one that is only like it. */
function mayBePlace(total: number, persons: readonly PublicPersonSummary[]): boolean {
  return persons.every(({ match }) => {
    if (match?.reason === "words") return true;
    return total < MANY && (match?.reason === "part_of_name" || match?.reason === "similar_spelling");
  });
}

function told({ text, name, years, places, identifiers }: Question): SearchResult["read"] {
  const codes = places.map((some) => some.map(({ code }) => code));
  return { name, years, places: codes, recordNumber: identifiers.length > 0 ? text : null };
}

function place(after: readonly [string | number | null, string] | null): readonly [string | number, string] | null {
  return after === null || after[0] === null ? null : [after[0], after[1]];
}

function keysHold(keys: readonly (readonly number[])[]): Prisma.Sql {
  if (keys.length === 0) return Prisma.sql`TRUE`;
  return Prisma.join(
    keys.map((some) => Prisma.sql`keys && ${[...some]}::integer[]`),
    " AND ",
  );
}

/** The page of ranked records that comes after a place. */
function ranked(hits: readonly Hit[], after: readonly [string | number | null, string] | null, limit: number): Place[] {
  // In the order of what a cursor says, so that nobody is lost between two pages for a difference that it does not say.
  const places = hits
    .map(({ personId, score }) => ({ id: personId, place: Math.round(score * 1e4) / 1e4 }))
    .sort((a, b) => b.place - a.place || (a.id < b.id ? -1 : 1));
  const score = after?.[0];
  if (after === null || typeof score !== "number") return places.slice(0, limit);
  return places.filter((one) => one.place < score || (one.place === score && one.id > after[1])).slice(0, limit);
}

/**
 * The people that answer a question, one page of them, with the exact count of every value of every facet.
 *
 * A facet is counted with all other conditions but its own, so that a second value can be added. The names are found
 * by `findNames`; what is too common to be held one by one is counted by the sets of the index. Each statement is
 * bounded in rows and by the statement timeout.
 *
 * @throws AppError `unavailable` when the database took too long
 */
export async function searchPersons(query: SearchQuery): Promise<SearchResult> {
  return bounded(() => search(database("web"), query));
}
