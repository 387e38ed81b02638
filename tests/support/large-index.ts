import { CASE_STATUSES, ETHNICITIES, PROFESSIONS, SEXES, SIDES, STATED_REASONS, TIERS } from "@/domain/codes";
import { SHIPPED_ENTRIES, SHIPPED_LEXICON } from "@/domain/name/lexicon";
import { makePublicIdentifier } from "@/domain/public-identifier";
import { COUNTED, type Counted, facetNumber, keyNumber, searchEntry } from "@/domain/search-entry";
import { query } from "./database";

/** How many first and last names there are; the commonest are in thousands of records. */
const NAMES = 100;
const WORDS = 2000;

const PREFECTURES = [
  "652200",
  "652300",
  "652700",
  "652800",
  "652900",
  "653000",
  "653100",
  "653200",
  "654000",
  "654200",
];
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => String(from + at));

/** The values of each facet, the commonest first, as the invented records have them. */
const VALUES: Record<Counted, readonly string[]> = {
  status: CASE_STATUSES,
  ethnicity: ETHNICITIES,
  sex: SEXES,
  profession: PROFESSIONS,
  prefecture: PREFECTURES,
  county: PREFECTURES.flatMap((code) => range(Number(code) + 1, Number(code) + 9)),
  reason: STATED_REASONS,
  side: SIDES,
  tier: TIERS,
  hasPhoto: ["false", "true"],
  born: range(1930, 2010),
  year: range(2009, 2024),
};

export const wordAt = (at: number) => `word${at.toString(36)}x`;

/** The two parts of the names, the commonest first. */
export const partAt = (at: number) => SHIPPED_ENTRIES[at]?.uly ?? "";

/** Made of entries that search makes; only how often each occurs is invented. */
function namePairs() {
  const pairs = [];
  const none = Object.fromEntries(COUNTED.map((facet) => [facet, []])) as unknown as Record<Counted, readonly string[]>;
  for (let first = 0; first < NAMES; first += 1)
    for (let last = 0; last < NAMES; last += 1) {
      const name = `${partAt(first)} ${partAt(NAMES + last)}`;
      const entry = searchEntry({ names: [name], identifiers: [], texts: [], facets: none }, SHIPPED_LEXICON);
      pairs.push({ name, keys: `{${entry.keys.join(",")}}`, signature: entry.signature, names: entry.names });
    }
  return pairs;
}

/** One of the values, the first ones far more often. */
const skewed = (facet: Counted, power = 3) =>
  `(ARRAY[${VALUES[facet].map((value) => facetNumber(facet, value)).join(",")}])[1 + floor(random() ^ ${power} * ${VALUES[facet].length})::integer]`;

/**
 * Fills an empty archive with records that have a row and an entry of the search index, and nothing else, as many and as
 * unevenly spread as in a large one; made by the database itself, so that it takes seconds. The statistics are told.
 */
export async function fillLargeIndex(count: number): Promise<void> {
  const pairs = namePairs();
  const column = (name: keyof (typeof pairs)[number]) => pairs.map((pair) => pair[name]);
  const identifiers = Array.from({ length: count }, (_, at) => makePublicIdentifier(at * 97));
  const terms = COUNTED.flatMap((facet) => VALUES[facet].map((value) => [facetNumber(facet, value), facet, value]));
  await query(
    "owner",
    "INSERT INTO search_term (id, facet, value) SELECT * FROM unnest($1::integer[], $2::text[], $3::text[])",
    [terms.map(([id]) => id), terms.map(([, facet]) => facet), terms.map(([, , value]) => value)],
  );
  await query(
    "owner",
    "CREATE TABLE made_pair (at integer, name text, keys integer[], signature bit(256), names text)",
  );
  await query(
    "owner",
    `INSERT INTO made_pair SELECT row_number() OVER () - 1, name, keys::integer[], signature::bit(256), names
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS made (name, keys, signature, names)`,
    [column("name"), column("keys"), column("signature"), column("names")],
  );
  const words = Array.from({ length: WORDS }, (_, at) => keyNumber("word", wordAt(at)));
  await query("owner", "CREATE TABLE made_identifier (ordinal integer, id text, key integer)");
  await query(
    "owner",
    "INSERT INTO made_identifier SELECT ordinality, id, key FROM unnest($1::text[], $2::integer[]) WITH ORDINALITY AS made (id, key, ordinality)",
    [identifiers, identifiers.map((id) => keyNumber("identifier", id.toLowerCase()))],
  );
  await query(
    "owner",
    `SET session_replication_role = replica;
     SELECT setseed(0.5);
     DROP INDEX search_entry_keys_idx;
     INSERT INTO issued_identifier (id, ordinal) SELECT id, ordinal FROM made_identifier;
     SELECT setval('issued_identifier_ordinal_seq', ${count});
     INSERT INTO search_entry (ordinal, person_id, facets, common, keys, signature, names, name, updated_on, silence, earliest, latest)
     SELECT ordinal, id,
            ARRAY[${COUNTED.map((facet) => skewed(facet, facet === "county" || facet === "born" ? 1 : 3)).join(", ")}],
            '{}', pair.keys || made.key || words,
            signature, names, name, timestamptz '2024-01-01' + ordinal * interval '9 minutes',
            date '2009-01-01' + (ordinal * 7919) % 5000, date '2009-01-01' + (ordinal * 7919) % 5000,
            date '2009-01-01' + (ordinal * 7919) % 5000
       FROM (SELECT *, floor(random() ^ 2 * ${NAMES})::integer * ${NAMES} + floor(random() ^ 2 * ${NAMES})::integer AS of_pair,
                    ARRAY(SELECT DISTINCT (ARRAY[${words.join(",")}])[1 + floor(random() ^ 4 * ${WORDS})::integer]
                            FROM generate_series(1, 12 + ordinal * 0)) AS words
               FROM made_identifier) AS made
       JOIN made_pair AS pair ON pair.at = of_pair;
     INSERT INTO person (id, display_name, status, sex, ethnicity, profession, fate, whereabouts, tier, reasons, sides, published_month, revision_id)
     SELECT person_id, name, 'camp', 'female', 'uyghur', 'unknown', 'none', 'none', 'reported', '{}', '{}', '2026-01', gen_random_uuid()
       FROM search_entry;
     SET maintenance_work_mem = '256MB';
     CREATE INDEX search_entry_keys_idx ON search_entry USING gin (keys) WITH (fastupdate = off);
     DROP TABLE made_pair, made_identifier;`,
  );
  await query("owner", "ANALYZE search_entry, person, issued_identifier, search_term");
  await query("owner", "SELECT promote_common_keys(2000)");
  await query("owner", "SELECT mend_search_sets(chunk) FROM generate_series(0, $1::integer / 16384) AS chunk", [count]);
  await query("owner", "VACUUM (ANALYZE) search_set, search_term, search_entry, person");
}
