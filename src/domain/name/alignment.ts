import type { Sounds } from "./sounds";

/** Every symbol of `Sounds`; the place of a symbol here is its row and column in a table of weights. */
export const SYMBOLS: string = "aeEioOuUbpdtkgqGxhXsSzZJjcCQrlmnNywf$A";

const SIZE = SYMBOLS.length;
const PLACE = new Map([...SYMBOLS].map((symbol, place) => [symbol, place]));

/** Which two kinds of reading stand against each other; `mixed` has the native one first. */
export type Pairing = "native" | "mixed" | "sinitic";

/**
 * What it says for or against "the same name" that one symbol stands for another, or stands alone, in nats: the
 * logarithm of how much oftener it happens in two spellings of one name than by chance.
 */
export type Weights = {
  /** `SIZE * SIZE` numbers, row by row. */
  readonly match: Float64Array;
  /** A symbol of the first reading that nothing of the second answers to. */
  readonly lost: Float64Array;
  /** A symbol of the second reading that nothing of the first answers to. */
  readonly gained: Float64Array;
  /** For each symbol of the first and of the second reading, the most that it can say. */
  readonly most: readonly [Float64Array, Float64Array];
};

/** A table of weights as the file keeps it: hundredths of a nat by pair of symbols, and what all other pairs have. */
export type WeightsFile = {
  readonly match: Readonly<Record<string, number>>;
  readonly lost: Readonly<Record<string, number>>;
  readonly gained: Readonly<Record<string, number>>;
  readonly other: number;
};

/** Unpacks a table of weights. */
export function readWeights(file: WeightsFile): Weights {
  const gaps = (by: Readonly<Record<string, number>>) =>
    Float64Array.from([...SYMBOLS].map((symbol) => (by[symbol] ?? file.other) / 100));
  const match = new Float64Array(SIZE * SIZE).fill(file.other / 100);
  for (const [pair, weight] of Object.entries(file.match)) {
    const row = PLACE.get(pair[0] ?? "");
    const column = PLACE.get(pair[1] ?? "");
    if (row !== undefined && column !== undefined) match[row * SIZE + column] = weight / 100;
  }
  const lost = gaps(file.lost);
  const gained = gaps(file.gained);
  const most = (gap: Float64Array, at: (symbol: number, other: number) => number) =>
    gap.map((alone, symbol) => {
      let best = alone;
      for (let other = 0; other < SIZE; other += 1) best = Math.max(best, match[at(symbol, other)] ?? 0);
      return best;
    });
  return {
    match,
    lost,
    gained,
    most: [
      most(lost, (symbol, other) => symbol * SIZE + other),
      most(gained, (symbol, other) => other * SIZE + symbol),
    ],
  };
}

/** What two readings would say if all of either was answered in the best way: the measure of what is lost. */
export function ideal(one: Uint8Array, other: Uint8Array, { most: [first, second] }: Weights): number {
  let sum = 0;
  for (const symbol of one) sum += first[symbol] as number;
  for (const symbol of other) sum += second[symbol] as number;
  return sum / 2;
}

/** A reading as places in the table of weights. */
export function toPlaces(symbols: string): Uint8Array {
  return Uint8Array.from([...symbols].flatMap((symbol) => PLACE.get(symbol) ?? []));
}

/** Which table two readings are weighed by, and whether they have to change places for it. */
export function pairingOf(one: Sounds, other: Sounds): { readonly pairing: Pairing; readonly turned: boolean } {
  if (one.kind === other.kind) return { pairing: one.kind, turned: false };
  return { pairing: "mixed", turned: one.kind === "sinitic" };
}

let above = new Float64Array(64);
let below = new Float64Array(64);

/**
 * How much the best alignment of two readings says for one name, in nats; below zero it says against. Takes time in the
 * product of the lengths (Needleman and Wunsch, 1970, with learned weights).
 */
export function align(one: Uint8Array, other: Uint8Array, { match, lost, gained }: Weights): number {
  const width = other.length + 1;
  if (above.length < width) {
    above = new Float64Array(width * 2);
    below = new Float64Array(width * 2);
  }
  above[0] = 0;
  for (let column = 1; column < width; column += 1)
    above[column] = (above[column - 1] as number) + (gained[other[column - 1] as number] as number);
  for (let row = 0; row < one.length; row += 1) {
    const symbol = one[row] as number;
    const loss = lost[symbol] as number;
    const base = symbol * SIZE;
    below[0] = (above[0] as number) + loss;
    for (let column = 1; column < width; column += 1) {
      const second = other[column - 1] as number;
      let best = (above[column - 1] as number) + (match[base + second] as number);
      const up = (above[column] as number) + loss;
      if (up > best) best = up;
      const left = (below[column - 1] as number) + (gained[second] as number);
      if (left > best) best = left;
      below[column] = best;
    }
    [above, below] = [below, above];
  }
  return above[width - 1] as number;
}
