import type { Orthography, Script } from "../codes";
import { SHIPPED_ENTRIES } from "./lexicon";
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

/**
 * The same name in the writings that nobody has given: shown as made, or offered, and a name of the record only when a
 * person says so.
 *
 * `names` are spellings of one name, the surest first; a writing that one of them yields is not made again from the
 * next. A spelling that is among `written` is left out. The rules and the lexicon know Uyghur names: for a person of
 * another people there is none.
 */
export function otherWritings(
  names: readonly string[],
  { written, ethnicity }: { written: readonly string[]; ethnicity: string | null },
): OtherWriting[] {
  if (ethnicity !== null && ethnicity !== "uyghur" && ethnicity !== "unknown") return [];
  const made = new Set<SpellingProposal["writing"]>();
  const there = new Set([...names, ...written].map(sameness));
  return names.flatMap((name) => {
    const proposals = proposeSpellings(name, SHIPPED_ENTRIES).filter((proposal) => !made.has(proposal.writing));
    for (const proposal of proposals) made.add(proposal.writing);
    return proposals.flatMap((proposal) => {
      const same = sameness(proposal.text);
      if (there.has(same)) return [];
      there.add(same);
      return [{ ...proposal, script: SCRIPTS_OF[proposal.writing], orthography: proposal.writing }];
    });
  });
}
