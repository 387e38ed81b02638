import { describe, expect, test } from "vitest";
import { parseEdtf } from "@/domain/partial-date";
import { formatDate, formatNumber } from "@/i18n/format";
import { isLocale, LANGUAGES, LOCALE_CODES, negotiateLocale, textLocale } from "@/i18n/locales";

function said(edtf: string, language: "en" | "ug"): string {
  const date = parseEdtf(edtf);
  return date === null ? "no date" : formatDate(date, language).replaceAll("\u2060", "");
}

describe("a date is told as precisely as it was said, and no more", () => {
  test.each([
    ["2018-03-14", "14 March 2018", "2018-يىلى 14-مارت"],
    ["2018-03", "March 2018", "2018-يىلى مارت"],
    ["2017", "2017", "2017-يىلى"],
    ["2017-04~", "about April 2017", "تەخمىنەن 2017-يىلى ئاپرېل"],
    ["2017?", "2017 (not certain)", "2017-يىلى (جەزملەشمىگەن)"],
    ["2017%", "about 2017 (not certain)", "تەخمىنەن 2017-يىلى (جەزملەشمىگەن)"],
    ["2017-23", "autumn 2017", "2017-يىلى كۈز"],
    ["2017-21", "spring 2017", "2017-يىلى ئەتىياز"],
    [
      "2017-10/2017-12",
      "between October 2017 and December 2017",
      "2017-يىلى ئۆكتەبىر بىلەن 2017-يىلى دېكابىر ئارىلىقىدا",
    ],
    ["../2018-03", "before March 2018", "2018-يىلى مارتتىن بۇرۇن"],
    ["2017-05/..", "since May 2017", "2017-يىلى مايدىن بۇيان"],
    ["2017-08?/..", "since August 2017 (not certain)", "2017-يىلى ئاۋغۇستتىن (جەزملەشمىگەن) بۇيان"],
    ["2017-24/..", "since winter 2017", "2017-يىلى قىشتىن بۇيان"],
  ])("%s", (edtf, english, uyghur) => {
    expect(said(edtf, "en")).toBe(english);
    expect(said(edtf, "ug")).toBe(uyghur);
  });
});

test("no line of text ends within a date after its hyphen", () => {
  const date = parseEdtf("2018-03-14");
  expect(date && formatDate(date, "ug")).toBe("2018-\u2060يىلى 14-\u2060مارت");
});

test("numbers are written in European digits with their thousands apart", () => {
  expect(formatNumber(1234567)).toBe("1,234,567");
  expect(formatNumber(0)).toBe("0");
});

describe("the language of the first greeting", () => {
  test.each([
    [null, "en"],
    ["", "en"],
    ["ug-CN,ug;q=0.9,en;q=0.8", "ug"],
    ["en;q=0.4,tr", "tr"],
    ["xx,yy;q=0.9", "en"],
    ["de;q=0,fr;q=0.1", "fr"],
    ["*;q=0.5,kk-KZ;q=0.4", "kk"],
    [";;;,q=,=", "en"],
    ["zh-Hant-TW", "zh"],
    ["constructor,__proto__;q=1", "en"],
  ])("for %s is %s", (header, code) => expect(negotiateLocale(header)).toBe(code));
});

test("nine languages, each with its own name and direction; those without translation are read in English", () => {
  expect(LOCALE_CODES).toEqual(["en", "ug", "kk", "tr", "zh", "ru", "ar", "de", "fr"]);
  expect(LOCALE_CODES.filter((code) => LANGUAGES[code].direction === "rtl")).toEqual(["ug", "ar"]);
  expect(textLocale("ug")).toBe("ug");
  expect(textLocale("ar")).toBe("en");
  expect(isLocale("toString")).toBe(false);
});
