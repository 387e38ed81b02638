import { type DuplicateEvidence, duplicateEvidence, type DuplicateFacts, SHOWN } from "@/domain/duplicate";
import type { Lexicon } from "@/domain/name/lexicon";
import { prepareName } from "@/domain/name/likeness";
import { nameNumbers } from "@/domain/search-entry";

/** How many rows of one key are kept, and how many rows that share keys with another are weighed. */
const KEPT = 200;
const WEIGHED = 100;

/** What is found by: the name as a whole and each part of it, by the keys of the search index; and other lists' numbers. */
function keysOf(facts: DuplicateFacts, lexicon: Lexicon): ReadonlySet<number | string> {
  const keys = new Set<number | string>(facts.numbers);
  for (const text of facts.names) {
    const name = prepareName(text, lexicon);
    const { same, near } = nameNumbers(name);
    for (const key of [...same, ...near]) keys.add(key);
    for (const part of name.parts) for (const key of nameNumbers({ parts: [part], joined: [] }).same) keys.add(key);
  }
  return keys;
}

/** The rows of one batch that wait for review: no search finds them, and two of them may be of one person. */
export class WaitingRows {
  readonly #rows = new Map<number, DuplicateFacts>();
  readonly #byKey = new Map<number | string, number[]>();

  /** Keeps a row, to be found by later ones. */
  add(row: number, facts: DuplicateFacts, lexicon: Lexicon): void {
    this.#rows.set(row, facts);
    for (const key of keysOf(facts, lexicon)) {
      const rows = this.#byKey.get(key);
      if (rows === undefined) this.#byKey.set(key, [row]);
      else if (rows.length < KEPT) rows.push(row);
    }
  }

  /** The rows so far that may be of the same person, the most probable first. Bounded work, however many there are. */
  find(facts: DuplicateFacts, lexicon: Lexicon): (DuplicateEvidence & { readonly row: number })[] {
    const shared = new Map<number, number>();
    for (const key of keysOf(facts, lexicon))
      for (const row of this.#byKey.get(key) ?? []) shared.set(row, (shared.get(row) ?? 0) + 1);
    return [...shared]
      .sort(([a, one], [b, other]) => other - one || a - b)
      .slice(0, WEIGHED)
      .flatMap(([row]) => {
        const known = this.#rows.get(row);
        return known === undefined ? [] : [{ row, ...duplicateEvidence(facts, known, lexicon) }];
      })
      .filter(({ probability }) => probability >= SHOWN)
      .sort((a, b) => b.probability - a.probability || a.row - b.row);
  }
}
