import type { MatchReason } from "../codes";
import { nameLikeness, partLikeness, type PreparedName, type PreparedPart, TERMS } from "./likeness";
import { toSearchText } from "./search-text";

/** From here on two parts are told to readers as one name with the same sounds. */
const SAME_SOUNDS = TERMS.whole - 5;

function sameReading(one: PreparedPart, other: PreparedPart): boolean {
  return one.readings.some(({ kind, symbols }) =>
    other.readings.some((reading) => reading.kind === kind && reading.symbols === symbols),
  );
}

/**
 * Why a stored spelling answers what somebody typed: the plainest true reason, for people to read. `texts` are the two
 * as they are written; `names` the same two prepared.
 */
export function matchReason(
  [typed, stored]: readonly [string, string],
  [one, other]: readonly [PreparedName, PreparedName],
): MatchReason {
  if (toSearchText(typed) === toSearchText(stored)) {
    if (scriptOf(typed) !== scriptOf(stored)) return "other_script";
    return letters(typed) === letters(stored) ? "same_spelling" : "same_sounds";
  }
  if (one.parts.length < other.parts.length) {
    const whole = one.parts.length === 1 && nameLikeness(one, other) > TERMS.lonePart + SAME_SOUNDS;
    if (
      whole &&
      other.joined.some(
        (parts) => parts.length === 1 && sameReading(parts[0] as PreparedPart, one.parts[0] as PreparedPart),
      )
    )
      return "joined";
    return "part_of_name";
  }
  if (one.parts.length > other.parts.length) return "similar_spelling";
  const straight = one.parts.map((part, at) => partLikeness(part, other.parts[at] as PreparedPart));
  const turned = one.parts.map((part, at) =>
    partLikeness(part, other.parts[other.parts.length - 1 - at] as PreparedPart),
  );
  const sum = (scores: readonly number[]) => scores.reduce((all, score) => all + score, 0);
  const back = sum(turned) > sum(straight);
  const pairs = one.parts.map(
    (part, at) => [part, other.parts[back ? other.parts.length - 1 - at : at] as PreparedPart] as const,
  );
  const scores = back ? turned : straight;
  if (scores.some((score) => score < SAME_SOUNDS)) {
    const stems = ([a, b]: readonly [PreparedPart, PreparedPart]) =>
      a.stems.length > 0 !== b.stems.length > 0 && partLikeness(a, b) > TERMS.ending;
    const weak = pairs.filter((_, at) => (scores[at] ?? 0) < SAME_SOUNDS);
    return weak.every(stems) ? "ending" : "similar_spelling";
  }
  if (back) return "other_order";
  // A title counts for nothing, and is written all the same.
  if (typed.trim().split(/\s+/u).length < stored.split(/\s+/u).length && letters(stored).includes(letters(typed)))
    return "part_of_name";
  if (pairs.some(([a, b]) => !sameReading(a, b) && a.classes.some((each) => b.classes.includes(each))))
    return pairs.every(([a, b]) => scriptOf(a.text) !== scriptOf(b.text)) ? "same_sounds" : "same_name";
  return "same_sounds";
}

/** The letters alone, without marks, case and what stands between them. */
function letters(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}]/gu, "");
}

function scriptOf(text: string): string {
  if (/\p{Script=Han}/u.test(text)) return "Han";
  if (/\p{Script=Arabic}/u.test(text)) return "Arab";
  return /\p{Script=Cyrillic}/u.test(text) ? "Cyrl" : "Latn";
}
