import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanText, line, prose } from "@/domain/text";

const messages = (result: { error?: { issues: { message: string }[] } | undefined }): string[] => [
  ...new Set(result.error?.issues.map((issue) => issue.message)),
];

describe("cleaned text", () => {
  test.each([
    ["bidirectional controls go", "a\u202Eb\u2066c\u200F\u061C", "abc"],
    ["what is invisible goes", "a\u0000b\u0007\u200B\uFEFF\u00ADc\u{E0041}", "abc"],
    ["joiners stay, Persian and Kazakh need them", "می\u200Cخواهم \u200D", "می\u200Cخواهم \u200D"],
    ["letters and marks become one", "u\u0308", "ü"],
    ["line ends become one", "a\r\nb\rc\n", "a\nb\nc\n"],
    ["half a character becomes the sign for one that was lost", "a\uD800b", "a\uFFFDb"],
    ["a whole one stays", "𐰀🙂", "𐰀🙂"],
  ])("%s", (_what, text, cleaned) => expect(cleanText(text)).toBe(cleaned));

  test("is clean when cleaned once, and can be stored by PostgreSQL", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = cleanText(text);
        expect(cleanText(once)).toBe(once);
        expect(once).not.toMatch(/[\0\uD800-\uDFFF]/u);
      }),
    );
  });
});

describe("one line", () => {
  test("is trimmed, and its white space made one", () => {
    expect(line(20).parse(" \t ئايگۈل \n  سىناق\u3000")).toBe("ئايگۈل سىناق");
  });

  test("of nothing that can be seen is required", () => {
    for (const empty of ["", "  \n", "\u200B\u202E"]) expect(messages(line(20).safeParse(empty))).toEqual(["required"]);
  });

  test("is measured after it was cleaned", () => {
    expect(line(3).parse("  abc\u200B  ")).toBe("abc");
    expect(messages(line(3).safeParse("abcd"))).toEqual(["too_long"]);
    expect(messages(line(3).safeParse(" ".repeat(100) + "a"))).toEqual(["too_long"]);
  });

  test("is no number, list or object", () => {
    for (const value of [1, null, ["a"], { a: 1 }]) expect(line(3).safeParse(value).success).toBe(false);
  });
});

test("prose keeps its lines and loses what stands around it", () => {
  expect(prose(20).parse("\r\n one\r\n\r\ntwo  ")).toBe("one\n\ntwo");
  expect(messages(prose(20).safeParse("\n \n"))).toEqual(["required"]);
});
