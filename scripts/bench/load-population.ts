import { readFileSync } from "node:fs";
import path from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import pg from "pg";
import { type NameKind, TIERS } from "@/domain/codes";
import { bounds } from "@/domain/partial-date";
import { makePublicIdentifier, PUBLIC_IDENTIFIER_SPACE } from "@/domain/public-identifier";
import { readPlaces } from "@/features/imports/load-reference-data";
import type { Spelling } from "./invented-names";
import { population, type SyntheticPerson } from "./population";
import { at, type Random, randomOf } from "./random";

/** People whose rows travel together: large enough that the round trips do not count, a few megabytes. */
const BATCH = 2_000;
/** Neither occurs in a name or a testimony. */
const BETWEEN = 0x1f;
const NOTHING = "\u001a";

type Cell = string | number | null;
/** Columns with the type of what is sent for them, or with SQL for what is the same in every row. */
type Shape<Sent extends string> = { sent: Readonly<Record<Sent, string>>; same?: Readonly<Record<string, string>> };

/** The cells of one column as the bytes that are sent: millions of strings need not be kept, nor collected. */
class Column {
  #bytes = Buffer.allocUnsafe(0x1_0000);
  #end = 0;
  #count = 0;

  add(cell: Cell): void {
    const text = cell === null ? NOTHING : String(cell);
    const needed = this.#end + 1 + text.length * 3;
    if (needed > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], needed * 2);
    if (this.#count++ > 0) this.#bytes[this.#end++] = BETWEEN;
    this.#end += this.#bytes.write(text, this.#end);
  }

