import { align, ideal, readWeights, toPlaces, type Weights } from "./alignment";
import type { Lexicon } from "./lexicon";
import { startsOf } from "./skeleton";
import { partsOf } from "./parts";
import { toSounds, type Sounds } from "./sounds";
import weightsFile from "./tables/weights.json";

const WEIGHTS: Readonly<Record<"native" | "mixed" | "sinitic", Weights>> = {
  native: readWeights(weightsFile.native),
  mixed: readWeights(weightsFile.mixed),
  sinitic: readWeights(weightsFile.sinitic),
};

/**
 * What alignment alone does not see, in the unit of the alignment (nats). Few, coarse, and each for a reason that a
 * reader of names would give; `docs/names.md` says how they were chosen.
 */
export const TERMS = {
  /** What a part says for "the same" when all of its sounds are answered, and the length that says all of it. */
  whole: 14,
  wholeLength: 12,
  /** Both parts are in the lexicon, as spellings of one name (Mamat, 买买提) or of two (Mamat, Mamut). */
  sameName: 3.5,
  otherName: -9,
  /** An ending that comes and goes: -jan, -gül, -bek. */
  ending: -4,
  /** The very same letters, or Chinese characters and the pinyin of them. */
  sameLetters: 0.7,
  samePinyin: 2,
  /** Another consonant at the beginning, which is hardly ever lost or changed. */
  otherStart: -5,
  /** A part that the other name has no answer to. */
  lonePart: -8,
  /** Father's name first. */
  turned: -0.3,
  /** Two parts written as one, or one as two. */
  joined: -1,
};

type Reading = Sounds & {
  readonly places: Uint8Array;
};

/** One part of a name, ready to be compared. */
export type PreparedPart = {
  readonly text: string;
  readonly readings: readonly Reading[];
  /** The readings without an ending that comes and goes, when there is one. */
  readonly stems: readonly Reading[];
  /** The entries of the lexicon that this may be a spelling of. */
  readonly classes: readonly number[];
  /** How many parts it is joined from. */
  readonly span: number;
};

/** A name, ready to be compared. */
export type PreparedName = {
  readonly parts: readonly PreparedPart[];
  /** The same name with neighbouring parts joined: to one part from two, to two from three or four. */
  readonly joined: readonly (readonly PreparedPart[])[];
};

/** Endings that people add to a name and leave away: of tenderness, respect, sex and rank; Russian and Turkish ones. */
const ENDINGS: Readonly<Record<Sounds["kind"], RegExp>> = {
  native:
    /(?<=..)(?:j[aeA]n|g[uUo]l|[xXhk]an|[xXhk]anim|a[xXhk]un|a[xXhk]ond|b[eaE]k|b[eE]g|nisa|haji|qari|o[wf]a?|[eyi]+[wf]a?|oglu|oGli|zade)$/,
  sinitic: /(?<=..)(?:ja[nN]|guli|gur|han|ahoN|bAkA?|nisa|ni\$a|aji|haji)$/,
};

const toReading = (sounds: Sounds): Reading => ({ ...sounds, places: toPlaces(sounds.symbols) });

function toPart(text: string, sounds: readonly Sounds[], lexicon: Lexicon, span = 1): PreparedPart {
  return {
    text,
    span,
    readings: sounds.map(toReading),
    stems: sounds.flatMap(({ kind, symbols }) => {
      const stem = symbols.replace(ENDINGS[kind], "");
      return stem === symbols ? [] : [toReading({ kind, symbols: stem })];
    }),
    classes: lexicon.classesOf(sounds),
  };
}

/** How many prepared parts are kept for a lexicon: parts repeat, from name to name and from search to search. */
const KEPT = 50_000;
const kept = new WeakMap<Lexicon, Map<string, PreparedPart>>();

function partOf(text: string, lexicon: Lexicon): PreparedPart {
  let parts = kept.get(lexicon);
  if (parts === undefined || parts.size >= KEPT) kept.set(lexicon, (parts = new Map<string, PreparedPart>()));
  let part = parts.get(text);
  if (part === undefined) parts.set(text, (part = toPart(text, toSounds(text), lexicon)));
  return part;
}

function join(parts: readonly PreparedPart[], lexicon: Lexicon): PreparedPart {
  const sounds = (["native", "sinitic"] as const).flatMap((kind) => {
    const each = parts.map(({ readings }) => readings.find((reading) => reading.kind === kind)?.symbols);
    return each.includes(undefined) ? [] : [{ kind, symbols: each.join("") }];
  });
  return toPart(parts.map(({ text }) => text).join(""), sounds, lexicon, parts.length);
}

/** Prepares a name to be compared with others. */
export function prepareName(text: string, lexicon: Lexicon): PreparedName {
  return prepareParts(partsOf(text), lexicon);
}

/** Prepares a name of which the parts are known (`partsOf`). */
export function prepareParts(texts: readonly string[], lexicon: Lexicon): PreparedName {
  const parts = texts.map((text) => partOf(text, lexicon));
  const whole = (some: readonly PreparedPart[]) => join(some, lexicon);
  let joined: PreparedName["joined"] | undefined;
  return {
    parts,
    // Few comparisons need it.
    get joined() {
      joined ??=
        parts.length === 2
          ? [[whole(parts)], [whole([...parts].reverse())]]
          : parts.length === 3 || parts.length === 4
            ? parts.slice(1).map((_, at) => [whole(parts.slice(0, at + 1)), whole(parts.slice(at + 1))])
            : [];
      return joined;
    },
  };
}

