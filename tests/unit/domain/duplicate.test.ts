import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DUPLICATE_REASONS } from "@/domain/codes";
import {
  duplicateEvidence,
  type DuplicateFacts,
  duplicateFacts,
  likelihoodOf,
  natsOfLikeness,
  percentOf,
  SHOWN,
} from "@/domain/duplicate";
import { SHIPPED_LEXICON } from "@/domain/name/lexicon";
import { nameLikeness, prepareName, type PreparedName } from "@/domain/name/likeness";
import codesEn from "@/i18n/messages/en/codes.json";
import codesUg from "@/i18n/messages/ug/codes.json";

const NOBODY: DuplicateFacts = {
  names: [],
  sex: "unknown",
  births: [],
  places: [],
  relatives: [],
  numbers: [],
  relativeNumbers: [],
};
const weigh = (one: Partial<DuplicateFacts>, other: Partial<DuplicateFacts>) =>
  duplicateEvidence({ ...NOBODY, ...one }, { ...NOBODY, ...other }, SHIPPED_LEXICON);

const table = (file: string) =>
  readFileSync(`tests/data/names/${file}`, "utf8")
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"));

describe("what the likeness of names is told as is how often it is true", () => {
  type Spelling = { person: string; text: string; name: PreparedName };
  const spellings = table("eval_dev.tsv")
    .filter(([, , , form]) => form !== "mononym")
    .map(([person = "", text = ""]): Spelling => ({ person, text, name: prepareName(text, SHIPPED_LEXICON) }));
  const told = (one: PreparedName, other: PreparedName) =>
    1 / (1 + Math.exp(-natsOfLikeness(nameLikeness(one, other))));
  const same: number[] = [];
  const random: { told: number; one: Spelling; other: Spelling }[] = [];
  const nearest: number[] = [];
  for (const [at, one] of spellings.entries()) {
    let near = 0;
    for (const [to, other] of spellings.entries()) {
      if (to === at) continue;
      if (one.person === other.person) {
        if (at < to) same.push(told(one.name, other.name));
        continue;
      }
      const probability = told(one.name, other.name);
      near = Math.max(near, probability);
      if ((at * 31 + to) % 97 === 0) random.push({ told: probability, one, other });
    }
    nearest.push(near);
  }
  const negatives = table("negatives_dev.tsv").map(([, , one = "", other = ""]) =>
    told(prepareName(one, SHIPPED_LEXICON), prepareName(other, SHIPPED_LEXICON)),
  );
  /** Of the pairs told as this much: how many there are, what they are told on average, and how many are true. */
  const bin = (others: readonly number[], from: number, to: number) => {
    const inside = (all: readonly number[]) => all.filter((each) => each >= from && each < to);
    const [right, wrong] = [inside(same), inside(others)];
    const n = right.length + wrong.length;
    return { n, told: [...right, ...wrong].reduce((sum, each) => sum + each, 0) / n, true: right.length / n };
  };

  test.each([
    [0, 0.2],
    [0.2, 0.5],
    [0.5, 0.75],
    [0.75, 0.95],
    [0.95, 1],
  ])("from %d to %d, against the nearest other people, to a tenth", (from, to) => {
    const pairs = bin([...negatives, ...nearest], from, to);
    expect(pairs.n).toBeGreaterThan(40);
    expect(Math.abs(pairs.told - pairs.true)).toBeLessThan(0.1);
  });

  test("and never more than it is true, against near misses and people taken at random", () => {
    const others = [...negatives, ...random.map(({ told: probability }) => probability)];
    for (const [from, to] of [
      [0.5, 0.75],
      [0.75, 0.95],
      [0.95, 1],
    ] as const) {
      const pairs = bin(others, from, to);
      expect(pairs.true).toBeGreaterThan(pairs.told - 0.02);
    }
  });

  test("of people taken at random, no two are shown for their names", () => {
    const shown = random.filter(({ told: probability, one, other }) =>
      probability >= SHOWN ? weigh({ names: [one.text] }, { names: [other.text] }).probability >= SHOWN : false,
    );
    expect(shown).toEqual([]);
    expect(random.length).toBeGreaterThan(3000);
  });
});

