import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildLexicon, SHIPPED_ENTRIES, SHIPPED_LEXICON } from "@/domain/name/lexicon";
import { nameLikeness, partLikeness, prepareName, TERMS } from "@/domain/name/likeness";

const prepare = (name: string) => prepareName(name, SHIPPED_LEXICON);
const likeness = (one: string, other: string) => nameLikeness(prepare(one), prepare(other));

/** Two spellings, or two names, of one part each. */
function partsAlike(one: string, other: string): number {
  const [a] = prepare(one).parts;
  const [b] = prepare(other).parts;
  if (a === undefined || b === undefined) throw new Error("a name without parts");
  return partLikeness(a, b);
}

const SPELLINGS = {
  uey: "ئابدۇرېھىم ھېيت",
  uly: "Abdurëhim Hëyit",
  cyrillic: "Абдуреһим Һейит",
  hanzi: "阿不都热依木·艾依提",
  pinyin: "Abudureyimu Aiyiti",
  turkish: "Abdürrehim Heyit",
};

describe("one name in six spellings and four scripts", () => {
  const others = [
    "Abduweli Hoshur",
    "Abdurehim Tursun",
    "Abdukérim Heyit",
    "Abdulla Hebib",
    "Abdurahman Hesen",
    "Адил Һошур",
    "ئابدۇۋەلى ھوشۇر",
    "阿不都外力·艾依提",
    "阿不都热依木·吐尔逊",
    "Abuduwaili Aiyiti",
  ];

  test.each(Object.entries(SPELLINGS))("%s is nearer to all others of it than to any other name", (_, spelling) => {
    const same = Object.values(SPELLINGS).map((each) => likeness(spelling, each));
    const different = others.map((each) => likeness(spelling, each));
    expect(Math.min(...same)).toBeGreaterThan(Math.max(...different));
  });

  test.each(Object.values(SPELLINGS))("no name is nearer to %s than itself", (spelling) => {
    const self = likeness(spelling, spelling);
    for (const each of [...Object.values(SPELLINGS), ...others])
      expect(likeness(spelling, each)).toBeLessThanOrEqual(self);
  });
});

describe("what people do to names", () => {
  test.each([
    ["Abdurehim Heyit", "Heyit Abdurehim"],
    ["阿不都热依木·艾依提", "艾依提·阿不都热依木"],
    ["Abudureyimu Aiyiti", "Aiyiti Abudureyimu"],
  ])("the order of parts hardly counts: %s and %s", (name, turned) => {
    for (const spelling of Object.values(SPELLINGS))
      expect(Math.abs(likeness(name, spelling) - likeness(turned, spelling))).toBeLessThanOrEqual(-TERMS.turned + 1e-9);
  });

  test.each([
    ["Erkinjan Tursun", "Erkin Tursun", "Erpan Tursun"],
    ["艾尔肯江·吐尔逊", "Erkin Tursun", "Erpan Tursun"],
    ["Aygül Tursun", "Ay Tursun", "Anar Tursun"],
    ["Patigül Memet", "帕提古丽·买买提", "帕提曼·买买提"],
  ])("an ending comes and goes: %s is %s rather than %s", (name, same, other) => {
    expect(likeness(name, same)).toBeGreaterThan(likeness(name, other));
  });

  test.each([
    ["Abdu Rehim Heyit", "Abdurehim Heyit", "Abdurehim Tursun"],
    ["Abdurehimheyit", "Abdurehim Heyit", "Abdurehim Tursun"],
    ["HeyitAbdurehim", "Abdurehim Heyit", "Abdurehim Tursun"],
    ["阿不都热依木艾依提", "阿不都热依木·艾依提", "阿不都热依木·吐尔逊"],
    ["Gu Lixian Tuerxun", "Gulixian Tuerxun", "Gulinuer Tuerxun"],
  ])("parts are joined or parted: %s is %s rather than %s", (joined, parted, other) => {
    expect(likeness(joined, parted)).toBeGreaterThan(Math.max(0, likeness(joined, other)));
  });

  test("a title says nothing", () => {
    expect(likeness("Memet Tursun Haji", "Memet Tursun")).toBe(likeness("Memet Tursun", "Memet Tursun"));
  });
});

