import type { Lexicon } from "@/domain/name/lexicon";
import { CHUNK } from "@/domain/members";
import { type Indexed, searchEntry, yearsOf } from "@/domain/search-entry";
import { type Db, inTransaction, type Tx } from "./client";
import { Prisma } from "./generated/client";
import { currentLexicon } from "./lexicon";

/** A key that more records have than this gets a set of its own: beyond it, finding rows takes too long. */
const COMMON = 2_000;

/** How many records tell which keys will be common, before an index is made. */
const SAMPLE = 8_192;

/** How many records are read, made and written at a time. */
const BATCH = 1000;

type Read = {
  id: string;
  ordinal: number;
  name: string;
  updated_on: Date;
  silence: string;
  earliest: string | null;
  latest: string | null;
  detained_from: string | null;
  status: string;
  ethnicity: string;
  sex: string;
  profession: string;
  prefecture: string | null;
  county: string | null;
  tier: string;
  reasons: string[];
  sides: string[];
  has_photo: boolean;
  names: string[] | null;
  identifiers: string[] | null;
  births: string[] | null;
  texts: string[] | null;
};

/** What is published of these records, as the index needs it. One statement, however many there are. */
async function readRecords(db: Db, which: Prisma.Sql): Promise<Read[]> {
  return db.$queryRaw<Read[]>`
    WITH chosen AS MATERIALIZED (
      SELECT person.*, issued_identifier.ordinal
        FROM person JOIN issued_identifier ON issued_identifier.id = person.id WHERE ${which}),
    said AS MATERIALIZED (
      SELECT statement.id, statement.person_id, statement.kind, statement.ordinal
        FROM statement JOIN chosen ON chosen.id = statement.person_id),
    named AS (
      SELECT person_id, array_agg(text ORDER BY ordinal) AS names
        FROM said JOIN person_name ON statement_id = id WHERE said.kind = 'name' GROUP BY person_id),
    identified AS (
      SELECT person_id, array_agg(value ORDER BY value) AS identifiers
        FROM said JOIN external_identifier ON statement_id = id WHERE said.kind = 'external_id' GROUP BY person_id),
    born AS (
      SELECT person_id, array_agg(DISTINCT edtf) AS births
        FROM said JOIN fact ON statement_id = id
       WHERE said.kind = 'fact' AND field = 'birth' AND edtf IS NOT NULL GROUP BY person_id),
    told AS (
      SELECT person_id, array_agg(text ORDER BY text) AS texts FROM (
        SELECT person_id, text FROM said JOIN testimony ON statement_id = id WHERE said.kind = 'testimony'
        UNION SELECT person_id, text FROM said JOIN record_note ON statement_id = id WHERE said.kind = 'note'
        UNION SELECT person_id, claim FROM said JOIN case_event ON statement_id = id WHERE said.kind = 'event'
        UNION SELECT person_id, text FROM said JOIN fact ON statement_id = id WHERE said.kind = 'fact'
        UNION SELECT person_id, concat_ws(' ', charge, official_reason, suspected_reason, place_text, facility_text, court)
                FROM said JOIN detention_report ON statement_id = id WHERE said.kind = 'detention_report'
        UNION SELECT person_id, description FROM said JOIN proof_of_life_event ON statement_id = id
               WHERE said.kind = 'proof_of_life'
        UNION SELECT person_id, text FROM said JOIN official_response ON statement_id = id
               WHERE said.kind = 'official_response'
        UNION SELECT person_id, title FROM said JOIN citation ON statement_id = said.id JOIN source ON source.id = source_id
      ) AS every (person_id, text) WHERE text <> '' GROUP BY person_id)
    SELECT id, chosen.ordinal, display_name AS name, updated_on,
           coalesce(last_contact_day, detained_earliest, '1900-01-01')::text AS silence,
           detained_earliest::text AS earliest, detained_latest::text AS latest, detained_from,
           status, ethnicity, sex, profession, prefecture, county, tier, reasons, sides, has_photo,
           names, identifiers, births, texts
      FROM chosen
      LEFT JOIN named ON named.person_id = id
      LEFT JOIN identified ON identified.person_id = id
      LEFT JOIN born ON born.person_id = id
      LEFT JOIN told ON told.person_id = id
     ORDER BY chosen.ordinal`;
}

