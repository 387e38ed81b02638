import { expect, test } from "vitest";
import { otherWritings } from "@/domain/name/other-writings";

function made(
  names: readonly string[],
  { written = [], ethnicity = null, judged = false }: Partial<Parameters<typeof otherWritings>[1]> = {},
): string[] {
  return otherWritings(names, { written, ethnicity, judged }).map((each) => `${each.writing} ${each.by}: ${each.text}`);
}

test("a spelling that the record has, in whatever case and with whatever apostrophe, is not made again", () => {
  expect(made(["ئادىل مىجىت"])).toContain("uly rule: Adil Mijit");
  expect(made(["ئادىل مىجىت"], { written: ["ADIL  Mijit"] })).not.toContain("uly rule: Adil Mijit");
  expect(made(["ئەسئەت"])).toContain("uly rule: Es'et");
  expect(made(["ئەسئەت"], { written: ["Es’et"] })).not.toContain("uly rule: Es'et");
});

test("a writing is made from the first name that yields it, and from no other", () => {
  const both = made(["ئادىل مىجىت", "Adil Mijit"]);
  expect(both.filter((each) => each.startsWith("usy"))).toEqual(["usy rule: Адил Миҗит"]);
  expect(both.join()).not.toMatch(/: (Adil Mijit|ئادىل مىجىت)/);
});

test("a writing that the record has is not made from another of its names", () => {
  // Teyip lacks the mark of Tëyip: the rule would contradict what a source writes.
  for (const judged of [true, false])
    expect(made(["تاشپولات تېيىپ", "Tashpolat Teyip"], { judged }).filter((each) => each.startsWith("uey"))).toEqual(
      [],
    );
});

test("without anybody to judge, nothing is made by rule from Latin letters that may lack their marks", () => {
  const byRule = (name: string, judged: boolean) => made([name], { judged }).filter((each) => each.includes(" rule:"));
  for (const name of ["Abdurehim Heyit", "Tashpolat Teyip", "Memet Tursun"]) expect(byRule(name, false)).toEqual([]);
  expect(byRule("Memet Tursun", true)).not.toEqual([]);
  expect(byRule("Abdurëhim Hëyit", false)).toContain("uey rule: ئابدۇرېھىم ھېيىت");
  expect(byRule("Adil Mijit", false)).toContain("uey rule: ئادىل مىجىت");
});

test("no text is made twice under two writings", () => {
  const texts = made(["ئەلى"]).map((each) => each.toLowerCase().split(": ")[1]);
  expect(new Set(texts).size).toBe(texts.length);
});

test("nothing is made for a person of another people, or from a name that no rule reads", () => {
  expect(made(["ئادىل مىجىت"], { ethnicity: "kazakh" })).toEqual([]);
  expect(made(["ئادىل مىجىت"], { ethnicity: "unknown" })).not.toEqual([]);
  expect(made(["John Smith", "—"])).toEqual([]);
});
