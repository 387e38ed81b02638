import { candidateKeys, identitiesOf, prefixesOf, featuresOf, skeletonsOf } from "./name/keys";
import type { Lexicon } from "./name/lexicon";
import { prepareName, type PreparedName, type PreparedPart } from "./name/likeness";
import { toSearchText } from "./name/search-text";
import { bounds } from "./partial-date";
import { type Facet, FACET_NAMES } from "./search-query";

/** What the facets count, and what is counted but not shown: years, which people type into the box. */
export const COUNTED = [...FACET_NAMES, "born", "year"] as const satisfies readonly (Facet | "born" | "year")[];
export type Counted = (typeof COUNTED)[number];

/** How many bits a sketch of names has. */
export const SKETCH_BITS = 256;

/** Facet values have numbers below this one, keys above it, so that a set is never that of both. */
const FACET_NUMBERS = 1 << 20;

/** The most words of one record that are found, and the longest text that is read for them. */
const MOST_WORDS = 3000;
const LONGEST_TEXT = 200_000;

/** A 32-bit number for a text (FNV-1a with a final mix). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value ^= text.charCodeAt(at);
    value = Math.imul(value, 0x01000193);
  }
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d);
  value ^= value >>> 12;
  return value | 0;
}

/** The number of a value of a facet: from 1 to 2^20 - 1. No two codes, places or years share one (tested). */
export function facetNumber(facet: Counted, value: string): number {
  return ((hash(`${facet}:${value}`) >>> 0) % (FACET_NUMBERS - 1)) + 1;
}

/** What a key is a key of. */
type Kind = "name" | "part" | "bones" | "prefix" | "identifier" | "word";

/** The number of a key: never one that a facet may have. */
export function keyNumber(kind: Kind, key: string): number {
  const number = hash(`${kind}:${key}`);
  return number >= 0 && number < FACET_NUMBERS ? number - FACET_NUMBERS : number;
}

/** The years that a date may be of, at most forty of them; none for one that says nothing. */
export function yearsOf(edtf: string | null): readonly string[] {
  if (edtf === null) return [];
  const { earliest, latest } = bounds(edtf);
  const from = Number((earliest ?? latest ?? "").slice(0, 4));
  const to = Number((latest ?? earliest ?? "").slice(0, 4));
  if (from === 0 || to - from > 40) return [];
  return Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
}

/**
 * The words that a text is found by: folded as names are; of Chinese, every two and every three characters that stand
 * side by side. In the order of the text, each once, at most `MOST_WORDS`.
 */
export function wordsOf(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const word of everyWord(text.slice(0, LONGEST_TEXT))) {
    words.add(word);
    if (words.size === MOST_WORDS) break;
  }
  return words;
}

function* everyWord(text: string): Generator<string> {
  for (const word of toSearchText(text).split(" "))
    for (const piece of word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []) {
      if (!/\p{Script=Han}/u.test(piece)) {
        if (piece.length > 1) yield piece.slice(0, 40);
        continue;
      }
      const characters = [...piece];
      for (let at = 0; at + 2 <= characters.length; at += 1) {
        yield characters.slice(at, at + 2).join("");
        if (at + 3 <= characters.length) yield characters.slice(at, at + 3).join("");
      }
    }
}

/** What of a record is indexed. */
export type Indexed = {
  readonly names: readonly string[];
  readonly identifiers: readonly string[];
  /** Texts that may be read: testimonies, notes, what happened. */
  readonly texts: readonly string[];
  readonly facets: Readonly<Record<Counted, readonly string[]>>;
};

/** An entry of the search index, as the table keeps it. */
export type SearchEntry = {
  readonly facets: readonly number[];
  readonly keys: readonly number[];
  /** `SKETCH_BITS` times 0 or 1. */
  readonly signature: string;
  readonly names: string;
  readonly terms: readonly { readonly id: number; readonly facet: Counted; readonly value: string }[];
};

