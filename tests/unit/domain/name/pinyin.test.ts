import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PINYIN_SYLLABLE, pinyinSyllables } from "@/domain/name/pinyin";
import hanzi from "@/domain/name/tables/hanzi.json";

describe("pinyin", () => {
  test.each([
    ["maimaiti", ["mai", "mai", "ti"]],
    ["abudureyimu", ["a", "bu", "du", "re", "yi", "mu"]],
    ["tuerxun", ["tu", "er", "xun"]],
    ["zhuang", ["zhuang"]],
    ["xian", ["xian"]],
    ["lüe", ["lve"]],
    ["ali", ["a", "li"]],
  ])("%s divides into the fewest syllables", (word, syllables) => expect(pinyinSyllables(word)).toEqual(syllables));

  test.each(["memet", "tursun", "abdurehim", "gülnar", "ömer", "Ali", "a li", "艾力", "vv"])(
    "%s is no pinyin",
    (word) => {
      expect(pinyinSyllables(word)).toBeNull();
    },
  );

  test("the reading of every character of the table is one syllable", () => {
    for (const reading of Object.keys(hanzi)) expect(pinyinSyllables(reading), reading).toEqual([reading]);
  });

  test("whatever divides is joined again from its syllables, and each has a beginning and an end", () => {
    const letter = fc.constantFrom(...Array.from("aeiouüvnghzcsrbdtyw"));
    const word = fc.oneof(
      fc.string({ unit: letter, maxLength: 12 }),
      fc.array(fc.constantFrom(...Object.keys(hanzi)), { minLength: 1, maxLength: 8 }).map((each) => each.join("")),
    );
    fc.assert(
      fc.property(word, (text) => {
        const syllables = pinyinSyllables(text);
        if (syllables === null) return;
        expect(syllables.join("")).toBe(text.replaceAll("ü", "v"));
        for (const syllable of syllables) expect(syllable).toMatch(PINYIN_SYLLABLE);
      }),
    );
  });

  test("as many syllables as are put together are found, or fewer", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.keys(hanzi)), { minLength: 1, maxLength: 40 }), (readings) => {
        expect(pinyinSyllables(readings.join(""))?.length).toBeLessThanOrEqual(readings.length);
      }),
    );
  });
});