describe("one thing alone", () => {
  test.each([
    ["Memet Tursun", "Memet Tursun"],
    ["Memet Tursun", "مەمەت تۇرسۇن"],
    ["Memet Tursun", "买买提·吐尔逊"],
    ["Adil Ömer", "Adil Omer"],
    ["Patigül Memet", "Patigul Mamat"],
  ])("a common name is not shown without more: %s, %s", (one, other) => {
    expect(weigh({ names: [one] }, { names: [other] }).probability).toBeLessThan(SHOWN);
    expect(weigh({ names: [one], sex: "male" }, { names: [other], sex: "male" }).probability).toBeLessThan(SHOWN);
    expect(
      weigh({ names: [one], places: ["653101"] }, { names: [other], places: ["653121"] }).probability,
    ).toBeLessThan(SHOWN);
  });
  test("nor a name of one part, even with a year and a county", () => {
    const one = { names: ["Memet"], births: ["1970"], places: ["653101"] };
    expect(weigh(one, one).probability).toBeLessThan(SHOWN);
  });
  test("a rare name is", () => {
    const { probability, reasons } = weigh({ names: ["Zulhayat Sehrayi"] }, { names: ["Zulhayat Sehrayi"] });
    expect(probability).toBeGreaterThan(0.9);
    expect(reasons).toEqual(["same_name"]);
  });
  test("the same number is nearly enough, whatever the name", () => {
    const { probability, reasons } = weigh(
      { names: ["Memet Tursun"], numbers: ["xvd:1"] },
      { names: ["Perhat Qadir"], numbers: ["cecc:2", "xvd:1"] },
    );
    expect(probability).toBeGreaterThan(0.9);
    expect(reasons[0]).toBe("same_number");
  });
});

describe("what speaks against", () => {
  const common = { names: ["Memet Tursun"], births: ["1970"], places: ["653101"] };
  const told = (change: Partial<DuplicateFacts>, base: Partial<DuplicateFacts> = common) =>
    weigh(base, { ...base, ...change });
  test.each<[string, Partial<DuplicateFacts>, Partial<DuplicateFacts>]>([
    ["other_birth", { births: ["1975"] }, common],
    ["other_birth", { births: ["1940"] }, common],
    ["other_sex", { sex: "female" }, { ...common, sex: "male" }],
    ["other_sex", { names: ["Memetgül Tursun"], sex: "unknown" }, { ...common, sex: "male" }],
    ["other_sex", { names: ["مەمەتخان تۇرسۇن"], sex: "unknown" }, { ...common, sex: "male" }],
    ["other_prefecture", { places: ["652801"] }, common],
    ["other_number", { numbers: ["xvd:2"] }, { ...common, numbers: ["xvd:1"] }],
    ["named_as_relative", { names: ["Tursun Memet"], relatives: ["Memet Tursun"] }, common],
    ["named_as_relative", { relativeNumbers: ["xvd:1"] }, { ...common, numbers: ["xvd:1"] }],
    ["other_part", { names: ["Memet Tursunjan Tash"] }, { ...common, names: ["Memet Tursunjan Besh"] }],
    ["other_order", { names: ["تۇرسۇن مەمەت"] }, { ...common, names: ["مەمەت تۇرسۇن"] }],
  ])("%s", (reason, change, base) => {
    const { probability, reasons } = told(change, base);
    expect(reasons).toContain(reason);
    expect(probability).toBeLessThan(weigh(base, base).probability);
  });
  test.each(["Nurkhan Tolegen", "托流汗·努尔兰", "Sarybay Tolegen", "Toxtay Niyaz"])("%s is no woman's name", (name) =>
    expect(weigh({ names: [name], sex: "male" }, { names: [name] }).reasons).not.toContain("other_sex"),
  );
  test("siblings with one father's name in one county are not shown", () => {
    const family = { places: ["653101"], relatives: ["Memtimin Hoshur", "Ayshem Qeyum"] };
    expect(
      weigh(
        { ...family, names: ["Yasinjan Memtimin"], births: ["1980"] },
        { ...family, names: ["Yusupjan Memtimin"], births: ["1982"] },
      ).probability,
    ).toBeLessThan(SHOWN);
  });
});

