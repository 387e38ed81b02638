import { CHUNK, Members } from "@/domain/members";
import { FACET_NAMES } from "@/domain/search-query";
import type { Db } from "./client";
import { Prisma } from "./generated/client";

/** A value of a facet, and who has it. */
type Value = { readonly facet: string; readonly value: string; readonly members: Members };

/** The sets of the search index as they were at one moment. */
export type Sets = {
  /** The version of each chunk: one that changed has another, and never an old one again. */
  readonly versions: ReadonlyMap<number, string>;
  /** Facet values by number. */
  readonly values: ReadonlyMap<number, Value>;
  /** Everybody: each has one situation. */
  readonly all: Members;
  /** The keys that are common enough to have a set. */
  readonly common: ReadonlySet<number>;
  /** Sets of keys that were asked for. */
  readonly keys: Map<number, Members>;
};

/** How many chunks are read in one statement, and how many sets of keys are kept. */
const CHUNKS_AT_ONCE = 8;
const KEPT = 400;

const NONE: Sets = { versions: new Map(), values: new Map(), all: new Members(), common: new Set(), keys: new Map() };
let current: Sets = NONE;
let reading: Promise<unknown> = Promise.resolve();

/** The bits of a set as `encode(substring(bit_send(members) FROM 5), 'hex')` tells them. */
function wordsOf(hex: string): Uint32Array {
  const words = new Uint32Array(CHUNK / 32);
  Buffer.from(words.buffer).write(hex, "hex");
  return words;
}

async function readVersions(db: Db): Promise<Map<number, string>> {
  const [row] = await db.$queryRaw<{ versions: string | null }[]>`
    SELECT string_agg(chunk || ' ' || version, ',') AS versions FROM search_chunk`;
  return new Map(
    (row?.versions ?? "").split(",").flatMap((each) => {
      const [chunk, version = ""] = each.split(" ");
      return chunk === undefined || chunk === "" ? [] : [[Number(chunk), version] as const];
    }),
  );
}

const staleIn = (versions: ReadonlyMap<number, string>) =>
  [...versions].filter(([chunk, version]) => current.versions.get(chunk) !== version).map(([chunk]) => chunk);

/** Reads what is stale, each chunk with the version that it has by then. */
async function refresh(db: Db, wanted: ReadonlyMap<number, string>): Promise<void> {
  const stale = staleIn(wanted);
  if (stale.length === 0) return;
  const terms = await db.$queryRaw<{ id: number; facet: string | null; value: string | null }[]>`
    SELECT id, facet, value FROM search_term`;
  const versions = new Map(current.versions);
  const changed = new Map<number, Map<number, Uint32Array | undefined>>();
  for (let at = 0; at < stale.length; at += CHUNKS_AT_ONCE) {
    const rows = await db.$queryRaw<{ chunk: number; version: string; sets: string | null }[]>`
      SELECT chunk, version::text AS version,
             (SELECT string_agg(term || ' ' || encode(substring(bit_send(members) FROM 5), 'hex'), ',')
                FROM search_term JOIN search_set ON term = id
               WHERE facet IS NOT NULL AND search_set.chunk = search_chunk.chunk AND people > 0) AS sets
        FROM search_chunk WHERE chunk = ANY (${stale.slice(at, at + CHUNKS_AT_ONCE)}::integer[])`;
    for (const { chunk, version, sets } of rows) {
      versions.set(chunk, version);
      for (const { id, facet } of terms) {
        if (facet === null) continue;
        const chunks = changed.get(id);
        if (chunks === undefined) changed.set(id, new Map([[chunk, undefined]]));
        else chunks.set(chunk, undefined);
      }
      for (const set of sets === null ? [] : sets.split(",")) {
        const space = set.indexOf(" ");
        changed.get(Number(set.slice(0, space)))?.set(chunk, wordsOf(set.slice(space + 1)));
      }
    }
  }
  const values = new Map<number, Value>();
  for (const { id, facet, value } of terms) {
    if (facet === null || value === null) continue;
    const members = current.values.get(id)?.members ?? new Members();
    values.set(id, { facet, value, members: members.with(changed.get(id) ?? new Map()) });
  }
  const everybody = [...values.values()].filter(({ facet }) => facet === FACET_NAMES[0]);
  current = {
    versions,
    values,
    all: Members.any(everybody.map(({ members }) => members)),
    common: new Set(terms.filter(({ facet }) => facet === null).map(({ id }) => id)),
    keys: new Map(),
  };
}