describe("names that are near and others'", () => {
  test("买买提 is Memet and Muhemmet, and not Mehmut", () => {
    expect(partsAlike("买买提", "Memet")).toBeGreaterThan(0);
    expect(partsAlike("买买提", "Muhemmet")).toBeGreaterThan(0);
    expect(partsAlike("买买提", "Mehmut")).toBeLessThan(0);
  });

  test("Yasinjan Memtimin is not Yusupjan Memtimin", () => {
    const other = likeness("Yasinjan Memtimin", "Yusupjan Memtimin");
    expect(partsAlike("Yasinjan", "Yusupjan")).toBeLessThan(0);
    for (const same of ["Yasin Memtimin", "亚森江·买买提明", "亚森·麦麦提明", "Яасин Мәмтимин", "ياسىنجان مەمتىمىن"])
      expect(likeness("Yasinjan Memtimin", same), same).toBeGreaterThan(other);
    expect(likeness("Yasinjan Memtimin", "玉苏普江·买买提明")).toBeLessThan(other);
  });

  test("a name that shares its father's name alone is not that name", () => {
    for (const same of ["阿迪力·吐尔逊", "Adili Tuerxun", "Турсун Адил", "ئادىل تۇرسۇن"])
      expect(likeness("Adil Tursun", same), same).toBeGreaterThan(likeness("Adil Tursun", "Perhat Tursun"));
  });
});

describe("any two names", () => {
  const name = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...Array.from("aeiuxqcmtrnjAMəкмеحئەم买提艾 · '")), maxLength: 60 }),
    fc
      .array(fc.constantFrom(..."memet tursun gül jan 买买提 古丽 مەمەت ъ ь ع 龘 abdu rehim".split(" ")))
      .map((parts) => parts.join(" ")),
  );

  test("have a likeness that is a number, or minus infinity where one of them has no parts", () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        const [one, other] = [prepare(a), prepare(b)];
        const score = nameLikeness(one, other);
        expect(score).not.toBeNaN();
        expect(Number.isFinite(score)).toBe(one.parts.length > 0 && other.parts.length > 0);
      }),
      { numRuns: 1000 },
    );
  });

  test("are as like one way round as the other, but for the order of three parts or more", () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        const [one, other] = [prepare(a), prepare(b)];
        if (one.parts.length === 0 || other.parts.length === 0) return;
        const difference = Math.abs(nameLikeness(one, other) - nameLikeness(other, one));
        const few = Math.min(one.parts.length, other.parts.length) < 3;
        expect(difference).toBeLessThanOrEqual((few ? 0 : -5 * TERMS.turned) + 1e-9);
      }),
      { numRuns: 1000 },
    );
  });

  test("are compared by the weigher that is given, which may remember", () => {
    const asked: string[] = [];
    const score = nameLikeness(prepare("Memet Tursun"), prepare("买买提·吐尔逊"), (one, other) => {
      asked.push(`${one.text} ${other.text}`);
      return partLikeness(one, other);
    });
    expect(score).toBe(likeness("Memet Tursun", "买买提·吐尔逊"));
    expect(asked).toContain("memet 买买提");
  });
});

test("spellings of one name never speak against each other, however far apart they sound", () => {
  const lexicon = buildLexicon(
    SHIPPED_ENTRIES.map((entry) => (entry.uly === "Memet" ? { ...entry, latin: [...entry.latin, "Zubzik"] } : entry)),
  );
  const [one, other] = ["Zubzik", "Memet"].map((text) => prepareName(text, lexicon).parts[0]);
  if (one === undefined || other === undefined) throw new Error("a name without parts");
  expect(partLikeness(one, other)).toBe(0);
});
