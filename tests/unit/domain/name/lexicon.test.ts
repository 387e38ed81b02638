import { describe, expect, test } from "vitest";
import { buildLexicon, SHIPPED_ENTRIES, SHIPPED_LEXICON } from "@/domain/name/lexicon";
import { partsOf } from "@/domain/name/parts";
import { toSounds } from "@/domain/name/sounds";

const readingsOf = (part: string) => toSounds(partsOf(part)[0] ?? "");
const namesOf = (part: string) =>
  SHIPPED_LEXICON.classesOf(readingsOf(part)).map((place) => SHIPPED_ENTRIES[place]?.uly);

describe("the lexicon that ships", () => {
  test("knows every spelling of every entry", () => {
    const unknown = SHIPPED_ENTRIES.flatMap(({ uly, latin, hanzi }, place) =>
      [uly, ...latin, ...hanzi].filter(
        (spelling) =>
          partsOf(spelling).length === 1 && !SHIPPED_LEXICON.classesOf(readingsOf(spelling)).includes(place),
      ),
    );
    expect(unknown).toEqual([]);
  });

  test("names every entry by one part", () => {
    expect(SHIPPED_ENTRIES.filter(({ uly }) => partsOf(uly).length !== 1)).toEqual([]);
  });

  test.each([
    ["Mamat", ["Memet"]],
    ["مەمەت", ["Memet"]],
    ["Мәмәт", ["Memet"]],
    ["买买提", ["Memet", "Muhemmet"]],
    ["麥麥提", ["Memet", "Muhemmet"]],
    ["Maimaiti", ["Memet", "Muhemmet"]],
    ["Mehmut", ["Mehmut"]],
    ["Zzyzx", []],
  ])("%s is %j", (spelling, names) => expect(namesOf(spelling)).toEqual(names));

  test("knows nothing of no reading", () => expect(SHIPPED_LEXICON.classesOf([])).toEqual([]));
});

test("a lexicon that grew at its end keeps the numbers of its entries", () => {
  const added = { uly: "Zzyzx", latin: ["Memet"], hanzi: [] };
  const grown = buildLexicon([...SHIPPED_ENTRIES, added]);
  for (const { uly } of SHIPPED_ENTRIES) {
    const before = SHIPPED_LEXICON.classesOf(readingsOf(uly));
    expect(grown.classesOf(readingsOf(uly)).filter((place) => place !== SHIPPED_ENTRIES.length)).toEqual(before);
  }
  expect(grown.classesOf(readingsOf("Zzyzx"))).toEqual([SHIPPED_ENTRIES.length]);
  expect(grown.classesOf(readingsOf("Memet"))).toContain(SHIPPED_ENTRIES.length);
});

test("a spelling of two parts is no spelling of a part", () => {
  expect(buildLexicon([{ uly: "Memet Emin", latin: [], hanzi: [] }]).classesOf(readingsOf("Memet"))).toEqual([]);
});