/** The keys of names in numbers, in widths. Each of them is indexed, and each is asked for. */
export type NameNumbers = {
  /** Names that are the same: by the lexicon, or sound by sound. */
  readonly same: readonly number[];
  /** Of a name that is one part: names of which a part begins with it. */
  readonly begins: readonly number[];
  /** Names with the same consonants. */
  readonly near: readonly number[];
  /** Names with one consonant more or less. */
  readonly wide: readonly number[];
};

/** The part itself as a beginning, where it is short enough to be one. */
function wholePrefix(part: PreparedPart): readonly string[] {
  return prefixesOf(part).filter((prefix) => prefix.length === part.text.length);
}

/** By what a name is found: its pairs of parts, or, when it is one part, that part, its beginning and its consonants. */
export function nameNumbers(name: PreparedName): NameNumbers {
  const { same, near, wide } = candidateKeys(name);
  const [only] = name.parts;
  const numbers = (keys: Iterable<string>) => [...keys].map((key) => keyNumber("name", key));
  if (only === undefined || name.parts.length > 1)
    return { same: numbers(same), begins: [], near: numbers(near), wide: numbers(wide) };
  return {
    same: identitiesOf(only).map((key) => keyNumber("part", key)),
    begins: wholePrefix(only).map((key) => keyNumber("prefix", key)),
    near: [...skeletonsOf(only).map((key) => keyNumber("bones", key)), ...numbers(near)],
    wide: numbers(wide),
  };
}

const bitsKept = new WeakMap<PreparedPart, readonly number[]>();

/** The bits of a part in a sketch. */
function bitsOf(part: PreparedPart): readonly number[] {
  let bits = bitsKept.get(part);
  if (bits === undefined) {
    bits = [...featuresOf(part)].map((feature) => (hash(feature) >>> 0) % SKETCH_BITS);
    bitsKept.set(part, bits);
  }
  return bits;
}

/** The sketch of names as bits: one for each feature, where its number falls. */
export function sketch(names: readonly PreparedName[]): string {
  const bits = new Uint8Array(SKETCH_BITS);
  for (const { parts } of names) for (const part of parts) for (const bit of bitsOf(part)) bits[bit] = 1;
  return bits.join("");
}

const partNumbersKept = new WeakMap<PreparedPart, readonly number[]>();

/** The numbers of all keys that a part has by itself. */
function partNumbers(part: PreparedPart): readonly number[] {
  let numbers = partNumbersKept.get(part);
  if (numbers === undefined) {
    numbers = [
      ...identitiesOf(part).map((key) => keyNumber("part", key)),
      ...skeletonsOf(part).map((key) => keyNumber("bones", key)),
      ...prefixesOf(part).map((key) => keyNumber("prefix", key)),
    ];
    partNumbersKept.set(part, numbers);
  }
  return numbers;
}

/** Makes the entry of a record. Pure: the same record and lexicon give the same entry, which the check relies on. */
export function searchEntry(record: Indexed, lexicon: Lexicon): SearchEntry {
  const prepared = record.names.map((name) => prepareName(name, lexicon));
  const keys = new Set<number>();
  for (const name of prepared) {
    const { same, near, wide } = candidateKeys(name);
    for (const key of [...same, ...near, ...wide]) keys.add(keyNumber("name", key));
    for (const part of name.parts) for (const number of partNumbers(part)) keys.add(number);
  }
  for (const identifier of record.identifiers) keys.add(keyNumber("identifier", identifier.toLowerCase()));
  for (const text of record.texts) for (const word of wordsOf(text)) keys.add(keyNumber("word", word));
  const terms = COUNTED.flatMap((facet) =>
    record.facets[facet].map((value) => ({ id: facetNumber(facet, value), facet, value })),
  );
  return {
    facets: [...new Set(terms.map(({ id }) => id))].sort((a, b) => a - b),
    keys: [...Int32Array.from(keys).sort()],
    signature: sketch(prepared),
    names: prepared.map(({ parts }) => parts.map(({ text }) => text).join(" ")).join("\n"),
    terms,
  };
}
