import { parsePublicIdentifier } from "./public-identifier";
import { wordsOf } from "./search-entry";
import { toSearchText } from "./name/search-text";

/** A place of the gazetteer with the names that people type. */
export type NamedPlace = {
  readonly code: string;
  readonly level: string;
  readonly names: readonly string[];
};

/** What somebody may have meant by what they typed into the one box. */
export type Question = {
  /** As typed. */
  readonly text: string;
  /** Record numbers, of ours and of others, folded; empty when nothing looks like one. */
  readonly identifiers: readonly string[];
  /** What is left when places and years are taken out: a name, or words. */
  readonly name: string;
  /** Years that stand by themselves. */
  readonly years: readonly number[];
  /** Places that are named in full, each with all codes of that name. */
  readonly places: readonly (readonly NamedPlace[])[];
  /** The words of all of it, for the texts of records. */
  readonly words: readonly string[];
};

/** Ends of Chinese, English and pinyin place names that tell the kind of unit; people leave them away. */
const KIND_CHINESE = /(?:维吾尔|哈萨克|蒙古|回族|柯尔克孜|塔吉克|锡伯)*(?:自治州|自治县|地区|市|县|区|州)$/u;
const KIND_LATIN =
  /(?: (?:hui|kazakh|mongolian|monggu|kirgiz|sibo|tajik))?(?: autonomous)? (?:city|county|district|area|region|prefecture|shi|xian|di qu|qu)$/iu;

/** The name without its kind of unit; pinyin and English also in one piece, as people write them. */
function withoutKind(name: string): string[] {
  const short = name.replace(KIND_CHINESE, "").replace(KIND_LATIN, "");
  return /^[a-z ]+$/i.test(short) ? [short, short.replaceAll(" ", "")] : [short];
}

/** The most words that a place name has. */
const LONGEST_PLACE = 4;

/** The most words of a question that are looked up in texts. */
const MOST_WORDS = 12;

/** The folded names of places, for `readQuestion`. */
export class PlaceNames {
  readonly #byName = new Map<string, NamedPlace[]>();
  readonly all: readonly NamedPlace[];

  constructor(places: readonly NamedPlace[]) {
    this.all = places;
    for (const place of places)
      for (const name of new Set(place.names.flatMap((each) => [each, ...withoutKind(each)].map(toSearchText))))
        if (name !== "") this.#byName.set(name, [...(this.#byName.get(name) ?? []), place]);
    // A prefecture and its town have one name for people, though the gazetteer has only one of them in every language.
    for (const [name, found] of this.#byName) {
      const around = found.flatMap((town) => places.filter((place) => isAround(place, town) && !found.includes(place)));
      if (around.length > 0) this.#byName.set(name, [...found, ...new Set(around)]);
    }
  }

  /** The places of exactly this name, however it is written; empty when there is none. */
  named(text: string): readonly NamedPlace[] {
    return this.#byName.get(toSearchText(text)) ?? this.#byName.get(toSearchText(withoutKind(text)[0] ?? "")) ?? [];
  }

  /** Places whose name begins so or is one letter away, for "did you mean"; at most three, none when one is exact. */
  near(text: string): readonly NamedPlace[] {
    const folded = toSearchText(text);
    if (folded.length < 4 || this.named(text).length > 0) return [];
    const found = new Map<string, NamedPlace>();
    for (const [name, places] of this.#byName) {
      if (found.size >= 3) break;
      if (Math.abs(name.length - folded.length) > 3) continue;
      if ((name.startsWith(folded) && name.length > 4) || (name.length > 4 && oneApart(name, folded)))
        for (const place of places) if (found.size < 3) found.set(place.code, place);
    }
    return [...found.values()];
  }
}

/** Whether this is the prefecture of a town of the same name. Codes of GB/T 2260 begin with that of the prefecture. */
function isAround(place: NamedPlace, town: NamedPlace): boolean {
  if (place.level !== "prefecture" || town.code === place.code || !town.code.startsWith(place.code.slice(0, 4)))
    return false;
  const names = new Set(place.names.map(toSearchText));
  return town.names.some((name) => names.has(toSearchText(name)));
}

/** Whether two words are one letter apart: one more, one less, another, or two that changed places. */
function oneApart(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const rest = (text: string, from: number) => text.slice(from);
  return (
    rest(one, at + 1) === rest(other, at + 1) ||
    rest(one, at + 1) === rest(other, at) ||
    rest(one, at) === rest(other, at + 1) ||
    (one[at] === other[at + 1] && one[at + 1] === other[at] && rest(one, at + 2) === rest(other, at + 2))
  );
}

/** Reads what somebody typed. Takes time in its length, which is bounded (`Q_MAX`); any text is a question. */
export function readQuestion(text: string, places: PlaceNames): Question {
  const record = parsePublicIdentifier(text) ?? (/^\s*mu[\s\-–]?\p{Nd}+\s*$/iu.test(text) ? text.trim() : null);
  // Whoever writes a number of ours asks for that record and for nothing that looks like it.
  if (record !== null) return { text, identifiers: [record.toLowerCase()], name: "", years: [], places: [], words: [] };
  const typed = text.split(/[\s,;،؛、，]+/u).filter((word) => word !== "");
  const identifiers = typed.length === 1 && /\d/.test(text) ? [text.trim().toLowerCase()] : [];
  const years: number[] = [];
  const words = typed.filter((word) => {
    const year = /^(?:19|20)\d\d$/.test(word) ? Number(word) : null;
    if (year !== null) years.push(year);
    return year === null;
  });
  const found: (readonly NamedPlace[])[] = [];
  const left: string[] = [];
  for (let at = 0; at < words.length;) {
    let length = Math.min(LONGEST_PLACE, words.length - at);
    let named: readonly NamedPlace[] = [];
    for (; length > 0; length -= 1) {
      named = places.named(words.slice(at, at + length).join(" "));
      if (named.length > 0) break;
    }
    if (named.length > 0) {
      found.push(named);
      at += length;
    } else {
      left.push(words[at] ?? "");
      at += 1;
    }
  }
  return {
    text,
    identifiers,
    name: left.join(" "),
    years,
    places: found,
    words: [...wordsOf(text)].slice(0, MOST_WORDS),
  };
}
