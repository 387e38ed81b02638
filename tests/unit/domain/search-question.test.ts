import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makePublicIdentifier } from "@/domain/public-identifier";
import { Q_MAX } from "@/domain/search-query";
import { PlaceNames, readQuestion } from "@/domain/search-question";

/** The gazetteer as the database has it. */
const rows: Record<string, string>[] = parse(readFileSync("prisma/seed/gazetteer.csv"), { columns: true });
const places = new PlaceNames(
  rows.map((row) => ({
    code: row["code"] ?? "",
    level: row["level"] ?? "",
    names: ["name_zh", "pinyin", "name_en_prc", "name_en_uyghur_form", "name_ug", "name_uly"]
      .map((name) => row[name] ?? "")
      .filter((name) => name !== ""),
  })),
);
const codes = (text: string) =>
  places
    .named(text)
    .map(({ code }) => code)
    .sort();

describe("a place is known by the name that people write, without its kind of unit", () => {
  test.each([
    [
      ["Urumqi", "乌鲁木齐", "ئۈرۈمچى", "Ürümchi", "Wulumuqi"],
      ["650100", "650121"],
    ],
    [
      ["Kashgar", "Kashi", "喀什", "قەشقەر", "Qeshqer"],
      ["653100", "653101"],
    ],
    [
      ["Ghulja", "伊宁", "غۇلجا", "Yining", "yi ning"],
      ["654002", "654021"],
    ],
    [
      ["Hotan", "خوتەن", "和田"],
      ["653200", "653201", "653221"],
    ],
  ])("%j", (names, found) => {
    for (const name of names) for (const code of found) expect(codes(name), name).toContain(code);
  });

  test("a town brings the prefecture of its name, and no other place of another prefecture", () => {
    expect(codes("Kashgar")).toEqual(["653100", "653101"]);
    expect(codes("Maralbeshi")).toEqual(["653130"]);
  });

  test("nothing is a place that is called otherwise", () => {
    for (const text of ["", "city", "shi", "Rahile", "Dawut"]) expect(codes(text), text).toEqual([]);
  });
});

describe("the one box", () => {
  test("a number of ours asks for that record alone, valid or not, in any digits", () => {
    const number = makePublicIdentifier(1_234_567);
    const typed = `mu ${number.slice(3)}`;
    const wrong = `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`;
    for (const text of [number, typed, wrong, "MU-1", "MU-١٢٣٤٥٦٧٤"]) {
      const { identifiers, name, words, years } = readQuestion(text, places);
      expect(identifiers, text).toHaveLength(1);
      expect({ name, words, years }, text).toEqual({ name: "", words: [], years: [] });
    }
    expect(readQuestion(typed, places).identifiers).toEqual([number.toLowerCase()]);
  });

  test("a name, a place and a year are told apart", () => {
    const { name, years, places: found } = readQuestion("Erkin Ghulja 2017", places);
    expect(name).toBe("Erkin");
    expect(years).toEqual([2017]);
    expect(found[0]?.map(({ code }) => code)).toContain("654002");
  });

  test("any text is a question, and near names of places end", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: Q_MAX }), (text) => {
        expect(readQuestion(text, places).text).toBe(text);
        expect(places.near(text).length).toBeLessThanOrEqual(3);
      }),
    );
  });
});