/**
 * The best of two lists of readings against each other: what a whole part says, less what is lost of it.
 *
 * Loss, and not the likelihood itself, so that two Chinese spellings and a Chinese and a Uyghur one are weighed alike,
 * and so that a long part that fits does not make up for another that does not.
 */
function bestOf(ones: readonly Reading[], others: readonly Reading[], span: number): number {
  let best = -Infinity;
  for (const one of ones)
    for (const other of others) {
      const mixed = one.kind !== other.kind;
      const weights = WEIGHTS[mixed ? "mixed" : one.kind];
      const [first, second] = mixed && one.kind === "sinitic" ? [other.places, one.places] : [one.places, other.places];
      const most = ideal(first, second, weights);
      const score =
        TERMS.whole * Math.min(1, most / TERMS.wholeLength) -
        (most - align(first, second, weights)) / span +
        (startsAlike(one, other) ? 0 : TERMS.otherStart) +
        (one.pinyin !== undefined && one.pinyin === other.pinyin ? TERMS.samePinyin : 0);
      if (score > best) best = score;
    }
  return best;
}

/** Whether two readings begin with one class of consonants; vowels, h and their like may stand for nothing. */
function startsAlike(one: Sounds, other: Sounds): boolean {
  const starts = startsOf(one);
  return startsOf(other).some((start) => starts.includes(start));
}

/** How much two parts say for being spellings of one name; below zero they speak against it. */
export function partLikeness(one: PreparedPart, other: PreparedPart): number {
  // Two parts written as one may lose what two parts lose.
  const span = one.span === other.span ? 1 : Math.max(one.span, other.span);
  let score = bestOf(one.readings, other.readings, span);
  if (one.stems.length > 0 || other.stems.length > 0) {
    const stem = Math.max(bestOf(one.stems, other.readings, span), bestOf(one.readings, other.stems, span));
    score = Math.max(score, stem + TERMS.ending);
  }
  if (one.text === other.text) score += TERMS.sameLetters;
  if (one.classes.length === 0 || other.classes.length === 0) return score;
  // However far apart they sound, spellings of one name do not speak against each other.
  if (one.classes.some((each) => other.classes.includes(each))) return Math.max(0, score + TERMS.sameName);
  return score + TERMS.otherName;
}

/** How two parts are weighed: `partLikeness`, or one that remembers. */
export type PartWeigher = (one: PreparedPart, other: PreparedPart) => number;

/**
 * How much two names say for being one person's: the best assignment of parts to parts in any order, with neighbours
 * joined where that fits better. Symmetric but for the order of what is lost and gained. Bounded by six parts each.
 */
export function nameLikeness(one: PreparedName, other: PreparedName, weigh: PartWeigher = partLikeness): number {
  if (one.parts.length === 0 || other.parts.length === 0) return -Infinity;
  let best = assign(one.parts, other.parts, weigh);
  const fewer = Math.min(one.parts.length, other.parts.length);
  const consider = (ones: readonly PreparedPart[], others: readonly PreparedPart[]) => {
    if (!alikeInLength(ones, others)) return;
    best = Math.max(best, assign(ones, others, weigh) + TERMS.joined);
  };
  if (one.parts.length !== other.parts.length) {
    for (const parts of one.joined) if (one.parts.length > fewer) consider(parts, other.parts);
    for (const parts of other.joined) if (other.parts.length > fewer) consider(one.parts, parts);
  } else if (fewer === 2 && best < TERMS.whole) {
    for (const parts of one.joined) for (const others of other.joined) consider(parts, others);
  }
  return best;
}

/** Whether two names are near enough in length to be one that is parted elsewhere: nothing is lost by the parting. */
function alikeInLength(ones: readonly PreparedPart[], others: readonly PreparedPart[]): boolean {
  const length = (parts: readonly PreparedPart[]) =>
    parts.reduce((sum, { readings: [reading] }) => sum + (reading?.symbols.length ?? 0), 0);
  const [a, b] = [length(ones), length(others)];
  return Math.abs(a - b) <= 0.4 * Math.max(a, b);
}

function assign(ones: readonly PreparedPart[], others: readonly PreparedPart[], weigh: PartWeigher): number {
  const scores = ones.map((one) => others.map((other) => weigh(one, other)));
  const taken = new Array<boolean>(others.length).fill(false);
  const step = (at: number, last: number, used: number): number => {
    if (at === ones.length) return (others.length - used) * TERMS.lonePart;
    let best = TERMS.lonePart + step(at + 1, last, used);
    for (let to = 0; to < others.length; to += 1) {
      if (taken[to] === true) continue;
      taken[to] = true;
      const score = (scores[at]?.[to] ?? 0) + (to < last ? TERMS.turned : 0) + step(at + 1, to, used + 1);
      taken[to] = false;
      if (score > best) best = score;
    }
    return best;
  };
  return step(0, -1, 0);
}
