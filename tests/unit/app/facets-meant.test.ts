import { expect, test } from "vitest";
import { facetsMeant } from "@/app/[locale]/people/facets-meant";
import { PROFESSIONS } from "@/domain/codes";
import ug from "@/i18n/messages/ug/codes.json";

test.each([
  ["Sentenced to prison", "status", "sentenced"],
  ["sentenced", "status", "sentenced"],
  ["  UYGHUR ", "ethnicity", "uyghur"],
  ["teacher", "profession", "education"],
  ["Éducation", "profession", "education"],
])("%s, typed as a name, may be a value of a facet", (typed, facet, value) => {
  expect(facetsMeant(typed, "en")).toEqual([{ facet, value }]);
});

test("labels are known in the language of the page, and in English on every page", () => {
  for (const value of PROFESSIONS) {
    if (value === "other" || value === "unknown") continue;
    expect(facetsMeant(ug.profession[value], "ug")).toContainEqual({ facet: "profession", value });
  }
  expect(facetsMeant("Scholarship", "ug")).toEqual([{ facet: "profession", value: "scholarship" }]);
  expect(facetsMeant(ug.status.sentenced, "en")).toEqual([]);
});

test.each(["", "Abdurehim Heyit", "Ilham", "unknown", "other", "ئابدۇرېھىم ھېيت", "x".repeat(200)])(
  "%j is no value of a facet",
  (typed) => {
    expect(facetsMeant(typed, "en")).toEqual([]);
  },
);