const names = fc.constantFrom(
  "Memet Tursun",
  "مەمەت تۇرسۇن",
  "买买提·吐尔逊",
  "Tuerxun Maimaiti",
  "Patigül Qadir",
  "Zulhayat Sehrayi",
  "Gülnar",
  "Yasinjan Memtimin",
  "",
);
const facts: fc.Arbitrary<DuplicateFacts> = fc.record({
  names: fc.array(fc.oneof(names, fc.string({ maxLength: 30 })), { maxLength: 4 }),
  sex: fc.constantFrom("female", "male", "other", "unknown"),
  births: fc.array(fc.constantFrom("1970", "1971-03-12", "1972~", "1960/1979", "1950", "../1980", "nonsense"), {
    maxLength: 2,
  }),
  places: fc.array(fc.constantFrom("653101", "653121", "653100", "650102", "659001", "650000"), { maxLength: 2 }),
  relatives: fc.array(fc.constantFrom("Ayshem Qeyum", "Hoshur Niyaz", "阿依夏木·克尤木"), { maxLength: 2 }),
  numbers: fc.array(fc.constantFrom("cecc:1", "cecc:2", "xvd:1", "other:9"), { maxLength: 2 }),
  relativeNumbers: fc.array(fc.constantFrom("cecc:1", "xvd:7"), { maxLength: 1 }),
});

describe("of any two accounts", () => {
  test("the evidence is the same in both directions, and a probability", () => {
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        const told = duplicateEvidence(one, other, SHIPPED_LEXICON);
        const back = duplicateEvidence(other, one, SHIPPED_LEXICON);
        expect(told.probability).toBeCloseTo(back.probability, 12);
        expect(told.reasons).toEqual(back.reasons);
        expect(told.probability).toBeGreaterThan(0);
        expect(told.probability).toBeLessThan(1);
        expect(new Set(told.reasons).size).toBe(told.reasons.length);
      }),
    );
  });
  test("more that agrees never lowers it", () => {
    const agreeing = fc.oneof(
      fc.record({ key: fc.constant("names" as const), value: names.filter((name) => name !== "") }),
      fc.record({ key: fc.constant("births" as const), value: fc.constantFrom("1970", "1971-03-12", "1972~") }),
      fc.record({ key: fc.constant("places" as const), value: fc.constantFrom("653101", "653121", "650102") }),
      fc.record({ key: fc.constant("relatives" as const), value: fc.constantFrom("Ayshem Qeyum", "Hoshur Niyaz") }),
      fc.record({ key: fc.constant("numbers" as const), value: fc.constantFrom("un:1", "amnesty:7") }),
    );
    fc.assert(
      fc.property(facts, facts, agreeing, (one, other, { key, value }) => {
        const before = duplicateEvidence(one, other, SHIPPED_LEXICON).probability;
        const more = (account: DuplicateFacts) => ({ ...account, [key]: [value, ...account[key]] });
        const after = duplicateEvidence(more(one), more(other), SHIPPED_LEXICON).probability;
        expect(after).toBeGreaterThanOrEqual(before - 1e-12);
      }),
    );
  });
});

test("an age stands for the two years that it allows, and the speaker who is the person is no relative", () => {
  const fact = { code: null, edtf: null, number: null, place: null, asOf: null };
  expect(
    duplicateFacts({
      names: [{ text: "Invented Person" }],
      facts: [
        { ...fact, field: "age_at_detention", number: 40 },
        { ...fact, field: "age_at_statement", number: 41, asOf: "2018-05" },
        { ...fact, field: "birth", edtf: "1977-03" },
        { ...fact, field: "sex", code: "male" },
      ],
      detentionReports: [{ begin: "2017-04", place: "653101" }],
      relatives: [
        { relation: "self", name: "Invented Person", externalId: null },
        { relation: "son", name: "Invented Son", externalId: "cases:son" },
        { relation: "wife", name: null, externalId: null },
      ],
      externalIds: [{ scheme: "xvd", value: "12" }],
    }),
  ).toEqual({
    names: ["Invented Person"],
    sex: "male",
    births: ["1977-03", "1976/1977"],
    places: ["653101"],
    relatives: ["Invented Son"],
    numbers: ["xvd:12"],
    relativeNumbers: ["cases:son"],
  });
});

test("nothing is told as certain", () => {
  expect([0.5, 0.746, 0.994, 0.9999].map(percentOf)).toEqual([50, 75, 99, 99]);
});

test("a probability is told in the word of its size", () => {
  expect([0.5, 0.74, 0.75, 0.949, 0.95, 0.999].map(likelihoodOf)).toEqual([
    "possible",
    "possible",
    "likely",
    "likely",
    "very_likely",
    "very_likely",
  ]);
});

test.each([codesEn, codesUg])("every reason has a label", ({ duplicate, likelihood }) => {
  expect(Object.keys(duplicate)).toEqual([...DUPLICATE_REASONS]);
  expect(Object.keys(likelihood)).toEqual(["very_likely", "likely", "possible"]);
});
