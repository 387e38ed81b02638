import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { partsOf } from "@/domain/name/parts";

describe("a name in its parts", () => {
  test.each([
    ["scripts part", "艾力Ali", ["艾力", "ali"]],
    ["every kind of dot parts", "吐尔逊·艾力．买买提•古丽", ["吐尔逊", "艾力", "买买提", "古丽"]],
    ["a hyphen parts", "Abdu-rehim", ["abdu", "rehim"]],
    ["software that writes surnames in capitals glues", "JIAPAERGuli", ["jiapaer", "guli"]],
    ["a capital inside a word begins a part", "MemetTursun", ["memet", "tursun"]],
    ["capitals alone are one part", "TURSUN", ["tursun"]],
    ["an initial is a part", "A. Tursun", ["a", "tursun"]],
    ["İ is i", "İlham", ["ilham"]],
    ["wide letters are letters", "Ａｌｉ", ["ali"]],
    ["presentation forms are letters", "\uFE8E\uFEF3", ["اي"]],
    ["tatweel, joiners and signs of direction are nothing", "ئـا\u200Cي\u202E", ["ئاي"]],
    ["a decomposed letter is its letter", "Gu\u0308lnar", ["gülnar"]],
    ["digits and signs are no part", "Memet 1985 (?)", ["memet"]],
    ["nothing is nothing", " ·-1 ", []],
  ])("%s: %s", (_, name, parts) => expect(partsOf(name)).toEqual(parts));

  test.each(["'", "’", "‘", "ʼ", "ʻ", "`", "´", "ʾ", '"'])("the apostrophe %s joins", (apostrophe) => {
    expect(partsOf(`Es${apostrophe}et`)).toEqual(["eset"]);
  });

  test.each([
    ["Memet Haji", ["memet"]],
    ["Dr. Rehile Hajim", ["rehile"]],
    ["Abdulla qari Damolla", ["abdulla"]],
    ["Haji", ["haji"]],
    ["Qari Hajim", ["qari", "hajim"]],
  ])("titles are dropped unless nothing else is left: %s", (name, parts) => expect(partsOf(name)).toEqual(parts));

  test.each([
    ["Cyrillic А", "Аli", ["ali"]],
    ["Cyrillic М", "Мemet", ["memet"]],
    ["Cyrillic Т and К", "ТurdiКari", ["turdi"]],
    ["Cyrillic Н and В", "НaВib", ["habib"]],
    ["Greek Μ and Α", "ΜAHIRΑ", ["mahira"]],
    ["Cyrillic ә and ө among older Latin", "Mәmәt Өmәr", ["məmət", "ɵmər"]],
    ["Latin ə and ɵ among Cyrillic", "Əхмəт Ɵмəрҗан", ["әхмәт", "өмәрҗан"]],
    ["Latin a, e, o among Cyrillic", "Мeмeт Toхти", ["мемет", "тохти"]],
  ])("a look-alike is the letter of the script around it: %s", (_, name, parts) => {
    expect(partsOf(name)).toEqual(parts);
  });

  test("at most six parts are looked at, and 200 letters", () => {
    expect(partsOf("a b c d e f g h")).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect(partsOf("a".repeat(500))).toEqual(["a".repeat(200)]);
  });

  test("any string has at most six parts, each lower case and in one script", () => {
    const unit = fc.constantFrom("binary" as const, "grapheme" as const);
    const letter = fc.constantFrom(...Array.from("aMëƏкАїھئ买爾·-' 1\u0308\u200f\ud800"));
    const text = fc.oneof(
      unit.chain((each) => fc.string({ unit: each, maxLength: 300 })),
      fc.string({ unit: letter, maxLength: 300 }),
    );
    fc.assert(
      fc.property(text, (name) => {
        const parts = partsOf(name);
        expect(parts.length).toBeLessThanOrEqual(6);
        for (const part of parts) {
          expect(part).toMatch(
            /^(\p{Script=Han}+|[\p{Script=Arabic}\p{M}]+|\p{Script=Cyrillic}+|(\p{Script=Latin}\p{M}*)+)$/u,
          );
          expect(part).toBe(part.toLowerCase());
        }
      }),
      { numRuns: 500 },
    );
  });
});
