import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SHIPPED_LEXICON } from "@/domain/name/lexicon";
import { prepareName } from "@/domain/name/likeness";
import {
  COUNTED,
  type Counted,
  facetNumber,
  type Indexed,
  keyNumber,
  nameNumbers,
  searchEntry,
  SKETCH_BITS,
  sketch,
  wordsOf,
  yearsOf,
} from "@/domain/search-entry";
import { FACETS } from "@/domain/search-query";
import { parseCsv } from "@/lib/csv";

const PLACES = parseCsv(readFileSync("prisma/seed/gazetteer.csv", "utf8")).map(({ cells }) => cells.code ?? "");
const YEARS = Array.from({ length: 301 }, (_, at) => String(1850 + at));

/** Every value that the archive itself knows for what is counted. */
function known(facet: Counted): readonly string[] {
  if (facet === "born" || facet === "year") return YEARS;
  const allowed = FACETS[facet];
  return allowed instanceof RegExp ? PLACES : allowed;
}

const NO_FACETS: Indexed["facets"] = {
  status: [],
  ethnicity: [],
  sex: [],
  profession: [],
  prefecture: [],
  county: [],
  reason: [],
  side: [],
  tier: [],
  hasPhoto: [],
  born: [],
  year: [],
};

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.string({ unit: fc.constantFrom(...Array.from("aeimtrnMəкмئەم买提艾 ·,1")), maxLength: 80 }),
);
const record: fc.Arbitrary<Indexed> = fc.record({
  names: fc.array(text, { maxLength: 4 }),
  identifiers: fc.array(text, { maxLength: 3 }),
  texts: fc.array(text, { maxLength: 3 }),
  facets: fc.constantFrom(
    NO_FACETS,
    { ...NO_FACETS, sex: ["female"], reason: ["other", "unknown"], born: ["1985", "1986"] },
    { ...NO_FACETS, sex: ["female", "female"], county: ["650102"], prefecture: ["650100"], year: ["2017"] },
  ),
});

describe("the number of a value of a facet", () => {
  test("is of one code, one place of the gazetteer or one year alone", () => {
    const values = COUNTED.flatMap((facet) => known(facet).map((value) => [facet, value] as const));
    const owners = new Map<number, string[]>();
    for (const [facet, value] of values) {
      const number = facetNumber(facet, value);
      owners.set(number, [...(owners.get(number) ?? []), `${facet}=${value}`]);
    }
    expect(PLACES.length).toBeGreaterThan(100);
    expect([...owners.values()].filter(({ length }) => length > 1)).toEqual([]);
  });

  test("is from 1 to 2^20 - 1, and never the number of a key", () => {
    const kind = fc.constantFrom("name" as const, "part", "bones", "prefix", "identifier", "word");
    fc.assert(
      fc.property(fc.constantFrom(...COUNTED), kind, text, (facet, of, value) => {
        const number = facetNumber(facet, value);
        expect(number).toBeGreaterThanOrEqual(1);
        expect(number).toBeLessThan(2 ** 20);
        const key = keyNumber(of, value);
        expect(key).toBe(key | 0);
        expect(key < 0 || key >= 2 ** 20).toBe(true);
      }),
    );
  });

  test("is not the number of any of many keys", () => {
    const facets = new Set(COUNTED.flatMap((facet) => known(facet).map((value) => facetNumber(facet, value))));
    const keys = Array.from({ length: 100_000 }, (_, at) => keyNumber("word", String(at)));
    expect(keys.filter((key) => facets.has(key) || (key >= 0 && key < 2 ** 20))).toEqual([]);
  });
});

describe("the words of a text", () => {
  test.each([
    [
      "Chinese is every two and three characters side by side",
      "维吾尔人",
      ["维吾", "维吾尔", "吾尔", "吾尔人", "尔人"],
    ],
    ["two characters are themselves", "艾力", ["艾力"]],
    ["a character alone is no word", "的 a", []],
    ["punctuation parts", "吐尔，逊艾", ["吐尔", "逊艾"]],
    ["other scripts are folded", "Gülnar تۇرسۇن Турсун", ["gulnar", "tursun"]],
    ["scripts that touch part", "艾力Ali", ["艾力", "ali"]],
    ["each stands once", "camp camp", ["camp"]],
  ])("%s", (_, given, words) => expect([...wordsOf(given)]).toEqual(words));

  test("are at most 3000, however a text is written", () => {
    const characters = Array.from({ length: 20_000 }, (_, at) => String.fromCodePoint(0x4e00 + at));
    expect(wordsOf(characters.join("")).size).toBe(3000);
    expect(wordsOf(characters.join("a")).size).toBeLessThanOrEqual(3000);
    expect(wordsOf(characters.map((each) => `${each}${each}`).join(" ")).size).toBe(3000);
  });
});

