import type { CaseStatus, Orthography, Script } from "@/domain/codes";
import {
  type Account,
  type DuplicateEvidence,
  duplicateEvidence,
  duplicateFacts,
  type DuplicateFacts,
  SHOWN,
} from "@/domain/duplicate";
import { prepareName } from "@/domain/name/likeness";
import { toSearchText } from "@/domain/name/search-text";
import { facetNumber, yearsOf } from "@/domain/search-entry";
import type { Db } from "./client";
import { currentLexicon } from "./lexicon";
import { findNames } from "./name-search";
import { currentSets } from "./search-sets";

/** How many names are searched for, records weighed, and candidates told. */
const SEARCHED = 6;
const WEIGHED = 40;
const TOLD = 8;

/** A published record that may be of the same person, with what is shown of it in one line. */
export type DuplicateCandidate = DuplicateEvidence & {
  readonly personId: string;
  readonly name: { readonly text: string; readonly script: Script; readonly orthography: Orthography };
  readonly status: CaseStatus;
  readonly births: readonly string[];
  /** GB/T 2260 codes. */
  readonly places: readonly string[];
};

/** The names to search by, each spelling once. */
function searchedNames(names: readonly string[]): readonly string[] {
  const spellings = new Map(names.map((name) => [toSearchText(name), name]));
  return [...spellings.values()].slice(0, SEARCHED);
}

/** The records that another list's number leads to. */
async function withNumbers(db: Db, numbers: readonly string[]): Promise<string[]> {
  if (numbers.length === 0) return [];
  const rows = await db.externalIdentifier.findMany({
    where: {
      OR: numbers.map((number) => {
        const at = number.indexOf(":");
        return { scheme: number.slice(0, at), value: number.slice(at + 1) };
      }),
    },
    orderBy: { statementId: "asc" },
    take: WEIGHED,
    select: { statement: { select: { personId: true } } },
  });
  return [...new Set(rows.map(({ statement }) => statement.personId))];
}

/** How much nearer, in the score of the search, a record is that shares county or year of birth. */
const NARROWED = 3;

/** By what a name is searched once more that more people bear than are weighed: home, and year of birth. */
function narrowing(account: DuplicateFacts): (readonly number[])[] {
  const homes = account.places.map((place) => facetNumber(place.endsWith("00") ? "prefecture" : "county", place));
  const births = new Set(account.births.flatMap(yearsOf).map(Number));
  const years = new Set([...births].flatMap((year) => [year - 1, year, year + 1]));
  return [homes, [...years].map((year) => facetNumber("born", String(year)))].filter(({ length }) => length > 0);
}

type Named = { text: string; script: Script; orthography: Orthography };
type Read = {
  id: string;
  display_name: string;
  status: CaseStatus;
  names: Named[] | null;
  facts: Account["facts"] | null;
  reports: Account["detentionReports"] | null;
  relatives: Account["relatives"] | null;
  numbers: Account["externalIds"] | null;
};

