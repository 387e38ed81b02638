import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { align, ideal, pairingOf, readWeights, SYMBOLS, toPlaces, type WeightsFile } from "@/domain/name/alignment";
import file from "@/domain/name/tables/weights.json";

const PAIRINGS = ["native", "mixed", "sinitic"] as const;

const reading = fc.string({ unit: fc.constantFrom(...SYMBOLS), maxLength: 20 }).map(toPlaces);
const pairing = fc.constantFrom(...PAIRINGS);

/** The table by which the second reading stands first. */
function turn({ match, lost, gained, other }: WeightsFile): WeightsFile {
  const turned = Object.entries(match).map(([pair, weight]) => [[...pair].reverse().join(""), weight] as const);
  return { match: Object.fromEntries(turned), lost: gained, gained: lost, other };
}

describe("the alignment of two readings", () => {
  test("says the same when both change places and the table is turned", () => {
    fc.assert(
      fc.property(pairing, reading, reading, (which, one, other) => {
        const turned = align(other, one, readWeights(turn(file[which])));
        expect(align(one, other, readWeights(file[which]))).toBeCloseTo(turned, 9);
      }),
    );
  });

  test("needs no turned table for two readings of one kind", () => {
    for (const which of ["native", "sinitic"] as const) expect(turn(file[which])).toEqual(file[which]);
  });

  test("is never better than the ideal", () => {
    fc.assert(
      fc.property(pairing, reading, reading, (which, one, other) => {
        const weights = readWeights(file[which]);
        expect(align(one, other, weights)).toBeLessThanOrEqual(ideal(one, other, weights) + 1e-9);
      }),
    );
  });

  test("is never worse than to answer nothing with anything, and says nothing of nothing", () => {
    fc.assert(
      fc.property(pairing, reading, reading, (which, one, other) => {
        const weights = readWeights(file[which]);
        const apart = align(one, toPlaces(""), weights) + align(toPlaces(""), other, weights);
        expect(align(one, other, weights)).toBeGreaterThanOrEqual(apart - 1e-9);
        expect(align(toPlaces(""), toPlaces(""), weights)).toBe(0);
      }),
    );
  });

  test("adds up the weights of the best answers", () => {
    const weights = readWeights({ match: { bb: 200, bp: 100 }, lost: { a: -50 }, gained: { i: -70 }, other: -400 });
    expect(align(toPlaces("b"), toPlaces("b"), weights)).toBe(2);
    expect(align(toPlaces("ab"), toPlaces("pi"), weights)).toBeCloseTo(-0.5 + 1 - 0.7, 9);
    expect(align(toPlaces("b"), toPlaces("m"), weights)).toBe(-4);
    expect(ideal(toPlaces("b"), toPlaces("b"), weights)).toBe(2);
  });

  test("takes memory in the length of a reading, not in the product of both", () => {
    const weights = readWeights(file.native);
    const long = toPlaces("abdurehim".repeat(500));
    const before = process.memoryUsage().arrayBuffers;
    expect(align(long, long, weights)).toBeGreaterThan(0);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(long.length * 200);
  });

  test("does not remember what was aligned before", () => {
    const weights = readWeights(file.native);
    fc.assert(
      fc.property(reading, reading, reading, (one, other, between) => {
        const first = align(one, other, weights);
        align(between, between, weights);
        expect(align(one, other, weights)).toBe(first);
      }),
    );
  });
});

test("a native and a Chinese reading are weighed with the native one first", () => {
  const native = { kind: "native", symbols: "memet" } as const;
  const sinitic = { kind: "sinitic", symbols: "mamati" } as const;
  expect(pairingOf(native, native)).toEqual({ pairing: "native", turned: false });
  expect(pairingOf(native, sinitic)).toEqual({ pairing: "mixed", turned: false });
  expect(pairingOf(sinitic, native)).toEqual({ pairing: "mixed", turned: true });
  expect(pairingOf(sinitic, sinitic)).toEqual({ pairing: "sinitic", turned: false });
});

test("a symbol that no table has is passed over", () => {
  expect([...toPlaces("a?b")]).toEqual([...toPlaces("ab")]);
});
