import type { PreparedName, PreparedPart } from "./likeness";
import { skeletons } from "./skeleton";

/** The codes a part is filed under: its skeletons, those of its stem, and its classes of the lexicon. */
function codesOf(part: PreparedPart): { skeletons: readonly string[]; classes: readonly string[] } {
  return {
    skeletons: [...new Set([...part.readings, ...part.stems].flatMap(skeletons))],
    classes: part.classes.map((each) => `#${String(each)}`),
  };
}

/** A skeleton with one consonant left out; none of those too short to say anything then. */
function shortened(skeleton: string, other: string): readonly string[] {
  if (skeleton.length < 2 || skeleton.length + other.length < 5) return [];
  return [...skeleton].map((_, at) => skeleton.slice(0, at) + skeleton.slice(at + 1));
}

const DOUBLE = process.env.DOUBLE === "1";
const unordered = (one: string, other: string) => (one < other ? `${one}+${other}` : `${other}+${one}`);

/**
 * The keys by which names are found that may be this one: every unordered pair of parts, pairs with one consonant left
 * out, pairs of lexicon classes, the same with neighbours joined, and the whole name joined.
 */
export function candidateKeys(name: PreparedName): ReadonlySet<string> {
  const keys = new Set<string>();
  addPairs(keys, name.parts);
  for (const parts of name.joined) {
    if (parts.length > 1) addPairs(keys, parts);
    else for (const bones of wholes(parts)) keys.add(`=${bones}`);
  }
  if (name.parts.length !== 2) for (const bones of wholes(name.parts)) keys.add(`=${bones}`);
  return keys;
}

function addPairs(keys: Set<string>, parts: readonly PreparedPart[]) {
  const codes = parts.map(codesOf);
  for (const [at, one] of codes.entries()) {
    for (const other of codes.slice(at + 1)) {
      for (const a of [...one.skeletons, ...one.classes])
        for (const b of [...other.skeletons, ...other.classes]) keys.add(unordered(a, b));
      for (const a of one.skeletons)
        for (const b of other.skeletons) {
          for (const short of shortened(a, b)) keys.add(unordered(short, b));
          for (const short of shortened(b, a)) keys.add(unordered(a, short));
          if (DOUBLE && a.length > 2 && b.length > 2)
            for (const short of shortened(a, b)) for (const brief of shortened(b, a)) keys.add(unordered(short, brief));
        }
    }
  }
}

/** The skeletons of all parts in one, for a name that is written in one piece. */
function wholes(parts: readonly PreparedPart[]): readonly string[] {
  const all = parts.map((part) => codesOf(part).skeletons);
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  return [all.map(([bones = ""]) => bones.replaceAll("_", "")).join("")];
}

/** The keys of the parts by themselves, for those who type one part only. */
export function partKeys(name: PreparedName): ReadonlySet<string> {
  return new Set(
    name.parts.flatMap((part) => {
      const { skeletons: bones, classes } = codesOf(part);
      return [...bones, ...classes];
    }),
  );
}