function toIndexed(record: Read): Indexed {
  const one = (value: string | null) => (value === null ? [] : [value]);
  return {
    names: record.names ?? [],
    identifiers: [record.id, ...(record.identifiers ?? [])],
    texts: record.texts ?? [],
    facets: {
      status: [record.status],
      ethnicity: [record.ethnicity],
      sex: [record.sex],
      profession: [record.profession],
      prefecture: one(record.prefecture),
      county: one(record.county),
      reason: record.reasons,
      side: record.sides,
      tier: [record.tier],
      hasPhoto: [String(record.has_photo)],
      born: [...new Set((record.births ?? []).flatMap(yearsOf))],
      year: yearsOf(record.detained_from),
    },
  };
}

type Row = {
  ordinal: number;
  personId: string;
  facets: string;
  common: string;
  keys: string;
  signature: string;
  names: string;
  name: string;
  updatedOn: string;
  silence: string;
  earliest: string | null;
  latest: string | null;
};

const array = (numbers: readonly number[]) => `{${numbers.join(",")}}`;

/** Those of the keys that have a set. */
async function commonAmong(tx: Tx, keys: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM search_term WHERE id = ANY (${[...new Set(keys)]}::integer[]) AND facet IS NULL`;
  return new Set(rows.map(({ id }) => id));
}

/** The rows of the index that these records have by right, and the facet values among them. */
async function makeRows(tx: Tx, records: readonly Read[], lexicon: Lexicon, known?: ReadonlySet<number>) {
  const entries = records.map((record) => searchEntry(toIndexed(record), lexicon));
  const common =
    known ??
    (await commonAmong(
      tx,
      entries.flatMap(({ keys }) => keys),
    ));
  const terms = new Map<number, { facet: string; value: string }>();
  for (const entry of entries) for (const { id, facet, value } of entry.terms) terms.set(id, { facet, value });
  const rows = records.flatMap((record, at): Row[] => {
    const entry = entries[at];
    if (entry === undefined) return [];
    return [
      {
        ordinal: record.ordinal,
        personId: record.id,
        facets: array(entry.facets),
        common: array(entry.keys.filter((key) => common.has(key))),
        keys: array(entry.keys.filter((key) => !common.has(key))),
        signature: entry.signature,
        names: entry.names,
        name: record.name,
        updatedOn: record.updated_on.toISOString(),
        silence: record.silence,
        earliest: record.earliest,
        latest: record.latest,
      },
    ];
  });
  return { rows, terms };
}

async function writeTerms(tx: Tx, terms: ReadonlyMap<number, { facet: string; value: string }>): Promise<void> {
  if (terms.size === 0) return;
  await tx.searchTerm.createMany({
    // In one order, so that two publications with new values wait and do not deadlock.
    data: [...terms].sort(([a], [b]) => a - b).map(([id, { facet, value }]) => ({ id, facet, value })),
    skipDuplicates: true,
  });
}

async function insertRows(tx: Tx, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const column = <Key extends keyof Row>(key: Key) => rows.map((row) => row[key]);
  await tx.$executeRaw`
    INSERT INTO search_entry (ordinal, person_id, facets, common, keys, signature, names, name, updated_on, silence, earliest, latest)
    SELECT ordinal, person_id, facets::integer[], common::integer[], keys::integer[], signature::bit(256), names, name,
           updated_on::timestamptz, silence::date, earliest::date, latest::date
      FROM unnest(${column("ordinal")}::integer[], ${column("personId")}::text[], ${column("facets")}::text[],
                  ${column("common")}::text[], ${column("keys")}::text[], ${column("signature")}::text[],
                  ${column("names")}::text[], ${column("name")}::text[], ${column("updatedOn")}::text[], ${column("silence")}::text[],
                  ${column("earliest")}::text[], ${column("latest")}::text[])
        AS made (ordinal, person_id, facets, common, keys, signature, names, name, updated_on, silence, earliest, latest)
    -- One that is there was published while the index is made from nothing, and is as right as ours.
    ON CONFLICT DO NOTHING`;
}

/**
 * Keeps others from changing the part of the index where this record stands until the transaction ends. Whoever writes
 * or removes a record does it before anything else of the record changes.
 */
export async function lockIndexOf(tx: Tx, personId: string): Promise<void> {
  await tx.$executeRaw`SELECT lock_search_chunk(${personId})`;
}

/**
 * Writes a record that was just published into the search index, in the same transaction, so that search and facets
 * have it from the moment that readers may see it.
 */
export async function indexRecord(tx: Tx, personId: string): Promise<void> {
  const records = await readRecords(tx, Prisma.sql`person.id = ${personId}`);
  const { rows, terms } = await makeRows(tx, records, await currentLexicon(tx));
  await writeTerms(tx, terms);
  await tx.$executeRaw`DELETE FROM search_entry WHERE person_id = ${personId}`;
  await insertRows(tx, rows);
}

/** What rebuilding found. */
export type Rebuilt = {
  /** Records in the archive. */
  readonly records: number;
  /** Entries that were missing, wrong, or of a record that is gone. */
  readonly mended: number;
};

const numbersOf = (list: string) => (list === "{}" ? [] : list.slice(1, -1).split(",").map(Number));

/** The keys that are common in a sample of so many records that they will be common among all. */
async function commonInSample(tx: Tx, lexicon: Lexicon, of: number): Promise<number[]> {
  const counts = new Map<number, number>();
  const records = await readRecords(tx, Prisma.sql`issued_identifier.ordinal < ${SAMPLE}`);
  for (const record of records)
    for (const key of searchEntry(toIndexed(record), lexicon).keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const least = Math.max(8, (COMMON / of) * records.length);
  return [...counts].filter(([, count]) => count >= least).map(([key]) => key);
}

/** The sets of a chunk, gathered from its entries. */
class ChunkSets {
  readonly #sets = new Map<number, Uint8Array>();

  add(row: Row, common: ReadonlySet<number>): void {
    const place = row.ordinal % CHUNK;
    const put = (term: number) => {
      let bits = this.#sets.get(term);
      if (bits === undefined) this.#sets.set(term, (bits = new Uint8Array(CHUNK / 8)));
      bits[place >> 3] = (bits[place >> 3] ?? 0) | (0x80 >> (place & 7));
    };
    for (const term of numbersOf(row.facets)) put(term);
    for (const term of [...numbersOf(row.common), ...numbersOf(row.keys)]) if (common.has(term)) put(term);
  }

  /** Puts the sets in the place of those that the chunk has. */
  async write(tx: Tx, chunk: number): Promise<void> {
    await tx.$executeRaw`DELETE FROM search_set WHERE chunk = ${chunk}`;
    const all = [...this.#sets];
    for (let at = 0; at < all.length; at += 500) {
      const some = all.slice(at, at + 500);
      await tx.$executeRaw`
        INSERT INTO search_set (term, chunk, people, members)
        SELECT term, ${chunk}::integer, bit_count(members), members
          FROM (SELECT term, ('x' || bits)::bit(16384)
                  FROM unnest(${some.map(([term]) => term)}::integer[],
                              ${some.map(([, bits]) => Buffer.from(bits).toString("hex"))}::text[]) AS made (term, bits)
               ) AS made (term, members)`;
    }
  }
}

/**
 * Compares the whole index with the published records and mends what differs: after a restore, a change of the lexicon
 * or of how names are read. A chunk of ordinals is one transaction, so readers always see whole entries and sets; a
 * publication into the chunk that is being mended waits for it.
 *
 * @param onProgress is told how many records are done, of how many
 */
export async function rebuildSearchIndex(
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<Rebuilt> {
  const [bounds] = await inTransaction(
    "owner",
    (tx) =>
      tx.$queryRaw<{ last: number | null; people: bigint; empty: boolean }[]>`
      SELECT (SELECT max(ordinal) FROM issued_identifier) AS last, (SELECT count(*) FROM person) AS people,
             NOT EXISTS (SELECT 1 FROM search_entry) AS empty`,
  );
  const of = Number(bounds?.people ?? 0);
  let done = 0;
  let mended = 0;
  // An index that is filled from nothing is quicker made at the end than kept on the way.
  const fresh = bounds?.empty === true && of > 10_000;
  if (fresh) await inTransaction("owner", (tx) => tx.$executeRaw`DROP INDEX IF EXISTS search_entry_keys_idx`);

  const { lexicon, common } = await inTransaction(
    "owner",
    async (tx) => {
      const lexicon = await currentLexicon(tx);
      // A key that readers are told to have sets has them in every chunk: where people search already, not before the
      // end, when `promoteCommonKeys` makes them.
      if (fresh) {
        const ids = await commonInSample(tx, lexicon, of);
        await tx.searchTerm.createMany({ data: ids.map((id) => ({ id })), skipDuplicates: true });
      }
      const known = await tx.searchTerm.findMany({ where: { facet: null }, select: { id: true } });
      return { lexicon, common: new Set(known.map(({ id }) => id)) };
    },
    { timeout: 120_000 },
  );

  const mendChunk = async (chunk: number): Promise<void> => {
    const from = chunk * CHUNK;
    const changed = await inTransaction(
      "owner",
      async (tx) => {
        await tx.$executeRaw`SELECT set_config('menmu.rebuilding', 'on', true)`;
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('menmu.search_set'), ${chunk}::integer)`;
        const sets = new ChunkSets();
        let different = 0;
        for (let at = from; at < from + CHUNK; at += BATCH) {
          const to = Math.min(at + BATCH, from + CHUNK);
          const records = await readRecords(
            tx,
            Prisma.sql`issued_identifier.ordinal >= ${at} AND issued_identifier.ordinal < ${to}`,
          );
          const { rows, terms } = await makeRows(tx, records, lexicon, common);
          // By itself, so that two chunks with new values never wait for each other.
          await inTransaction("owner", (alone) => writeTerms(alone, terms));
          for (const row of rows) sets.add(row, common);
          different += fresh ? rows.length : await replaceRows(tx, rows, at, to);
          if (fresh) await insertRows(tx, rows);
          done += records.length;
          if (records.length > 0) onProgress(done, of);
        }
        await sets.write(tx, chunk);
        return different;
      },
      { timeout: 600_000 },
    );
    mended += changed;
  };
  // Two at a time: one is made here while the database reads and writes the other.
  const chunks = Array.from({ length: Math.floor((bounds?.last ?? -1) / CHUNK) + 1 }, (_, chunk) => chunk).values();
  const work = async () => {
    for (const chunk of chunks) await mendChunk(chunk);
  };
  await Promise.all([work(), work()]);

  await inTransaction(
    "owner",
    async (tx) => {
      await tx.$executeRaw`SELECT set_config('maintenance_work_mem', '512MB', true)`;
      // Also where an earlier rebuild died between the two.
      await tx.$executeRaw`CREATE INDEX IF NOT EXISTS search_entry_keys_idx ON search_entry USING gin (keys) WITH (fastupdate = off)`;
    },
    { timeout: 1_800_000 },
  );
  await inTransaction("owner", (tx) => tx.$executeRaw`ANALYZE search_entry, search_set, search_term`, {
    timeout: 600_000,
  });
  await inTransaction("owner", promoteCommonKeys, { timeout: 1_800_000 });
  return { records: of, mended };
}

