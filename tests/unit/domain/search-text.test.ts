import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hanziReading, searchKeys, toSearchText } from "@/domain/name/search-text";

describe("the search key of a name", () => {
  test.each([
    ["Gülnar  TURSUN", "gulnar tursun"],
    ["ئابدۇرېھىم ھېيت", "abdurehim heit"],
    ["Абдуреһим Һейт", "abdurehim heit"],
    ["Abduréhim Héyt", "abdurehim heyt"],
    ["Es'et", "eset"],
    ["Es\u2019et", "eset"],
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

  test("a Chinese spelling has its reading as a second key", () => {
    expect(hanziReading("古丽娜尔·吐尔逊")).toBe("gulinaer tuerxun");
    expect(searchKeys("古丽娜尔·吐尔逊")).toEqual(["古丽娜尔 吐尔逊", "gulinaer tuerxun"]);
    expect(hanziReading("Gulnar")).toBeNull();
  });

  test("the key is lower case, has single spaces, and no text makes it throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const key = toSearchText(text);
        expect(key).toBe(key.trim());
        expect(key).not.toMatch(/\s\s|[A-Z'\u200e]/);
        searchKeys(text);
      }),
    );
  });
});
