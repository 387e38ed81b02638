import type { Sounds } from "./sounds";

/** Consonants that are told apart across scripts; what is not here is lost often enough to be left out. */
const SKELETON: Readonly<Record<string, string>> = {
  b: "p",
  p: "p",
  f: "p",
  t: "t",
  d: "t",
  k: "k",
  g: "k",
  q: "k",
  s: "s",
  S: "s",
  $: "s",
  z: "z",
  Z: "z",
  j: "z",
  J: "z",
  c: "c",
  r: "r",
  l: "r",
  m: "m",
  n: "n",
  N: "n",
};

/** What a letter of two sounds may be. */
const EITHER: Readonly<Record<string, readonly [string, string]>> = {
  X: ["", "s"],
  Q: ["k", "c"],
  C: ["z", "k"],
  G: ["", "k"],
};

/** A Chinese h stands for nothing (艾合买提, Exmet) or for q (哈斯木, Qasim; 哈萨克, Qazaq). */
const EITHER_SINITIC: typeof EITHER = { ...EITHER, h: ["", "k"] };

/** More consonants than any part of a name has: what is longer is nonsense, and must not make thousands of keys. */
const LONGEST = 14;

/** The consonants of a reading in coarse classes; two where a letter stands for two sounds. `_` when none is left. */
export function skeletons({ kind, symbols }: Pick<Sounds, "kind" | "symbols">): readonly string[] {
  const two = kind === "sinitic" ? EITHER_SINITIC : EITHER;
  const either = [0, 1].map((choice) =>
    [...symbols]
      .map((symbol, at) =>
        symbol === "w" && at === symbols.length - 1
          ? ["", "p"][choice]
          : (two[symbol]?.[choice] ?? SKELETON[symbol] ?? ""),
      )
      .join("")
      .slice(0, LONGEST),
  );
  return [...new Set(either.map((each) => each || "_"))];
}

const STARTS = new Map<string, readonly string[]>();

/** The class of consonants that a reading begins with, or "" for a vowel and for what may stand for nothing. */
export function startsOf({ kind, symbols }: Sounds): readonly string[] {
  const key = kind.charAt(0) + symbols.charAt(0);
  const known = STARTS.get(key);
  if (known !== undefined) return known;
  const symbol = symbols.charAt(0);
  const two = kind === "sinitic" ? EITHER_SINITIC : EITHER;
  const starts = two[symbol] ?? [SKELETON[symbol] ?? ""];
  STARTS.set(key, starts);
  return starts;
}