  /** What waits, or null. Forgets it. */
  take(): Buffer | null {
    if (this.#count === 0) return null;
    const taken = Buffer.from(this.#bytes.subarray(0, this.#end));
    this.#end = this.#count = 0;
    return taken;
  }
}

/** Rows of one table that wait to be written, column by column. */
class Rows<Sent extends string> {
  readonly table: string;
  readonly #sql: string;
  readonly #columns: readonly Sent[];
  readonly #cells: readonly Column[];

  constructor(table: string, { sent, same = {} }: Shape<Sent>) {
    this.table = table;
    this.#columns = Object.keys(sent) as Sent[];
    this.#cells = this.#columns.map(() => new Column());
    const list = (parts: string[]): string => parts.join(", ");
    const into = [...this.#columns, ...Object.keys(same)].map((column) => `"${column}"`);
    const from = [...this.#columns.map((column) => `"${column}"::${sent[column]}`), ...Object.values(same)];
    const arrays = this.#columns.map((_column, place) => `string_to_array($${place + 1}, E'\\x1F', E'\\x1A')`);
    this.#sql = `
      INSERT INTO ${table} (${list(into)})
           SELECT ${list(from)}
             FROM unnest(${list(arrays)}) AS sent (${list(this.#columns.map((column) => `"${column}"`))})`;
  }

  add(row: Readonly<Record<Sent, Cell>>): void {
    for (const [place, column] of this.#columns.entries()) at(this.#cells, place).add(row[column]);
  }

  /** The statement that writes what waits, prepared once by each connection; null when nothing waits. Forgets the rows. */
  take(): pg.QueryConfig | null {
    const values = this.#cells.map((cells) => cells.take());
    if (values[0] === null) return null;
    return { name: this.table, text: this.#sql, values };
  }
}

async function write(client: pg.Client, statements: readonly (pg.QueryConfig | null)[]): Promise<void> {
  for (const statement of statements) if (statement !== null) await client.query(statement);
}

function tables() {
  return {
    identifiers: new Rows("issued_identifier", { sent: { id: "text" } }),
    revisions: new Rows("revision", {
      sent: { id: "uuid", person_id: "text", submission_id: "uuid", day: "date" },
      same: {
        number: "1",
        content_hash: "repeat('0', 64)",
        changed: "ARRAY['names', 'detentionReports', 'testimonies']",
      },
    }),
    persons: new Rows("person", {
      sent: {
        id: "text",
        display_name: "text",
        status: "text",
        sex: "text",
        ethnicity: "text",
        profession: "text",
        prefecture: "text",
        county: "text",
        detained_from: "text",
        detained_earliest: "date",
        detained_latest: "date",
        tier: "text",
        reasons: "text[]",
        sides: "text[]",
        has_photo: "boolean",
        published_month: "text",
        updated_on: "timestamptz",
        revision_id: "uuid",
      },
      same: { fate: "'none'", whereabouts: "'none'" },
    }),
    statements: new Rows("statement", {
      sent: {
        id: "uuid",
        person_id: "text",
        submission_person_id: "uuid",
        revision_id: "uuid",
        kind: "text",
        ordinal: "int",
        side: "text",
        tier: "text",
      },
    }),
    names: new Rows("person_name", {
      sent: { statement_id: "uuid", text: "text", script: "text", orthography: "text", kind: "text" },
    }),
    facts: new Rows("fact", {
      sent: { statement_id: "uuid", field: "text", edtf: "text", earliest: "date", latest: "date" },
    }),
    reports: new Rows("detention_report", {
      sent: {
        statement_id: "uuid",
        begin: "text",
        begin_earliest: "date",
        begin_latest: "date",
        place: "text",
        official_reason: "text",
        suspected_reason: "text",
      },
    }),
    testimonies: new Rows("testimony", { sent: { statement_id: "uuid", text: "text", language: "text" } }),
    citations: new Rows("citation", {
      sent: { id: "uuid", statement_id: "uuid", source_id: "uuid" },
      same: { ordinal: "0" },
    }),
  };
}
type Tables = ReturnType<typeof tables>;

/** Every number of 16 bits in hexadecimal. */
const HEX = Array.from({ length: 0x1_0000 }, (_, number) => number.toString(16).padStart(4, "0"));

function hex(random: Random): string {
  return at(HEX, Math.floor(random() * 0x1_0000));
}

/** A random UUID (version 4) of a stream. */
function uuid(random: Random): string {
  const version = `4${hex(random).slice(1)}`;
  const variant = `a${hex(random).slice(1)}`;
  return `${hex(random)}${hex(random)}-${hex(random)}-${version}-${variant}-${hex(random)}${hex(random)}${hex(random)}`;
}

/** The public identifier of the n-th person: all different, in no order, as the real ones are. */
function identifier(number: number): string {
  return makePublicIdentifier((number * 7_368_787 + 1_234_567) % PUBLIC_IDENTIFIER_SPACE);
}

/** Days of an EDTF text, each text worked out once. */
function rememberingBounds(): typeof bounds {
  const kept = new Map<string, ReturnType<typeof bounds>>();
  return (edtf) => {
    let days = kept.get(edtf);
    if (days === undefined) kept.set(edtf, (days = bounds(edtf)));
    return days;
  };
}

/** What a spelling is to the record, when it is not the one that leads. */
const NAME_KIND = {
  uey: "variant",
  uly: "variant",
  usy: "variant",
  press_latin: "variant",
  hanzi: "chinese",
  pinyin: "pinyin",
} as const satisfies Record<Spelling, NameKind>;

const FIRST_DAY = Date.UTC(2023, 0, 1);
const PUBLISHED_WITHIN = 900 * 24 * 60 * 60 * 1000;

/** Turns people into the rows of their published records. */
function recordWriter(rows: Tables, sourceId: string, random: Random) {
  const daysOf = rememberingBounds();
  let number = 0;

  return (person: SyntheticPerson): void => {
    const id = identifier(number++);
    const revision = uuid(random);
    const submission = uuid(random);
    const published = new Date(FIRST_DAY + Math.floor(random() * PUBLISHED_WITHIN)).toISOString();
    const detained = person.detainedFrom === null ? null : daysOf(person.detainedFrom);
    const place = person.county ?? person.prefecture;

    rows.identifiers.add({ id });
    rows.revisions.add({ id: revision, person_id: id, submission_id: submission, day: published.slice(0, 10) });
    rows.persons.add({
      id,
      display_name: at(person.names, 0).text,
      status: person.status,
      sex: person.sex,
      ethnicity: person.ethnicity,
      profession: person.profession ?? "unknown",
      prefecture: person.prefecture,
      county: person.county,
      detained_from: person.detainedFrom,
      detained_earliest: detained?.earliest ?? null,
      detained_latest: detained?.latest ?? null,
      tier: TIERS.find((tier) => person.tier.includes(tier)) ?? "reported",
      reasons: `{${person.reason.join(",")}}`,
      sides: `{${person.side.join(",")}}`,
      has_photo: person.hasPhoto ? "t" : "f",
      published_month: published.slice(0, 7),
      updated_on: published,
      revision_id: revision,
    });

    let ordinal = 0;
    const state = (kind: string, speaker: number | null): string => {
      const statement = uuid(random);
      const said = speaker === null ? null : speaker % person.side.length;
      rows.statements.add({
        id: statement,
        person_id: id,
        submission_person_id: submission,
        revision_id: revision,
        kind,
        ordinal: ordinal++,
        side: said === null ? null : at(person.side, said),
        tier: said === null ? null : at(person.tier, said),
      });
      return statement;
    };
    person.names.forEach(({ text, script, orthography }, n) => {
      const kind = n === 0 ? "main" : NAME_KIND[orthography];
      rows.names.add({ statement_id: state("name", null), text, script, orthography, kind });
    });
    if (person.birthYear !== null) {
      rows.facts.add({
        statement_id: state("fact", 2),
        field: "birth",
        edtf: `${person.birthYear}`,
        earliest: `${person.birthYear}-01-01`,
        latest: `${person.birthYear}-12-31`,
      });
    }
    if (person.detainedFrom !== null || person.reason.length > 0) {
      rows.reports.add({
        statement_id: state("detention_report", 1),
        begin: person.detainedFrom,
        begin_earliest: detained?.earliest ?? null,
        begin_latest: detained?.latest ?? null,
        place,
        official_reason: person.reason[0] ?? null,
        suspected_reason: person.reason[1] ?? null,
      });
    }
    const testimony = state("testimony", 0);
    rows.testimonies.add({ statement_id: testimony, text: person.testimony, language: person.language });
    rows.citations.add({ id: uuid(random), statement_id: testimony, source_id: sourceId });
  };
}

/** The one source on which all testimonies rest, and the places of the gazetteer. */
async function writeReferences(client: pg.Client, sourceId: string): Promise<void> {
  const references = {
    source: new Rows("source", { sent: { id: "uuid", key: "text", kind: "text", title: "text", read: "text" } }),
    place: new Rows("place", {
      sent: {
        code: "text",
        level: "text",
        parent: "text",
        type: "text",
        name_zh: "text",
        pinyin: "text",
        name_en: "text",
        name_en_uyghur: "text",
        name_ug: "text",
        name_uly: "text",
        name_ug_status: "text",
      },
    }),
  };
  references.source.add({
    id: sourceId,
    key: "benchmark:invented-people",
    kind: "other",
    title: "Invented people",
    read: "full",
  });
  const gazetteer = path.resolve(import.meta.dirname, "../../prisma/seed/gazetteer.csv");
  for (const place of readPlaces(readFileSync(gazetteer, "utf8"))) {
    const { nameZh, nameEn, nameEnUyghur, nameUg, nameUly, nameUgStatus, ...same } = place;
    references.place.add({
      ...same,
      name_zh: nameZh,
      name_en: nameEn,
      name_en_uyghur: nameEnUyghur,
      name_ug: nameUg,
      name_uly: nameUly,
      name_ug_status: nameUgStatus,
    });
  }
  await client.query("DELETE FROM place");
  await write(client, [references.source.take(), references.place.take()]);
}

/** How many people are made between two moments in which the connection may send and receive. */
const TURN = 25;

/** Makes the next people while the database writes the last ones; never more than two batches are in memory. */
async function writePeople(
  client: pg.Client,
  people: { count: number; seed: number; sourceId: string; random: Random },
  onProgress: (done: number) => void,
): Promise<void> {
  const rows = tables();
  const add = recordWriter(rows, people.sourceId, people.random);
  let done = 0;
  let atWork = Promise.resolve();
  for (const person of population(people.count, people.seed)) {
    add(person);
    done += 1;
    if (done % TURN === 0) await turn();
    if (done % BATCH === 0 || done === people.count) {
      await atWork;
      const written = done;
      const statements = Object.values(rows).map((table) => table.take());
      atWork = write(client, statements).then(() => onProgress(written));
      // It is awaited above or below; until then a failure is not one that nobody handles.
      atWork.catch(() => undefined);
    }
  }
  await atWork;
}

/** Every table that is filled. */
function filled(): string[] {
  return Object.values(tables()).map((table) => table.table);
}

/**
 * Fills a migrated database that has no records yet with `count` invented people (see `population`) as published
 * records, and leaves it vacuumed and analysed. All of it is committed, or nothing.
 *
 * `ownerUrl` is the address of a superuser of a scratch database: guards and foreign keys are off for this one
 * transaction, and indexes are written at its end. The same seed gives the same rows, but for the transaction's number.
 *
 * One person has about 16 rows: their number, one revision, the person, three or four names, a birth year and a
 * detention where known, one testimony with a citation of the one source. There are no submissions, photos (whatever
 * `has_photo` says), contacts or relatives. The list, the person's page and the search read them as any record.
 *
 * @param onProgress is told how many people are written, after each 2,000 and at the end; indexes come after that
 * @throws Error when the database has a record already, or there would be more people than identifiers
 */
export async function loadPopulation(
  ownerUrl: string,
  count: number,
  seed: number,
  onProgress: (done: number) => void,
): Promise<void> {
  if (count > PUBLIC_IDENTIFIER_SPACE) throw new RangeError(`There are ${PUBLIC_IDENTIFIER_SPACE} identifiers.`);
  // Its own stream: whoever asks for the same population elsewhere gets the same people.
  const random = randomOf(seed ^ 0x5bd1e995);
  const sourceId = uuid(random);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query(`
      SET LOCAL session_replication_role = replica;
      SET LOCAL timezone = 'UTC';
      SET LOCAL work_mem = '64MB';
      SET LOCAL maintenance_work_mem = '512MB'`);
    const { rowCount } = await client.query("SELECT 1 FROM issued_identifier LIMIT 1");
    if (rowCount !== 0) throw new Error("The database has records already.");
    // Written once at the end, in order, an index costs a tenth of what row after row costs.
    await client.query(
      "UPDATE pg_index SET indisready = false, indisvalid = false WHERE indrelid = ANY ($1::regclass[])",
      [filled()],
    );
    await writeReferences(client, sourceId);
    await writePeople(client, { count, seed, sourceId, random }, onProgress);
    for (const table of filled()) await client.query(`REINDEX TABLE ${table}`);
    await client.query("COMMIT");
    for (const table of [...filled(), "source", "place"]) await client.query(`VACUUM (ANALYZE) ${table}`);
  } finally {
    await client.end();
  }
}
