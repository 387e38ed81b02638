import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SYMBOLS } from "@/domain/name/alignment";
import { skeletons, startsOf } from "@/domain/name/skeleton";
import { type Sounds, toSounds } from "@/domain/name/sounds";

const bonesOf = (part: string) => [...new Set(toSounds(part).flatMap(skeletons))];

describe("the consonants of a reading", () => {
  test.each([
    ["abdurehim", "ptrm"],
    ["阿不都热依木", "ptrm"],
    ["abudureyimu", "ptrm"],
    ["abdürrehim", "ptrm"],
    ["ئابدۇرېھىم", "ptrm"],
    ["абдуреһим", "ptrm"],
    ["memet", "mmt"],
    ["买买提", "mmt"],
    ["tursun", "trsn"],
    ["吐尔逊", "trsn"],
  ])("%s keeps %s in every script", (part, bones) => expect(bonesOf(part)).toContain(bones));

  test.each([
    ["x is lost, or sh", "xelil", ["rr", "srr"]],
    ["q is k, or ch", "qadir", ["ktr", "ctr"]],
    ["c is j, or k", "cemal", ["zmr", "kmr"]],
    ["gh is lost, or k", "غالىب", ["rp", "krp"]],
    ["a w at the end is lost, or b", "زۇنۇنۋ", ["znn", "znnp"]],
    ["a Chinese h is lost, or q", "哈斯木", ["sm", "ksm"]],
    ["vowels alone are no consonants", "eyu", ["_"]],
  ])("%s", (_, part, bones) => expect(bonesOf(part)).toEqual(bones));

  test("are one or two skeletons, never an empty one, no longer than the reading", () => {
    const symbols = fc.string({ unit: fc.constantFrom(...SYMBOLS), maxLength: 20 });
    fc.assert(
      fc.property(fc.constantFrom("native" as const, "sinitic" as const), symbols, (kind, text) => {
        const both = skeletons({ kind, symbols: text });
        expect([1, 2]).toContain(both.length);
        expect(new Set(both).size).toBe(both.length);
        for (const bones of both) {
          expect(bones).toMatch(/^(_|[ptkszcrmn]+)$/);
          expect(bones.length).toBeLessThanOrEqual(Math.max(1, text.length));
        }
      }),
    );
  });
});

describe("the beginning of a reading", () => {
  const starts = (kind: Sounds["kind"], symbols: string) => startsOf({ kind, symbols });

  test("is a class of consonants, or nothing for a vowel and for what is often lost", () => {
    expect(starts("native", "bari")).toEqual(["p"]);
    expect(starts("native", "pari")).toEqual(["p"]);
    expect(starts("native", "ali")).toEqual([""]);
    expect(starts("native", "hesen")).toEqual([""]);
    expect(starts("native", "")).toEqual([""]);
  });

  test("is either of two for a letter of two sounds; a Chinese h may be q", () => {
    expect(starts("native", "Xelil")).toEqual(["", "s"]);
    expect(starts("native", "Qadir")).toEqual(["k", "c"]);
    expect(starts("sinitic", "hasim")).toEqual(["", "k"]);
    expect(starts("native", "hesen")).toEqual([""]);
  });
});