/** Replaces the rows between two ordinals that are not as they should be, and answers how many. */
async function replaceRows(tx: Tx, rows: readonly Row[], from: number, to: number): Promise<number> {
  const kept = await sameRows(tx, rows, from, to);
  const same = new Set(kept);
  const different = rows.filter(({ ordinal }) => !same.has(ordinal));
  const gone = await tx.$executeRaw`
    DELETE FROM search_entry WHERE ordinal >= ${from} AND ordinal < ${to} AND ordinal <> ALL (${kept}::integer[])`;
  await insertRows(tx, different);
  return Math.max(gone, different.length);
}

/** The ordinals of those rows that the table has already, equal in every column. */
async function sameRows(tx: Tx, rows: readonly Row[], from: number, to: number): Promise<number[]> {
  const stored = await tx.$queryRaw<Row[]>`
    SELECT ordinal, person_id AS "personId", facets::text AS facets, common::text AS common, keys::text AS keys,
           signature::text AS signature, names, name,
           to_char(updated_on AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "updatedOn",
           silence::text AS silence, earliest::text AS earliest, latest::text AS latest
      FROM search_entry WHERE ordinal >= ${from} AND ordinal < ${to}`;
  const text = ({ ordinal, personId, facets, common, keys, ...rest }: Row) => {
    const { signature, names, name, updatedOn, silence, earliest, latest } = rest;
    // A key that became common since the row was written stands among the others, and may.
    const all = Int32Array.from([...numbersOf(common), ...numbersOf(keys)]).sort();
    return [ordinal, personId, facets, all, signature, names, name, updatedOn, silence, earliest, latest].join("|");
  };
  const right = new Set(rows.map(text));
  return stored.filter((row) => right.has(text(row))).map(({ ordinal }) => ordinal);
}