describe("the years of a date", () => {
  test.each([
    ["1985", ["1985"]],
    ["1985~", ["1985"]],
    ["2017-04-12", ["2017"]],
    ["2017/2019", ["2017", "2018", "2019"]],
    ["../2017", ["2017"]],
    ["19XX", []],
    ["XXXX", []],
    [null, []],
  ])("%s", (date, years) => expect(yearsOf(date)).toEqual(years));
});

describe("an entry of the search index", () => {
  test("has sorted, distinct 32-bit keys and facets and a signature of 256 bits, whatever a record says", () => {
    fc.assert(
      fc.property(record, (given) => {
        const { keys, facets, signature, names, terms } = searchEntry(given, SHIPPED_LEXICON);
        for (const numbers of [keys, facets]) {
          expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
          expect(numbers.filter((number) => number !== (number | 0))).toEqual([]);
        }
        expect(keys.filter((key) => facets.includes(key))).toEqual([]);
        expect(signature).toMatch(new RegExp(`^[01]{${SKETCH_BITS}}$`));
        expect(names.split("\n")).toHaveLength(Math.max(1, given.names.length));
        expect([...new Set(terms.map(({ id }) => id))].sort((a, b) => a - b)).toEqual(facets);
      }),
    );
  });

  test("is the same for the same record", () => {
    fc.assert(
      fc.property(record, (given) => {
        expect(searchEntry(structuredClone(given), SHIPPED_LEXICON)).toEqual(searchEntry(given, SHIPPED_LEXICON));
      }),
    );
  });

  test("has every key that a spelling of its name, a part of it, a word of its texts and an identifier ask for", () => {
    const { keys, facets, signature } = searchEntry(
      {
        names: ["ئابدۇرېھىم ھېيت", "Abdurehim Heyit"],
        identifiers: ["MM-1234"],
        texts: ["He was taken to a camp.", "被带走"],
        facets: { ...NO_FACETS, status: ["camp"] },
      },
      SHIPPED_LEXICON,
    );
    for (const asked of ["Heyit Abdurehim", "阿不都热依木·艾依提", "Heyit"]) {
      const { same, near, wide } = nameNumbers(prepareName(asked, SHIPPED_LEXICON));
      expect(
        [...same, ...near, ...wide].some((key) => keys.includes(key)),
        asked,
      ).toBe(true);
    }
    expect(keys).toContain(keyNumber("prefix", "abd"));
    expect(keys).toContain(keyNumber("word", "camp"));
    expect(keys).toContain(keyNumber("word", "带走"));
    expect(keys).toContain(keyNumber("identifier", "mm-1234"));
    expect(facets).toEqual([facetNumber("status", "camp")]);
    expect(signature).toContain("1");
  });

  test("has the bits of each of its names", () => {
    const names = ["Abdurehim Heyit", "阿不都热依木·艾依提"].map((name) => prepareName(name, SHIPPED_LEXICON));
    const both = sketch(names);
    for (const name of names)
      for (const [at, bit] of [...sketch([name])].entries()) if (bit === "1") expect(both[at]).toBe("1");
    expect(sketch([])).toBe("0".repeat(SKETCH_BITS));
  });

  test("has a sketch that does not depend on the order of parts, and is nearer to another spelling's than to a name's", () => {
    const sketchOf = (name: string) => sketch([prepareName(name, SHIPPED_LEXICON)]);
    expect(sketchOf("Abdurehim Heyit")).toBe(sketchOf("Heyit Abdurehim"));
    const given = sketchOf("阿不都热依木·艾依提");
    const shared = (name: string) => [...sketchOf(name)].filter((bit, at) => bit === "1" && given[at] === "1").length;
    expect(shared("Abdurehim Heyit")).toBeGreaterThan(shared("Abduweli Hoshur"));
  });
});