/** What is published of these records, as far as people are compared by it. One statement for all of them. */
async function readCandidates(db: Db, ids: readonly string[]): Promise<Read[]> {
  if (ids.length === 0) return [];
  return db.$queryRaw<Read[]>`
    WITH said AS MATERIALIZED (
      SELECT id, person_id, kind, ordinal FROM statement
       WHERE person_id = ANY (${[...ids]}::text[])
         AND kind IN ('name', 'fact', 'detention_report', 'relative', 'external_id'))
    SELECT person.id, display_name, status,
           named.list AS names, stated.list AS facts, held.list AS reports, kin.list AS relatives, numbered.list AS numbers
      FROM person
      LEFT JOIN (SELECT person_id, json_agg(json_build_object('text', text, 'script', script, 'orthography', orthography)
                                            ORDER BY ordinal) AS list
                   FROM said JOIN person_name ON statement_id = id GROUP BY person_id) AS named
             ON named.person_id = person.id
      LEFT JOIN (SELECT person_id, json_agg(json_build_object('field', field, 'code', code, 'edtf', edtf, 'number', number,
                                                              'place', place, 'asOf', as_of) ORDER BY ordinal) AS list
                   FROM said JOIN fact ON statement_id = id
                  WHERE field IN ('sex', 'birth', 'age_at_detention', 'age_at_statement', 'residence')
                  GROUP BY person_id) AS stated
             ON stated.person_id = person.id
      LEFT JOIN (SELECT person_id, json_agg(json_build_object('begin', "begin", 'place', place) ORDER BY ordinal) AS list
                   FROM said JOIN detention_report ON statement_id = id GROUP BY person_id) AS held
             ON held.person_id = person.id
      LEFT JOIN (SELECT person_id, json_agg(json_build_object('relation', relation, 'name', name,
                                                              'externalId', external_record) ORDER BY ordinal) AS list
                   FROM said JOIN relative ON statement_id = id GROUP BY person_id) AS kin
             ON kin.person_id = person.id
      LEFT JOIN (SELECT person_id, json_agg(json_build_object('scheme', scheme, 'value', value) ORDER BY ordinal) AS list
                   FROM said JOIN external_identifier ON statement_id = id GROUP BY person_id) AS numbered
             ON numbered.person_id = person.id
     WHERE person.id = ANY (${[...ids]}::text[])`;
}

function toFacts(row: Read): DuplicateFacts {
  return duplicateFacts({
    names: row.names ?? [],
    facts: row.facts ?? [],
    detentionReports: row.reports ?? [],
    relatives: row.relatives ?? [],
    externalIds: row.numbers ?? [],
  });
}

/** The spelling that leads: one in the person's own letters where there is one. */
function leadingName({ display_name: text, names }: Read): Named {
  const own = names?.find(({ script }) => script === "Arab") ?? names?.find((name) => name.text === text);
  return own ?? { text, script: "Latn", orthography: "unspecified" };
}

/**
 * The published records that may be of the same person as this account, the most probable first: found by name and by
 * number, weighed by all that is known of both. Reads only what is public; merges nothing.
 *
 * @param without a record that the account belongs to already
 */
export async function findDuplicates(
  db: Db,
  account: DuplicateFacts,
  without: string | null,
): Promise<DuplicateCandidate[]> {
  const lexicon = await currentLexicon(db);
  const sets = await currentSets(db);
  const nearest = new Map<string, number>();
  for (const personId of await withNumbers(db, account.numbers)) nearest.set(personId, Infinity);
  for (const text of searchedNames(account.names)) {
    const name = prepareName(text, lexicon);
    const hits = await findNames(db, sets, name, lexicon);
    const found = new Map(hits.slice(0, WEIGHED).map(({ personId, score }) => [personId, score]));
    if (hits.length > WEIGHED)
      for (const condition of narrowing(account)) {
        const nearer = await findNames(db, sets, name, lexicon, [condition]);
        for (const { personId, score } of nearer.slice(0, WEIGHED))
          found.set(personId, (found.get(personId) ?? score) + NARROWED);
      }
    for (const [personId, score] of found) nearest.set(personId, Math.max(score, nearest.get(personId) ?? -Infinity));
  }
  if (without !== null) nearest.delete(without);
  const ids = [...nearest].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).slice(0, WEIGHED);
  const rows = await readCandidates(
    db,
    ids.map(([id]) => id),
  );
  return rows
    .map((row): DuplicateCandidate => {
      const facts = toFacts(row);
      return {
        personId: row.id,
        name: leadingName(row),
        status: row.status,
        births: facts.births,
        places: facts.places,
        ...duplicateEvidence(account, facts, lexicon),
      };
    })
    .filter(({ probability }) => probability >= SHOWN)
    .sort((a, b) => b.probability - a.probability || (a.personId < b.personId ? -1 : 1))
    .slice(0, TOLD);
}
