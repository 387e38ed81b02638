import type { PreparedName, PreparedPart } from "./likeness";
import { skeletons } from "./skeleton";

/** The longest beginning of a part that is a key of its own; longer ones are found by their sounds. */
const LONGEST_PREFIX = 6;

const unordered = (one: string, other: string) => (one < other ? `${one}+${other}` : `${other}+${one}`);

/** A skeleton with one consonant left out; none where too little would be left to say anything. */
function shortened(skeleton: string, other: string): readonly string[] {
  if (skeleton.length < 2 || skeleton.length + other.length < 5) return [];
  return [...skeleton].map((_, at) => skeleton.slice(0, at) + skeleton.slice(at + 1));
}

/** What a part is, told apart as finely as spellings of one name allow: its lexicon entries, or else its sounds. */
export function identitiesOf(part: PreparedPart): readonly string[] {
  return part.classes.length > 0
    ? part.classes.map((each) => `#${String(each)}`)
    : part.readings.map(({ kind, symbols }) => (kind[0] ?? "") + symbols);
}

const skeletonsKept = new WeakMap<PreparedPart, readonly string[]>();

/** The consonants of a part in coarse classes, also without an ending that comes and goes. */
export function skeletonsOf(part: PreparedPart): readonly string[] {
  let bones = skeletonsKept.get(part);
  if (bones === undefined) {
    bones = [...new Set([...part.readings, ...part.stems].flatMap(skeletons))];
    skeletonsKept.set(part, bones);
  }
  return bones;
}

/** The beginnings of a part as it is written, up to six letters; of one in Chinese characters every one. */
export function prefixesOf({ text }: PreparedPart): readonly string[] {
  const letters = [...text.normalize("NFD").replace(/\p{M}/gu, "")].slice(0, LONGEST_PREFIX);
  const shortest = /\p{Script=Han}/u.test(text) ? 1 : 2;
  return letters.map((_, at) => letters.slice(0, at + 1).join("")).slice(shortest - 1);
}

/** The keys of a name in three widths: the same name, the same consonants, one consonant more or less. */
export type CandidateKeys = {
  readonly same: ReadonlySet<string>;
  readonly near: ReadonlySet<string>;
  readonly wide: ReadonlySet<string>;
};

/**
 * The keys by which names are found that may be this one. Pairs of parts without their order, with neighbours joined
 * where there are three or four; the whole name joined, for those who write it in one piece or part it elsewhere.
 */
export function candidateKeys(name: PreparedName): CandidateKeys {
  const keys = { same: new Set<string>(), near: new Set<string>(), wide: new Set<string>() };
  addPairs(keys, name.parts);
  for (const bones of wholes(name.parts)) keys.near.add(`=${bones}`);
  if (name.parts.length > 2) for (const parts of name.joined) addPairs(keys, parts);
  return keys;
}

function addPairs(
  { same, near, wide }: { same: Set<string>; near: Set<string>; wide: Set<string> },
  parts: readonly PreparedPart[],
) {
  for (const [at, one] of parts.entries()) {
    for (const other of parts.slice(at + 1)) {
      for (const a of identitiesOf(one)) for (const b of identitiesOf(other)) same.add(`!${unordered(a, b)}`);
      const classes = (part: PreparedPart) => part.classes.map((each) => `#${String(each)}`);
      const bonesOfOne = skeletonsOf(one);
      const bonesOfOther = skeletonsOf(other);
      for (const a of [...bonesOfOne, ...classes(one)])
        for (const b of [...bonesOfOther, ...classes(other)]) near.add(unordered(a, b));
      for (const a of bonesOfOne)
        for (const b of bonesOfOther) {
          for (const short of shortened(a, b)) wide.add(unordered(short, b));
          for (const short of shortened(b, a)) wide.add(unordered(a, short));
        }
    }
  }
}

/** The skeletons of all parts in one, of two parts in either order. */
function wholes(parts: readonly PreparedPart[]): readonly string[] {
  const all = parts.map((part) => skeletonsOf(part).slice(0, 2));
  const [ones = [], others = []] = all;
  const bones =
    all.length === 1
      ? ones
      : all.length === 2
        ? ones.flatMap((a) => others.flatMap((b) => [a + b, b + a]))
        : [all.map(([first = ""]) => first).join("")];
  return [...new Set(bones.map((each) => each.replaceAll("_", "") || "_"))];
}

/** Features of a part that near parts share: to tell the nearer of many names that share a key. */
export function featuresOf(part: PreparedPart): ReadonlySet<string> {
  const features = new Set([`t${part.text}`]);
  for (const identity of identitiesOf(part)) features.add(`i${identity}`);
  for (const bones of skeletonsOf(part)) {
    const bounded = `^${bones}$`;
    for (let at = 0; at + 1 < bounded.length; at += 1) features.add(`b${bounded.slice(at, at + 2)}`);
  }
  for (const { symbols } of part.readings) {
    const sounds = `^${symbols
      .replace(/[eEA]/g, "a")
      .replace(/[OuU]/g, "o")
      .replace(/[hxXGyw]/g, "")}`;
    for (let at = 0; at + 2 < sounds.length; at += 1) features.add(`s${sounds.slice(at, at + 3)}`);
  }
  return features;
}