/**
 * Gives sets to the keys that have become common since, as the database's own statistics tell. Whoever publishes waits
 * meanwhile; call it in a transaction that holds nothing else of the index.
 *
 * @returns how many
 */
export async function promoteCommonKeys(tx: Tx): Promise<number> {
  await tx.$executeRaw`SELECT set_config('statement_timeout', '30min', true)`;
  const [row] = await tx.$queryRaw<{ promoted: number }[]>`
    SELECT promote_common_keys(${COMMON}::integer) AS promoted`;
  return row?.promoted ?? 0;
}

/** How many ordinals are checked at a time; chunks end where slices end. */
const SLICE = 512;

/**
 * Compares a slice of the index with the published records and mends what differs; at the end of a chunk also its sets,
 * and after the last, keys that have become common get sets. Whoever moderates may do it.
 *
 * @returns where the next slice begins, null when all were checked, and how many entries and sets differed
 */
export async function checkSlice(tx: Tx, from: number): Promise<{ next: number | null; mended: number }> {
  const issuedFrom = async (ordinal: number) => {
    const [row] = await tx.$queryRaw<{ ordinal: number | null }[]>`
      SELECT min(ordinal) AS ordinal FROM issued_identifier WHERE ordinal >= ${ordinal}`;
    return row?.ordinal ?? null;
  };
  const first = await issuedFrom(from);
  if (first === null) {
    await promoteCommonKeys(tx);
    return { next: null, mended: 0 };
  }
  const begin = first - (first % SLICE);
  const to = begin + SLICE;
  const chunk = Math.floor(begin / CHUNK);
  const lexicon = await currentLexicon(tx);
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('menmu.search_set'), ${chunk}::integer)`;
  const records = await readRecords(
    tx,
    Prisma.sql`issued_identifier.ordinal >= ${begin} AND issued_identifier.ordinal < ${to}`,
  );
  const { rows, terms } = await makeRows(tx, records, lexicon);
  await writeTerms(tx, terms);
  const mended = await replaceRows(tx, rows, begin, to);
  const after = await issuedFrom(to);
  if (after !== null && Math.floor(after / CHUNK) === chunk) return { next: to, mended };
  const [sets] = await tx.$queryRaw<{ mended: number }[]>`SELECT mend_search_sets(${chunk}::integer) AS mended`;
  return { next: to, mended: mended + (sets?.mended ?? 0) };
}
