import type { Lexicon } from "@/domain/name/lexicon";
import {
  nameLikeness,
  partLikeness,
  prepareParts,
  type PreparedName,
  type PreparedPart,
  TERMS,
} from "@/domain/name/likeness";
import { nameNumbers, sketch } from "@/domain/search-entry";
import type { Db } from "./client";
import { Prisma } from "./generated/client";
import { type Sets, withCommonKeys, withValues } from "./search-sets";

/** A record that a search found. */
export type Hit = {
  readonly ordinal: number;
  readonly personId: string;
  /** How near; the greater the nearer. */
  readonly score: number;
};

/** Each list is a condition: one of these numbers must be among the record's facets. */
export type FacetConditions = readonly (readonly number[])[];

/** How many records of one key are looked at, and how many of those, the nearest by sketch, are weighed. */
const LOOKED_AT = 4000;
const WEIGHED = 400;

/** How many prepared names are kept between searches. */
const KEPT = 40_000;

/** From here on a name is told as found, and from here on there is no need to look further. */
export const ACCEPTED = { one: 7, more: 5 } as const;
export const GOOD = { one: 11, more: 18 } as const;

/** How few good names make it worth to look further. */
const FEW = 10;

let kept: { lexicon: Lexicon; names: Map<string, PreparedName> } | null = null;

/** A stored name of parts, prepared; names repeat, so those of former searches are kept. */
function prepared(parts: string, lexicon: Lexicon): PreparedName {
  if (kept?.lexicon !== lexicon || kept.names.size > KEPT) kept = { lexicon, names: new Map() };
  let name = kept.names.get(parts);
  if (name === undefined) {
    name = prepareParts(parts.split(" "), lexicon);
    kept.names.set(parts, name);
  }
  return name;
}

/** `facets && …` for every condition. */
export function holds(conditions: FacetConditions): Prisma.Sql {
  if (conditions.length === 0) return Prisma.sql`TRUE`;
  return Prisma.join(
    conditions.map((numbers) => Prisma.sql`facets && ${[...numbers]}::integer[]`),
    " AND ",
  );
}

type Candidate = { ordinal: number; personId: string; names: string };

/** The records with one of these keys whose sketch is nearest, of a bounded number that are looked at. */
async function candidates(
  db: Db,
  sets: Sets,
  keys: readonly number[],
  signature: string,
  conditions: FacetConditions,
): Promise<{ found: Candidate[]; more: boolean }> {
  if (keys.length === 0) return { found: [], more: false };
  const rare = keys.filter((key) => !sets.common.has(key));
  const common = conditions.reduce(
    (members, numbers) => members.and(withValues(sets, numbers)),
    await withCommonKeys(db, sets, keys),
  );
  const listed = common.ordinals(LOOKED_AT);
  // One text for all rows: reading hundreds of rows costs more than finding them.
  const [row] = await db.$queryRaw<{ looked: number; found: string | null }[]>`
    WITH looked AS MATERIALIZED (
      SELECT ordinal, person_id, names, signature FROM search_entry WHERE ordinal = ANY (${listed}::integer[])
      UNION
      (SELECT ordinal, person_id, names, signature FROM search_entry
        WHERE ${rare.length > 0} AND keys && ${rare}::integer[] AND ${holds(conditions)} LIMIT ${LOOKED_AT}))
    SELECT (SELECT count(*)::integer FROM looked) AS looked,
           string_agg(concat_ws('|', ordinal, person_id, names), E'\n\n') AS found
      FROM (SELECT * FROM looked
             ORDER BY bit_count(signature & ${signature}::bit(256)) DESC, ordinal LIMIT ${WEIGHED}) AS nearest`;
  const found = (row?.found ?? "").split("\n\n").flatMap((line): Candidate[] => {
    const [ordinal, personId = "", names = ""] = line.split("|");
    return ordinal === undefined || ordinal === "" ? [] : [{ ordinal: Number(ordinal), personId, names }];
  });
  const looked = row?.looked ?? 0;
  return { found, more: looked > found.length || looked >= LOOKED_AT };
}

/** How near a stored name is to what was typed; of one typed part, how near the nearest part is. */
export function nearness(
  typed: PreparedName,
  stored: PreparedName,
  weigh: (a: PreparedPart, b: PreparedPart) => number = partLikeness,
): number {
  const [only] = typed.parts;
  if (only === undefined) return -Infinity;
  if (typed.parts.length > 1) return nameLikeness(typed, stored, weigh);
  let best = nameLikeness(typed, stored, weigh);
  for (const part of stored.parts) {
    const begins = only.text.length > 1 && part.text.startsWith(only.text);
    // Spellings of one name, says the lexicon, however far apart they are.
    const named = only.classes.some((each) => part.classes.includes(each));
    best = Math.max(
      best,
      weigh(only, part),
      begins ? GOOD.one - 1 / only.text.length : -Infinity,
      named ? ACCEPTED.one : -Infinity,
    );
  }
  // Of equals, the one whose whole name it is.
  return stored.parts.length === 1 ? best + TERMS.sameLetters : best;
}

export type NamesFound = {
  /** The nearest first; equals by identifier. */
  readonly hits: readonly Hit[];
  /** Whether more records bear the same name than could be weighed. */
  readonly more: boolean;
  /** The keys of all that bear the same name, to count and list the rest by. */
  readonly same: readonly number[];
};

/**
 * Finds the records whose names are nearest to this one, in bounded work however common it is: candidates by indexed
 * keys, the nearest of them by sketch, and those weighed sound by sound.
 *
 * First those that share the name or its consonants; where these are few or far, those with a consonant more or less.
 */
export async function findNames(
  db: Db,
  sets: Sets,
  name: PreparedName,
  lexicon: Lexicon,
  conditions: FacetConditions = [],
): Promise<NamesFound> {
  const { same, near, wide } = nameNumbers(name);
  if (name.parts.length === 0) return { hits: [], more: false, same };
  const signature = sketch([name]);
  const memory = new Map<PreparedPart, Map<string, number>>();
  const weigh = (one: PreparedPart, other: PreparedPart) => {
    let known = memory.get(one);
    if (known === undefined) memory.set(one, (known = new Map<string, number>()));
    let score = known.get(other.text);
    if (score === undefined) known.set(other.text, (score = partLikeness(one, other)));
    return score;
  };
  const hits = new Map<number, Hit>();
  const take = (found: readonly Candidate[]) => {
    for (const { ordinal, personId, names } of found) {
      if (hits.has(ordinal)) continue;
      let score = -Infinity;
      for (const stored of names.split("\n")) score = Math.max(score, nearness(name, prepared(stored, lexicon), weigh));
      hits.set(ordinal, { ordinal, personId, score });
    }
  };
  const first = await candidates(db, sets, [...same, ...near], signature, conditions);
  take(first.found);
  let more = false;
  if (first.more) {
    const equal = await candidates(db, sets, same, signature, conditions);
    take(equal.found);
    more = equal.more;
  }
  const good = name.parts.length === 1 ? GOOD.one : GOOD.more;
  if (!more && [...hits.values()].filter(({ score }) => score >= good).length < FEW)
    take((await candidates(db, sets, wide, signature, conditions)).found);
  const accepted = name.parts.length === 1 ? ACCEPTED.one : ACCEPTED.more;
  return {
    hits: [...hits.values()]
      .filter(({ score }) => score >= accepted)
      .sort((a, b) => b.score - a.score || (a.personId < b.personId ? -1 : 1)),
    more,
    same,
  };
}
