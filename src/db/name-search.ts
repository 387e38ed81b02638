import type { Lexicon } from "@/domain/name/lexicon";
import {
  nameLikeness,
  partLikeness,
  prepareParts,
  type PreparedName,
  type PreparedPart,
  TERMS,
} from "@/domain/name/likeness";
import { Members } from "@/domain/members";
import { nameNumbers, sketch } from "@/domain/search-entry";
import type { Db } from "./client";
import { type Sets, withKeys, withValues } from "./search-sets";

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
export const WEIGHED = 150;

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

/** Those who have one of the numbers of every condition. */
export const restricted = (members: Members, sets: Sets, conditions: FacetConditions) =>
  conditions.reduce((left, numbers) => left.and(withValues(sets, numbers)), members);

type Candidate = { ordinal: number; personId: string; names: string };

/** The first of these records, and then of the others, whose sketch is nearest. */
async function nearest(db: Db, ones: Members, others: Members, signature: string): Promise<Candidate[]> {
  const first = ones.ordinals(LOOKED_AT);
  const second = others.without(ones).ordinals(LOOKED_AT - first.length);
  if (first.length + second.length === 0) return [];
  // One text for all rows: reading hundreds of rows costs more than finding them.
  const [row] = await db.$queryRaw<{ found: string | null }[]>`
    SELECT string_agg(concat_ws('|', ordinal, person_id, names), E'\n\n') AS found
      FROM (SELECT ordinal, person_id, names
              FROM unnest(${[...first, ...second]}::integer[]) WITH ORDINALITY AS listed (ordinal, place)
              JOIN search_entry USING (ordinal)
             ORDER BY place <= ${first.length} DESC, bit_count(signature & ${signature}::bit(256)) DESC, ordinal
             LIMIT ${WEIGHED}) AS nearest`;
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
  // A whole name in one piece is taken as a whole name is.
  let best = nameLikeness(typed, stored, weigh) + (stored.parts.length > 1 ? ACCEPTED.one - ACCEPTED.more : 0);
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
 * @param bearers those with the name or its beginning, when they are known
 * @returns the nearest first; equals by identifier; `WEIGHED` or more when there may be others
 */
export async function findNames(
  db: Db,
  sets: Sets,
  name: PreparedName,
  lexicon: Lexicon,
  conditions: FacetConditions = [],
  bearers: Members | null = null,
): Promise<Hit[]> {
  const { same, begins, near, wide } = nameNumbers(name);
  if (name.parts.length === 0) return [];
  // Where conditions narrow them, all are asked for.
  const most = conditions.length === 0 ? LOOKED_AT : undefined;
  const found = async (keys: readonly number[], limit?: number) =>
    restricted(await withKeys(db, sets, keys, limit), sets, conditions);
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
  const take = (candidates: readonly Candidate[]) => {
    for (const { ordinal, personId, names } of candidates) {
      if (hits.has(ordinal)) continue;
      let score = -Infinity;
      for (const stored of names.split("\n")) score = Math.max(score, nearness(name, prepared(stored, lexicon), weigh));
      hits.set(ordinal, { ordinal, personId, score });
    }
  };
  const ones = bearers ?? (await found([...same, ...begins]));
  take(await nearest(db, ones, ones.count < LOOKED_AT ? await found(near, most) : new Members(), signature));
  const good = name.parts.length === 1 ? GOOD.one : GOOD.more;
  if ([...hits.values()].filter(({ score }) => score >= good).length < FEW)
    take(await nearest(db, new Members(), await found(wide, most), signature));
  const accepted = name.parts.length === 1 ? ACCEPTED.one : ACCEPTED.more;
  return [...hits.values()]
    .filter(({ score }) => score >= accepted)
    .sort((a, b) => b.score - a.score || (a.personId < b.personId ? -1 : 1));
}