/**
 * The sets as they are now. A process keeps those of the facets, some 40 MB for a million people, and asks each time
 * which chunks have changed, so what is published is counted from the moment that it may be read.
 */
export async function currentSets(db: Db): Promise<Sets> {
  const versions = await readVersions(db);
  if (staleIn(versions).length > 0) {
    // One after another, so that many who ask at once read a chunk once.
    const turn = reading.then(() => refresh(db, versions));
    reading = turn.catch(() => undefined);
    await turn;
  }
  return current;
}

/** Who has one of these facet values. */
export function withValues(sets: Sets, numbers: readonly number[]): Members {
  return Members.any(numbers.flatMap((number) => sets.values.get(number)?.members ?? []));
}

/** Who has one of these common keys; each that is not common is left out. */
async function withCommonKeys(db: Db, sets: Sets, keys: readonly number[]): Promise<Members> {
  const common = keys.filter((key) => sets.common.has(key));
  // Held here from the first, because others let go of what they need no more while this one waits.
  const found = new Map(
    common.flatMap((key) => {
      const members = sets.keys.get(key);
      return members === undefined ? [] : [[key, members] as const];
    }),
  );
  const missing = common.filter((key) => !found.has(key));
  if (missing.length > 0) {
    const rows = await db.$queryRaw<{ term: number; chunks: string }[]>`
      SELECT term, string_agg(chunk || ' ' || encode(substring(bit_send(members) FROM 5), 'hex'), ',') AS chunks
        FROM search_set WHERE term = ANY (${missing}::integer[]) AND people > 0 GROUP BY term`;
    for (const key of missing) found.set(key, new Members());
    for (const { term, chunks } of rows) {
      const words: Uint32Array[] = [];
      for (const chunk of chunks.split(",")) {
        const space = chunk.indexOf(" ");
        words[Number(chunk.slice(0, space))] = wordsOf(chunk.slice(space + 1));
      }
      found.set(term, new Members(words));
    }
  }
  // What was asked for last goes last.
  for (const [key, members] of found) {
    sets.keys.delete(key);
    sets.keys.set(key, members);
  }
  for (const key of sets.keys.keys()) {
    if (sets.keys.size <= KEPT) break;
    sets.keys.delete(key);
  }
  return Members.any([...found.values()]);
}

/** The most records that are held one by one, and the most keys that are asked for at a time: more has only nonsense. */
const HELD = 300_000;
const ASKED = 250;

/** The entries that hold a condition, as far as they can be held one by one, and whether these are all. */
export async function entriesWhere(
  db: Db,
  condition: Prisma.Sql,
  most = HELD,
): Promise<{ members: Members; whole: boolean }> {
  const [row] = await db.$queryRaw<{ count: number; found: string | null }[]>`
    SELECT count(*)::integer AS count, string_agg(ordinal::text, ' ') AS found
      FROM (SELECT ordinal FROM search_entry WHERE ${condition} LIMIT ${most}) AS held`;
  if (row === undefined || row.found === null) return { members: new Members(), whole: true };
  return { members: Members.of(row.found.split(" ").map(Number)), whole: row.count < most };
}

/**
 * Who has one of these keys: by their sets where they are common, else by the index of the entries.
 *
 * @param most how many at most of those by the index
 */
export async function withKeys(db: Db, sets: Sets, keys: readonly number[], most = HELD): Promise<Members> {
  const common = await withCommonKeys(db, sets, keys);
  const rare = keys.filter((key) => !sets.common.has(key)).slice(0, ASKED);
  if (rare.length === 0) return common;
  return Members.any([common, (await entriesWhere(db, Prisma.sql`keys && ${rare}::integer[]`, most)).members]);
}
