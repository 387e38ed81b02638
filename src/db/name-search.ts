import type { Lexicon } from "@/domain/name/lexicon";
import {
  nameLikeness,
  partLikeness,
  prepareParts,
  type PreparedName,
  type PreparedPart,
  TERMS,
} from "@/domain/name/likeness";
import type { Members } from "@/domain/members";
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

/** How many records are looked at, and how many of those, the nearest by sketch, are weighed. */
const LOOKED_AT = 2000;
export const WEIGHED = 250;

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

/** Those who have one of the numbers of every condition. */
export const restricted = (members: Members, sets: Sets, conditions: FacetConditions) =>
  conditions.reduce((left, numbers) => left.and(withValues(sets, numbers)), members);

/** Those with one of these keys, and then those with one of the others, whose sketch is nearest. */
async function candidates(
  db: Db,
  sets: Sets,
  [keys, others]: readonly [readonly number[], readonly number[]],
  signature: string,
  conditions: FacetConditions,
): Promise<Candidate[]> {
  const isRare = (key: number) => !sets.common.has(key);
  const rare = [keys.filter(isRare), others.filter(isRare)] as const;
  const ones = restricted(await withCommonKeys(db, sets, keys), sets, conditions);
  const rest = restricted(await withCommonKeys(db, sets, others), sets, conditions).without(ones);
  const first = ones.ordinals(LOOKED_AT);
  const second = rest.ordinals(LOOKED_AT - first.length);
  // Who has a common key too is among those already, unless they are too many for it.
  const again =
    ones.count + rest.count > LOOKED_AT
      ? Prisma.sql`TRUE`
      : Prisma.sql`NOT common && ${[...keys, ...others].filter((key) => !isRare(key))}::integer[]`;
  // One text for all rows: reading hundreds of rows costs more than finding them.
  const [row] = await db.$queryRaw<{ found: string | null }[]>`
    WITH looked AS MATERIALIZED (
      SELECT ordinal, person_id, names, signature, first
        FROM unnest(${[...first, ...second]}::integer[]) WITH ORDINALITY AS listed (ordinal, place)
        JOIN search_entry USING (ordinal), LATERAL (SELECT place <= ${first.length}) AS of (first)
      UNION ALL
      (SELECT ordinal, person_id, names, signature, keys && ${rare[0]}::integer[] FROM search_entry
        WHERE ${rare.flat().length > 0} AND keys && ${rare.flat()}::integer[] AND ${again} AND ${holds(conditions)}
        LIMIT ${LOOKED_AT}))
    SELECT string_agg(concat_ws('|', ordinal, person_id, names), E'\n\n') AS found
      FROM (SELECT * FROM looked
             ORDER BY first DESC, bit_count(signature & ${signature}::bit(256)) DESC, ordinal LIMIT ${WEIGHED}) AS nearest`;
  return (row?.found ?? "").split("\n\n").flatMap((line): Candidate[] => {
    const [ordinal, personId = "", names = ""] = line.split("|");
    return ordinal === undefined || ordinal === "" ? [] : [{ ordinal: Number(ordinal), personId, names }];
  });
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

/**
 * Finds the records whose names are nearest to this one, in bounded work however common it is: candidates by indexed
 * keys, the nearest of them by sketch, and those weighed sound by sound.
 *
 * First those that share the name, then its consonants; where these are few or far, those with a consonant more or less.
 *
 * @returns the nearest first; equals by identifier; `WEIGHED` or more when there may be others
 */
export async function findNames(
  db: Db,
  sets: Sets,
  name: PreparedName,
  lexicon: Lexicon,
  conditions: FacetConditions = [],
): Promise<Hit[]> {
  const { same, begins, near, wide } = nameNumbers(name);
  if (name.parts.length === 0) return [];
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
  take(await candidates(db, sets, [[...same, ...begins], near], signature, conditions));
  const good = name.parts.length === 1 ? GOOD.one : GOOD.more;
  if ([...hits.values()].filter(({ score }) => score >= good).length < FEW)
    take(await candidates(db, sets, [[], wide], signature, conditions));
  const accepted = name.parts.length === 1 ? ACCEPTED.one : ACCEPTED.more;
  return [...hits.values()]
    .filter(({ score }) => score >= accepted)
    .sort((a, b) => b.score - a.score || (a.personId < b.personId ? -1 : 1));
}
