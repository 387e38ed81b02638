import { partsOf } from "./parts";
import { toSounds, type Sounds } from "./sounds";
import shipped from "./tables/lexicon.json";

/** One name part with the spellings that are the same name: Memet, Mamat, Mehmet, 买买提, 麦麦提, ... */
export type LexiconEntry = {
  /** The Uyghur Latin spelling, which also names the entry. */
  readonly uly: string;
  readonly latin: readonly string[];
  readonly hanzi: readonly string[];
};

/** Looks up which entries a part of a name may belong to: several for 买买提 (Memet, Muhemmet). */
export type Lexicon = {
  /** The entries that one of the readings is a spelling of, by their place in the list, ascending. */
  classesOf(readings: readonly Sounds[]): readonly number[];
};

/** X is kh in Uyghur Latin and Q is q: a spelling and its Arabic-script twin have one key. */
const key = ({ kind, symbols }: Sounds) =>
  kind.charAt(0) +
  symbols.replace(/X/g, "x").replace(/Q/g, "q").replace(/E/g, "e").replace(/[OÖ]/g, "o").replace(/U/g, "u");

const NONE: readonly number[] = [];

/** A lexicon of these entries. Their places are their numbers: append, never insert. */
export function buildLexicon(entries: readonly LexiconEntry[]): Lexicon {
  const classes = new Map<string, Set<number>>();
  for (const [place, { uly, latin, hanzi }] of entries.entries()) {
    for (const spelling of [uly, ...latin, ...hanzi]) {
      const [part, second] = partsOf(spelling);
      if (part === undefined || second !== undefined) continue;
      for (const reading of toSounds(part)) {
        const known = classes.get(key(reading));
        if (known === undefined) classes.set(key(reading), new Set([place]));
        else known.add(place);
      }
    }
  }
  const sorted = new Map([...classes].map(([sounds, places]) => [sounds, [...places].sort((a, b) => a - b)]));
  return {
    classesOf(readings) {
      const found = readings.map((reading) => sorted.get(key(reading)) ?? NONE).filter(({ length }) => length > 0);
      return found.length < 2 ? (found[0] ?? NONE) : [...new Set(found.flat())].sort((a, b) => a - b);
    },
  };
}

/** The lexicon that ships with the archive; moderators' additions come on top of it from the database. */
export const SHIPPED_ENTRIES: readonly LexiconEntry[] = shipped;

/** The shipped entries alone. */
export const SHIPPED_LEXICON: Lexicon = buildLexicon(SHIPPED_ENTRIES);

/** The shipped entries that a spelling may mean: the one that is named so, or else all that it is a spelling of. */
export function entriesMeant(spelling: string, lexicon: Lexicon): readonly LexiconEntry[] {
  const [part, second] = partsOf(spelling);
  if (part === undefined || second !== undefined) return [];
  const named = SHIPPED_ENTRIES.find(({ uly }) => partsOf(uly)[0] === part);
  return named === undefined
    ? lexicon.classesOf(toSounds(part)).flatMap((place) => SHIPPED_ENTRIES[place] ?? [])
    : [named];
}

/** Whether the lexicon has the spelling, by its sounds, for this entry. */
export function isSpellingOf(spelling: string, entry: LexiconEntry, lexicon: Lexicon): boolean {
  return lexicon.classesOf(toSounds(partsOf(spelling)[0] ?? "")).includes(SHIPPED_ENTRIES.indexOf(entry));
}
