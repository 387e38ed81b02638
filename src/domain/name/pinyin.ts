/** A pinyin syllable in two: what it begins with, and the rest. */
export const PINYIN_SYLLABLE = /^(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(.+)$/;

/** Which ends stand after which beginnings (Hanyu Pinyin without tones; `v` is ü). */
const ENDS_AFTER: Readonly<Record<string, string>> = {
  "": "a ai an ang ao e ei en eng er o ou",
  b: "a ai an ang ao ei en eng i ian iao ie in ing o u",
  p: "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
  m: "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
  f: "a an ang ei en eng o ou u",
  d: "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
  t: "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
  n: "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve",
  l: "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve",
  g: "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
  k: "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
  h: "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
  j: "i ia ian iang iao ie in ing iong iu u uan ue un",
  q: "i ia ian iang iao ie in ing iong iu u uan ue un",
  x: "i ia ian iang iao ie in ing iong iu u uan ue un",
  zh: "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
  ch: "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
  sh: "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
  r: "an ang ao e en eng i ong ou u uan ui un uo",
  z: "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
  c: "a ai an ang ao e en eng i ong ou u uan ui un uo",
  s: "a ai an ang ao e en eng i ong ou u uan ui un uo",
  y: "a an ang ao e i in ing o ong ou u uan ue un",
  w: "a ai an ang ao ei en eng o u",
};

const SYLLABLES: ReadonlySet<string> = new Set(
  Object.entries(ENDS_AFTER).flatMap(([start, ends]) => ends.split(" ").map((end) => start + end)),
);

/** No syllable of pinyin is longer (zhuang). */
const LONGEST = 6;

/** A Latin word as the fewest pinyin syllables, or null when it is no pinyin. Takes linear time. */
export function pinyinSyllables(word: string): readonly string[] | null {
  if (!/^[a-zü]+$/.test(word)) return null;
  const text = word.replace(/ü/g, "v");
  const fewest: (readonly string[] | null)[] = [[]];
  for (let end = 1; end <= text.length; end += 1) {
    let best: readonly string[] | null = null;
    for (let length = Math.min(LONGEST, end); length >= 1; length -= 1) {
      const before = fewest[end - length];
      const syllable = text.slice(end - length, end);
      if (before == null || !SYLLABLES.has(syllable)) continue;
      if (best === null || before.length + 1 < best.length) best = [...before, syllable];
    }
    fewest.push(best);
  }
  return fewest[text.length] ?? null;
}
