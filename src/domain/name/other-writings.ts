import type { Orthography, Script } from "../codes";
import { SHIPPED_ENTRIES } from "./lexicon";
import { detectScript } from "./script";
import { proposeSpellings, sameness, type SpellingProposal } from "./transliterate";

/** A spelling that nobody has written: made by rule, or put together from the lexicon. */
export type OtherWriting = SpellingProposal & {
  readonly script: Script;
  readonly orthography: Orthography;
};

const SCRIPTS_OF = {
  uey: "Arab",
  uly: "Latn",
  usy: "Cyrl",
  hanzi: "Hans",
  pinyin: "Latn",
} as const satisfies Record<SpellingProposal["writing"], Script>;

/** Which writing a script stands for where only one comes into question. Latin letters may be ULY, pinyin or neither. */
const WRITING_OF: Readonly<Partial<Record<Script, SpellingProposal["writing"]>>> = {
  Arab: "uey",
  Cyrl: "usy",
  Hans: "hanzi",
};

/**
 * The same name in the writings that nobody has given: shown as made, or offered, and a name of the record only when a
 * person says so.
 *
 * `names` are spellings of one name, the surest first; a writing that one of them is in or yields is not made again from
 * the next. A spelling that is among `written` is left out. The rules and the lexicon know Uyghur names: for a person of
 * another people there is none.
 *
 * `judged` says that somebody who knows the name will look at each. Otherwise nothing is made by rule from Latin letters
 * that may only lack their marks: Heyit for Hëyit would give a wrong name in both other writings.
 */
export function otherWritings(
  names: readonly string[],
  { written, ethnicity, judged }: { written: readonly string[]; ethnicity: string | null; judged: boolean },
): OtherWriting[] {
  if (ethnicity !== null && ethnicity !== "uyghur" && ethnicity !== "unknown") return [];
  const done = new Set(names.map((name) => WRITING_OF[detectScript(name)]));
  const there = new Set([...names, ...written].map(sameness));
  return names.flatMap((name) => {
    const sure = judged || !mayLackMarks(name);
    const proposals = proposeSpellings(name, SHIPPED_ENTRIES).filter(
      (proposal) => !done.has(proposal.writing) && (sure || proposal.by !== "rule"),
    );
    for (const proposal of proposals) done.add(proposal.writing);
    return proposals.flatMap((proposal) => {
      const same = sameness(proposal.text);
      if (there.has(same)) return [];
      there.add(same);
      return [{ ...proposal, script: SCRIPTS_OF[proposal.writing], orthography: proposal.writing }];
    });
  });
}

/** Whether e, o or u may stand for ë, ö or ü: a name in Latin letters that has such letters and none with a mark. */
function mayLackMarks(name: string): boolean {
  return detectScript(name) === "Latn" && /[eou]/iu.test(name) && !/[ëéöü]/iu.test(name.normalize("NFC"));
}
