import { readFileSync } from "node:fs";
import pg from "pg";
import type { Lexicon } from "@/domain/name/lexicon";
import { COUNTED, searchEntry } from "@/domain/search-entry";
import { Refusal } from "../run/refusal";

/** One attested spelling of somebody's name (the columns of the evaluation files). */
export type Spelling = {
  readonly at: number;
  readonly person: string;
  readonly text: string;
  readonly script: string;
  readonly form: string;
};

/** The three ways to store the people of the file; a stored row bears the number of each that has it. */
export const SETTINGS = ["rest", "oneLatin", "oneHanzi"] as const;
export type Setting = (typeof SETTINGS)[number];
export const numberOf = (setting: Setting) => SETTINGS.indexOf(setting) + 1;

export function readTable(file: string, columns: readonly string[]): Record<string, string>[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new Refusal(`The file ${file} cannot be read.`);
  }
  const [head = "", ...lines] = text.trimEnd().split(/\r?\n/);
  const names = head.split("\t");
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new Refusal(`The file ${file} lacks the columns ${missing.join(", ")}.`);
  return lines.map((line) => {
    const cells = line.split("\t");
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
  });
}

const isLatin = ({ form, script }: Spelling) => form.startsWith("latin") || script === "latin" || script === "latn";
const isHanzi = ({ form, script }: Spelling) => form.startsWith("hanzi") || script === "han";

export function byPerson(spellings: readonly Spelling[]): ReadonlyMap<string, readonly Spelling[]> {
  const people = new Map<string, Spelling[]>();
  for (const spelling of spellings) {
    const known = people.get(spelling.person);
    if (known === undefined) people.set(spelling.person, [spelling]);
    else known.push(spelling);
  }
  return people;
}

/** Which spellings are stored in each setting (names.md): all; the first Latin one a person; the first hanzi. */
export function storedIn(spellings: readonly Spelling[]): Record<Setting, ReadonlySet<number>> {
  const people = byPerson(spellings);
  const first = (pick: (all: readonly Spelling[]) => Spelling | undefined) =>
    new Set([...people.values()].flatMap((all) => pick(all)?.at ?? []));
  return {
    rest: new Set(spellings.map(({ at }) => at)),
    oneLatin: first(
      (all) =>
        all.find(({ form }) => form === "latin") ??
        all.find(({ form }) => form === "latin-mixed") ??
        all.find(isLatin) ??
        all[0],
    ),
    oneHanzi: first((all) => all.find(isHanzi)),
  };
}

/** An identifier that tells nothing of what it stands for, as the archive's: equals are then in no order. */
export const identifierOf = (place: number) => (Math.imul(place + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, "0");

/** A name to be stored as a record of its own, with the numbers that conditions may ask for. */
export type StoredName = { readonly id: string; readonly text: string; readonly facets: readonly number[] };

/**
 * Writes one record a name into the search index of a scratch database, where nobody has a page: guards and foreign
 * keys are off for it. Ordinals are counted from `from`.
 */
export async function fillIndex(
  ownerUrl: string,
  names: readonly StoredName[],
  lexicon: Lexicon,
  from = 0,
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("BEGIN; SET LOCAL session_replication_role = replica");
    if (from === 0) await client.query("DROP INDEX search_entry_keys_idx");
    const none = Object.fromEntries(COUNTED.map((facet) => [facet, []])) as unknown as Record<
      (typeof COUNTED)[number],
      string[]
    >;
    for (let at = 0; at < names.length; at += 2000) {
      const rows = names.slice(at, at + 2000).map(({ id, text, facets }, place) => ({
        ordinal: from + at + place,
        id,
        facets: `{${facets.join(",")}}`,
        entry: searchEntry({ names: [text], identifiers: [], texts: [], facets: none }, lexicon),
      }));
      await client.query(
        `INSERT INTO search_entry (ordinal, person_id, facets, common, keys, signature, names, name, updated_on, silence)
         SELECT ordinal, id, facets::integer[], '{}', keys::integer[], signature::bit(256), names, id, now(), '1900-01-01'
           FROM unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
             AS made (ordinal, id, facets, keys, signature, names)`,
        [
          rows.map(({ ordinal }) => ordinal),
          rows.map(({ id }) => id),
          rows.map(({ facets }) => facets),
          rows.map(({ entry }) => `{${entry.keys.join(",")}}`),
          rows.map(({ entry }) => entry.signature),
          rows.map(({ entry }) => entry.names),
        ],
      );
    }
    if (from === 0)
      await client.query("CREATE INDEX search_entry_keys_idx ON search_entry USING gin (keys) WITH (fastupdate = off)");
    await client.query("COMMIT");
    // Conditions are asked of sets.
    await client.query(`INSERT INTO search_term (id, facet, value)
      SELECT DISTINCT number, 'bench', number::text FROM search_entry, unnest(facets) AS number WHERE ordinal >= ${from}
      ON CONFLICT DO NOTHING`);
    await client.query(
      "SELECT mend_search_sets(chunk) FROM generate_series($1::integer / 16384, $2::integer / 16384) AS chunk",
      [from, from + names.length],
    );
    if (from === 0) await client.query("VACUUM (ANALYZE) search_entry");
  } finally {
    await client.end();
  }
}

export const share = (part: number, of: number) => (of === 0 ? 0 : Math.round((part / of) * 1e4) / 1e4);
export const percentile = (sorted: readonly number[], at: number) =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0) * 100) / 100;

export class Ranks {
  #n = 0;
  #first = 0;
  #ten = 0;
  #reciprocal = 0;

  /** A rank counted from 1; Infinity when the person was not found. */
  add(rank: number): void {
    this.#n += 1;
    if (rank === 1) this.#first += 1;
    if (rank <= 10) this.#ten += 1;
    this.#reciprocal += 1 / rank;
  }

  result() {
    return {
      n: this.#n,
      r1: share(this.#first, this.#n),
      r10: share(this.#ten, this.#n),
      mrr: share(this.#reciprocal, this.#n),
    };
  }
}
