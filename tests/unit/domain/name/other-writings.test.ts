import { expect, test } from "vitest";
import { otherWritings } from "@/domain/name/other-writings";

function made(names: readonly string[], written: readonly string[] = [], ethnicity: string | null = null): string[] {
  return otherWritings(names, { written, ethnicity }).map((each) => `${each.writing} ${each.by}: ${each.text}`);
}

test("a spelling that the record has, in whatever case and with whatever apostrophe, is not made again", () => {
  expect(made(["ئادىل مىجىت"])).toContain("uly rule: Adil Mijit");
  expect(made(["ئادىل مىجىت"], ["ADIL  Mijit"])).not.toContain("uly rule: Adil Mijit");
  expect(made(["ئەسئەت"])).toContain("uly rule: Es'et");
  expect(made(["ئەسئەت"], ["Es’et"])).not.toContain("uly rule: Es'et");
});

test("a writing is made from the first name that yields it, and from no other", () => {
  const both = made(["ئادىل مىجىت", "Adil Mijit"]);
  expect(both.filter((each) => each.startsWith("usy"))).toEqual(["usy rule: Адил Миҗит"]);
  expect(both.join()).not.toMatch(/: (Adil Mijit|ئادىل مىجىت)/);
});

test("no text is made twice under two writings", () => {
  const texts = otherWritings(["ئەلى"], { written: [], ethnicity: null }).map((each) => each.text.toLowerCase());
  expect(new Set(texts).size).toBe(texts.length);
});

test("nothing is made for a person of another people, or from a name that no rule reads", () => {
  expect(made(["ئادىل مىجىت"], [], "kazakh")).toEqual([]);
  expect(made(["ئادىل مىجىت"], [], "unknown")).not.toEqual([]);
  expect(made(["John Smith", "—"])).toEqual([]);
});
