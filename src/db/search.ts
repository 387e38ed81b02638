import { setImmediate } from "node:timers/promises";
import type { MatchReason } from "@/domain/codes";
import { AppError } from "@/domain/errors";
import { Members } from "@/domain/members";
import { prepareName } from "@/domain/name/likeness";
import type { Lexicon } from "@/domain/name/lexicon";
import { matchReason } from "@/domain/name/reason";
import { bounds } from "@/domain/partial-date";
import type { PublicPersonSummary } from "@/domain/person";
import { facetNumber, keyNumber, nameNumbers } from "@/domain/search-entry";
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
import { type FacetConditions, findNames, GOOD, type Hit, nearness, restricted, WEIGHED } from "./name-search";
import { SUMMARY, toSummary } from "./persons";
import { currentSets, entriesWhere, type Sets, withKeys } from "./search-sets";

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

/** How many records are passed on the way before all are sorted after all. */
const PASSED = 20_000;

/** What answers a question, before facets narrow it. */
type Answer = {
  readonly members: Members;
  /** The nearest, which come before all others. */
  readonly first: readonly Hit[];
  /** Why, where it is the same for all. */
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

/** Who may have been detained on these days. */
async function onDates(db: Db, sets: Sets, { facets, days }: ReturnType<typeof dateCondition>): Promise<Members> {
  if (days === null) return restricted(sets.all, sets, facets);
  // Days that are no whole years have no sets: the records are held one by one, and there is an end to that.
  const { members, whole } = await entriesWhere(db, days);
  if (!whole) throw new AppError("invalid_input", { detainedFrom: "too_many" });
  return members;
}

/** What answers the question on these dates, before facets narrow it. */
async function answerTo(
  db: Db,
  sets: Sets,
  question: Question,
  lexicon: Lexicon,
  chosen: FacetConditions,
  dates: Members,
): Promise<Answer> {
  if (question.identifiers.length > 0) {
    const keys = question.identifiers.map((each) => keyNumber("identifier", each));
    const members = (await withKeys(db, sets, keys)).and(dates);
    if (members.count > 0) return { members, first: [], reason: "record_number" };
  }
  const where: FacetConditions = [...question.places.map(placeNumbers), ...question.years.map(yearNumbers)];
  if (question.name === "" && where.length > 0) {
    const reason = question.places.length > 0 ? "place" : "year";
    return { members: restricted(dates, sets, where), first: [], reason };
  }
  // A word that is a place may be a name after all: if nobody of that name is of that place, all of it is the name.
  const readings: [string, FacetConditions][] = [[question.name, where]];
  if (where.length > 0) readings.push([question.text, []]);
  for (const [text, conditions] of readings) {
    const name = prepareName(text, lexicon);
    if (name.parts.length === 0) continue;
    const among = (hits: readonly Hit[], members: Members) => hits.filter(({ ordinal }) => members.has(ordinal));
    const { same, begins } = nameNumbers(name);
    const [named, beginners] = await Promise.all([withKeys(db, sets, same), withKeys(db, sets, begins)]);
    const bearers = restricted(Members.any([named, beginners]), sets, conditions);
    const many = bearers.count > WEIGHED;
    const found = many ? [] : await findNames(db, sets, name, lexicon, conditions, bearers);
    const good = name.parts.length === 1 ? GOOD.one : GOOD.more;
    // What is only the beginning of names may be a word, and so may what is like none.
    const isName = many ? named.count > 0 : (found[0]?.score ?? 0) >= good;
    const words = isName ? null : await withWords(db, sets, question, dates);
    if (words !== null && words.members.count > 0) return words;
    if (many) {
      // More than are weighed: the nearest of those that the facets leave come first, and the rest after them.
      const members = bearers.and(dates);
      const nearest = await findNames(
        db,
        sets,
        name,
        lexicon,
        [...conditions, ...chosen],
        restricted(bearers, sets, chosen),
      );
      return { members, first: among(nearest, members), reason: null };
    }
    const members = Members.of(found.map(({ ordinal }) => ordinal)).and(dates);
    if (found.length > 0) return { members, first: among(found, members), reason: null };
  }
  return (await withWords(db, sets, question, dates)) ?? { members: new Members(), first: [], reason: null };
}

async function withWords(db: Db, sets: Sets, { words }: Question, dates: Members): Promise<Answer | null> {
  if (words.length === 0) return null;
  let members = dates;
  for (const word of words) members = members.and(await withKeys(db, sets, [keyNumber("word", word)]));
  return { members, first: [], reason: "words" };
}

const isFacet = (name: string): name is Facet => FACET_NAMES.some((facet) => facet === name);

type Chosen = ReadonlyMap<Facet, readonly number[]>;

/** Counts the values of every facet among the members, each facet without its own choice, most first. */
function count(sets: Sets, members: Members, chosen: Chosen): FacetCounts {
  const without = (facet: Facet | null) =>
    restricted(
      members,
      sets,
      [...chosen].flatMap(([other, numbers]) => (other === facet ? [] : [numbers])),
    );
  const left = without(null);
  const among = new Map([...chosen.keys()].map((facet) => [facet, without(facet)]));
  const counts = Object.fromEntries(FACET_NAMES.map((facet) => [facet, []])) as unknown as FacetCounts;
  for (const { facet, value, members: own } of sets.values.values()) {
    if (!isFacet(facet)) continue;
    const base = among.get(facet) ?? left;
    // What everybody's counts are is known.
    const number = base === sets.all ? own.count : base.countWith(own);
    if (number > 0) counts[facet].push({ value, count: number });
  }
  for (const values of Object.values(counts)) values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return counts;
}

type Order = {
  readonly column: Prisma.Sql;
  readonly value: Prisma.Sql;
  readonly back: boolean;
};

/** Sort columns come from this closed list. Silence: longest first, nobody heard of first of all. */
function orderOf(sort: Exclude<Sort, "relevance">): Order {
  switch (sort) {
    case "name":
      return { column: Prisma.sql`name`, value: Prisma.sql`name`, back: false };
    case "updated":
      return {
        column: Prisma.sql`updated_on`,
        value: Prisma.sql`(extract(epoch FROM updated_on) * 1000)::float8`,
        back: true,
      };
    case "silence":
      return {
        column: Prisma.sql`silence`,
        value: Prisma.sql`(silence - date '1900-01-01')::float8`,
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

/** A page of the members, in an order of the index. */
async function walk(
  db: Db,
  sets: Sets,
  members: Members,
  sort: Exclude<Sort, "relevance">,
  after: readonly [string | number, string] | null,
  limit: number,
): Promise<Place[]> {
  const { column, value, back } = orderOf(sort);
  const way = back ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const beyond = (from: readonly [string | number, string] | null) =>
    from === null
      ? Prisma.sql`TRUE`
      : Prisma.sql`(${column}, person_id) ${back ? Prisma.sql`<` : Prisma.sql`>`} (${fromCursor(sort, from[0])}, ${from[1]})`;
  const sorted = (ordinals: readonly number[], from: readonly [string | number, string] | null, most: number) =>
    db.$queryRaw<Place[]>`
      SELECT person_id AS id, ${value} AS place FROM search_entry
       WHERE ordinal = ANY (${[...ordinals]}::integer[]) AND ${beyond(from)}
       ORDER BY ${column} ${way}, person_id ${way} LIMIT ${most}`;
  const found: Place[] = [];
  let from = after;
  for (let passed = 0; passed < PASSED;) {
    const left = limit - found.length;
    // How far it is, and something more, when the members stand evenly along the way; then longer and longer.
    const far = members === sets.all ? left : 3 * passed + Math.ceil((left * sets.all.count * 1.5) / members.count);
    if (far >= members.count) break;
    const [row] = await db.$queryRaw<{ ordinals: string | null }[]>`
      SELECT string_agg(ordinal::text, ' ') AS ordinals
        FROM (SELECT ordinal FROM search_entry WHERE ${beyond(from)}
               ORDER BY ${column} ${way}, person_id ${way} LIMIT ${far}) AS way`;
    const ordinals = (row?.ordinals ?? "").split(" ").filter(Boolean).map(Number);
    const met = ordinals.filter((ordinal) => members.has(ordinal)).slice(0, left);
    found.push(...(await sorted(met, null, left)));
    const end = ordinals.slice(-1);
    if (met.length === left || ordinals.length < far || end.length === 0) return found;
    const [last] = await sorted(end, null, 1);
    if (last === undefined) break;
    from = [last.place, last.id];
    passed += far;
  }
  return [...found, ...(await sorted(members.ordinals(), from, limit - found.length))];
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
  const [places, lexicon, sets] = await Promise.all([placeNames(db), currentLexicon(db), currentSets(db)]);
  const question = readQuestion(query.q, places);
  const chosen: Chosen = new Map(
    FACET_NAMES.flatMap((facet) => {
      const values = query.facets[facet] ?? [];
      return values.length === 0 ? [] : [[facet, values.map((value) => facetNumber(facet, value))] as const];
    }),
  );
  const choices = [...chosen.values()];
  const dates = await onDates(db, sets, dateCondition(query));
  const { members, first, reason }: Answer =
    query.q === ""
      ? { members: dates, first: [], reason: null }
      : await answerTo(db, sets, question, lexicon, choices, dates);
  const left = restricted(members, sets, choices);
  const after = query.cursor === null ? null : decodeCursor(query.cursor);
  const limit = query.limit + 1;
  const list = async (): Promise<Place[]> => {
    if (query.sort !== "relevance") return walk(db, sets, left, query.sort, place(after), limit);
    // The nearest have their score as a place, all others their name.
    const nearest = first.filter(({ ordinal }) => left.has(ordinal));
    const isPast = typeof after?.[0] === "string";
    const found = isPast ? [] : ranked(nearest, after, limit);
    if (found.length === limit || nearest.length === left.count) return found;
    const others = left.without(Members.of(nearest.map(({ ordinal }) => ordinal)));
    return [...found, ...(await walk(db, sets, others, "name", isPast ? place(after) : null, limit - found.length))];
  };
  const read = async () => {
    const found = await list();
    const page = found.slice(0, query.limit);
    const ids = page.map(({ id }) => id);
    return { found, page, rows: await db.person.findMany({ where: { id: { in: ids } }, select: SUMMARY }) };
  };
  const countAll = async () => {
    // The database reads meanwhile.
    await setImmediate();
    return count(sets, members, chosen);
  };
  const [{ found, page, rows }, facets] = await Promise.all([read(), countAll()]);
  const byId = new Map(rows.map((row) => [row.id, toSummary(row)]));
  const total = left.count;
  const persons = page.flatMap(({ id }) => {
    const summary = byId.get(id);
    if (summary === undefined) return [];
    return [query.q === "" ? summary : explain(summary, question, reason, lexicon)];
  });
  const last = page.at(-1);
  return {
    total,
    persons,
    facets,
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
 * by `findNames`, and all that answers is counted by the sets of the index. Each statement is bounded in rows and by the
 * statement timeout.
 *
 * @throws AppError `unavailable` when the database took too long
 */
export async function searchPersons(query: SearchQuery): Promise<SearchResult> {
  return bounded(() => search(database("web"), query));
}
