import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CandidateKeys, candidateKeys, prefixesOf, skeletonsOf } from "@/domain/name/keys";
import { SHIPPED_LEXICON } from "@/domain/name/lexicon";
import { prepareName, prepareParts } from "@/domain/name/likeness";

const keysOf = (name: string) => candidateKeys(prepareName(name, SHIPPED_LEXICON));
const keysOfParts = (parts: readonly string[]) => candidateKeys(prepareParts(parts, SHIPPED_LEXICON));

function share(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((key) => other.has(key));
}

const missing = (some: ReadonlySet<string>, all: ReadonlySet<string>) => [...some].filter((key) => !all.has(key));

/** What a name is found by when the exact name is not asked for. */
const loose = ({ near, wide }: CandidateKeys) => new Set([...near, ...wide]);

/** A syllable of a consonant that is told apart and a vowel. */
const syllable = fc
  .tuple(fc.constantFrom(...Array.from("bptdkgszrlmn")), fc.constantFrom(...Array.from("aeiou")))
  .map((each) => each.join(""));
const part = fc.array(syllable, { minLength: 3, maxLength: 5 }).map((each) => each.join(""));
const spelling = fc.constantFrom(
  ..."memet mamat tursun abdurehim xelil qadir gülnar erkinjan 买买提 吐尔逊 古丽 مەمەت Һәсән maimaiti".split(" "),
);

describe("the keys of a name", () => {
  test("are few, whatever two hundred letters somebody types", () => {
    const letters = fc.string({
      unit: fc.constantFrom(" ", " ", ..."x q c g X Q j h t r s ' é ı ş ب ر س 买 提 吐".split(" ")),
      minLength: 150,
      maxLength: 200,
    });
    fc.assert(
      fc.property(letters, (name) => {
        const { same, near, wide } = keysOf(name);
        expect(same.size + near.size + wide.size).toBeLessThan(2500);
      }),
    );
    const { wide } = keysOf(`${"xqcg".repeat(12)} `.repeat(4));
    expect(wide.size).toBeLessThan(1000);
  });

  test("do not depend on the order of two parts", () => {
    fc.assert(
      fc.property(fc.oneof(part, spelling), fc.oneof(part, spelling), (one, other) => {
        expect(keysOfParts([one, other])).toEqual(keysOfParts([other, one]));
      }),
    );
  });

  test("of more parts include those of every two of them, in any order", () => {
    const parts = fc.array(fc.oneof(part, spelling), { minLength: 3, maxLength: 6 });
    fc.assert(
      fc.property(parts, fc.nat(), fc.nat(), (all, first, second) => {
        const [one, other] = [all[first % all.length]!, all[second % all.length]!];
        fc.pre(first % all.length !== second % all.length);
        const { same, near, wide } = keysOfParts(all);
        const pair = keysOfParts([other, one]);
        expect(missing(pair.same, same)).toEqual([]);
        // The whole name in one, with "=" before it, is of the parts in their order.
        expect(missing(pair.near, near).filter((key) => !key.startsWith("="))).toEqual([]);
        expect(missing(pair.wide, wide)).toEqual([]);
      }),
    );
  });

  test("share one with the same name less a consonant, whichever part has lost it", () => {
    fc.assert(
      fc.property(part, part, fc.nat(), fc.boolean(), (one, other, at, swapped) => {
        const lost = (at % (one.length / 2)) * 2;
        const damaged = one.slice(0, lost) + one.slice(lost + 1);
        const whole = loose(keysOfParts([one, other]));
        expect(share(whole, loose(keysOfParts(swapped ? [other, damaged] : [damaged, other])))).toBe(true);
      }),
    );
  });

  test.each([
    ["ئابدۇرېھىم ھېيت", "Heyit Abdurehim"],
    ["阿不都热依木·艾依提", "Abdurehim Heyit"],
    ["Abudureyimu Aiyiti", "Абдуреһим Һейит"],
    ["买买提·吐尔逊", "Mamat Tursun"],
    ["Erkinjan Tursun", "Erkin Tursun"],
    ["Xelil Qadir", "خەلىل قادىر"],
    ["Şirmemet Çimen", "شىرمەمەت چىمەن"],
    ["Abdu Rehim Heyit", "Abdurehim Heyit"],
    ["Abdurehimheyit", "Heyit Abdurehim"],
  ])("find a name in another spelling: %s and %s", (one, other) => {
    expect(share(loose(keysOf(one)), loose(keysOf(other)))).toBe(true);
  });

  test("are the same for spellings that are one name by the lexicon or sound by sound", () => {
    expect(share(keysOf("买买提·吐尔逊").same, keysOf("Tursun Mamat").same)).toBe(true);
    expect(share(keysOf("Zalbek Ƣalmas").same, keysOf("غالماس زالبەك").same)).toBe(true);
  });

  test("do not bring every Tursun with every other", () => {
    expect(share(loose(keysOf("Adil Tursun")), loose(keysOf("Perhat Tursun")))).toBe(false);
  });

  test("are few for a name that people have, and bounded for any string", () => {
    const count = ({ same, near, wide }: CandidateKeys) => same.size + near.size + wide.size;
    for (const name of ["Abdurehim Heyit", "阿不都热依木·艾依提", "Mihrigul Abdurehim Tursun"])
      expect(count(keysOf(name)), name).toBeLessThan(300);

    const ending = fc.constantFrom("jan", "gul", "guli", "han", "");
    const longPart = fc
      .tuple(fc.array(fc.constantFrom(..."qi xi ka ge ha gu shi ti e ج غ к 喀".split(" ")), { maxLength: 100 }), ending)
      .map(([syllables, end]) => syllables.join("") + end);
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.array(longPart, { maxLength: 8 }).map((parts) => parts.join(" ")),
    );
    fc.assert(fc.property(text, (name) => count(keysOf(name)) < 20_000));
  });

  test("of a name without parts bring no name that has consonants", () => {
    for (const name of ["Abdurehim Heyit", "Tursun", "阿不都热依木·艾依提"])
      expect(share(loose(keysOf("·")), loose(keysOf(name)))).toBe(false);
  });
});

describe("the beginnings of a part", () => {
  const prefixes = (name: string) => prepareName(name, SHIPPED_LEXICON).parts.flatMap(prefixesOf);

  test("are two to six letters without marks; of Chinese, one to six characters", () => {
    expect(prefixes("Gülnarxan")).toEqual(["gu", "gul", "guln", "gulna", "gulnar"]);
    expect(prefixes("买买提")).toEqual(["买", "买买", "买买提"]);
    expect(prefixes("A")).toEqual([]);
  });
});

describe("the consonants of a part", () => {
  test("are told with an ending that comes and goes and without it", () => {
    const [part] = prepareName("Erkinjan", SHIPPED_LEXICON).parts;
    expect(skeletonsOf(part!)).toEqual(["rknzn", "rkn"]);
  });
});
