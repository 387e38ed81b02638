import fc from "fast-check";
import { expect, test } from "vitest";
import { ORTHOGRAPHIES, SCRIPTS } from "@/domain/codes";
import { detectOrthography, detectScript } from "@/domain/name/script";

test.each([
  ["ئايگۈل سىناق", "Arab", "uey"],
  ["Айгүл Синақ", "Cyrl", "usy"],
  ["Ұлжан Ісмайыл", "Cyrl", "kazakh_cyrillic"],
  ["Иван", "Cyrl", "unspecified"],
  ["Aygul Sinaq", "Latn", "unspecified"],
  ["Ayşegül Yıldız", "Latn", "turkish"],
  ["吐尔逊·艾力", "Hans", "hanzi"],
  ["Aygul ئا", "Latn", "unspecified"],
  ["???? 123", "Zyyy", "unspecified"],
  ["", "Zyyy", "unspecified"],
])("%j is %s, %s", (text, script, orthography) => {
  expect(detectScript(text)).toBe(script);
  expect(detectOrthography(text)).toBe(orthography);
});

test("every text has a script and an orthography of the lists", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(SCRIPTS).toContain(detectScript(text));
      expect(ORTHOGRAPHIES).toContain(detectOrthography(text));
    }),
  );
});
