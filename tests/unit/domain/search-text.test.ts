import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hanziReading, toSearchText } from "@/domain/name/search-text";

/** Likeness of two keys as pg_trgm measures it: shared trigrams of padded words. */
function similarity(one: string, other: string): number {
  const trigrams = (text: string): Set<string> =>
    new Set(
      text.split(" ").flatMap((word) => {
        const padded = `  ${word} `;
        return Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3));
      }),
    );
  const [a, b] = [trigrams(one), trigrams(other)];
  const shared = [...a].filter((trigram) => b.has(trigram)).length;
  return shared / (a.size + b.size - shared);
}

describe("the search key of a name", () => {
  test.each([
    ["Gülnar  TURSUN", "gulnar tursun"],
    ["ئابدۇرېھىم ھېيت", "abdurehim heit"],
    ["Абдуреһим Һейт", "abdurehim heit"],
    ["Abduréhim Héyt", "abdurehim heyt"],
    ["Es'et", "eset"],
    ["Es\u2019et", "eset"],
    ["Es\u02beet", "eset"],
    ["Es\u00b4et", "eset"],
    ["Mehmet-Emin", "mehmet emin"],
    ["ⱪadir", "qadir"],
    ["\uFE8E\uFEF3", "ai"],
    ["ئـا\u200Cي\u202E", "ai"],
    ["ئايگۈل", "aigul"],
    ["Ilham\u00b7Toxti", "ilham toxti"],
    ["ΜAHIRΑ", "mahira"],
    ["Abdürrehim Heyit", "abdurrehim heyit"],
    ["Şöhret", "shohret"],
  ])("%s is %s", (name, key) => expect(toSearchText(name)).toBe(key));

  test("keyboards that lack Uyghur letters lead to the same key", () => {
    expect(toSearchText("ئەركىن")).toBe(toSearchText("ئەركین"));
    expect(toSearchText("كېرەم")).toBe(toSearchText("کېرەم"));
  });

  test.each(["Abdurehim Heyit", "Abduréhim Héyt", "Абдуреһим Һейт", "Abdürrehim Heyit"])(
    "ئابدۇرېھىم ھېيت is found as %s",
    (typed) => expect(similarity(toSearchText("ئابدۇرېھىم ھېيت"), toSearchText(typed))).toBeGreaterThan(0.5),
  );

  test.each(["·", "．", "‧", "•", "・", " "])("parts of a Chinese spelling stand apart at %j", (separator) => {
    const name = `吐尔逊${separator}艾力`;
    expect(toSearchText(name)).toBe("吐尔逊 艾力");
    expect(hanziReading(name)).toBe("tuerxun aili");
  });

  test("a Chinese spelling has a reading", () => {
    expect(hanziReading("古丽娜尔·吐尔逊")).toBe("gulinaer tuerxun");
    expect(hanziReading("Gulnar")).toBeNull();
  });

  test("the key is lower case, has single spaces, and no text makes it throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const key = toSearchText(text);
        expect(key).toBe(key.trim());
        expect(key).not.toMatch(/\s\s|[A-Z'\u200e]/);
      }),
    );
  });
});
