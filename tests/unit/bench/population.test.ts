import { describe, expect, test } from "vitest";
import {
  CASE_STATUSES,
  ETHNICITIES,
  ORTHOGRAPHIES,
  PROFESSIONS,
  SEXES,
  SIDES,
  STATED_REASONS,
  TIERS,
} from "@/domain/codes";
import { detectScript } from "@/domain/name/script";
import { parseEdtf } from "@/domain/partial-date";
import { population } from "../../../scripts/bench/population";

describe("an invented population", () => {
  test("is the same for a seed, and the beginning of a larger one; another for another seed", () => {
    const people = [...population(200, 7)];
    expect([...population(200, 7)]).toEqual(people);
    expect([...population(500, 7)].slice(0, 200)).toEqual(people);
    expect([...population(200, 8)]).not.toEqual(people);
  });

  test("speaks in the codes of the archive, dates in EDTF, places of the gazetteer", () => {
    const wrong = [...population(3000, 1)].flatMap((person) => {
      const { names, county, prefecture, detainedFrom } = person;
      const checks = {
        sex: SEXES.includes(person.sex),
        ethnicity: ETHNICITIES.includes(person.ethnicity),
        status: CASE_STATUSES.includes(person.status),
        profession: person.profession === null || PROFESSIONS.includes(person.profession),
        reason: person.reason.every((code) => STATED_REASONS.includes(code)),
        side: person.side.length > 0 && person.side.every((code) => SIDES.includes(code)),
        tier: person.tier.length === person.side.length && person.tier.every((code) => TIERS.includes(code)),
        orthography: names.every((name) => ORTHOGRAPHIES.includes(name.orthography)),
        script: names.every((name) => name.script === detectScript(name.text)),
        spellings:
          names.length >= 3 && names.length <= 4 && new Set(names.map((name) => name.text)).size === names.length,
        bothParts: names.every((name) => /^\S+[ ·]\S+$/u.test(name.text)),
        place: county === null ? prefecture === null : prefecture === null || county.startsWith(prefecture.slice(0, 4)),
        detained: detainedFrom === null || parseEdtf(detainedFrom) !== null,
      };
      return Object.entries(checks).flatMap(([check, holds]) => (holds ? [] : [{ check, person }]));
    });
    expect(wrong).toEqual([]);
  });

  test("is as skewed as promised: the commonest name, rare names, unknown places, words", () => {
    const people = 100_000;
    const bearers = new Map<string, number>();
    const spellings = new Set<string>();
    let rare = 0;
    let placeless = 0;
    let words = [Infinity, 0];
    for (const person of population(people, 1)) {
      bearers.set(person.key, (bearers.get(person.key) ?? 0) + 1);
      for (const name of person.names) spellings.add(name.orthography);
      if (person.rare) rare += 1;
      if (person.county === null) placeless += 1;
      if (person.language === "zh") continue;
      const length = person.testimony.split(" ").length;
      words = [Math.min(words[0]!, length), Math.max(words[1]!, length)];
    }
    const commonest = Math.max(...bearers.values());
    expect(commonest / people).toBeGreaterThan(0.003);
    expect(commonest / people).toBeLessThan(0.006);
    expect(rare / people).toBeCloseTo(0.3, 2);
    expect(placeless / people).toBeCloseTo(0.15, 2);
    expect([...spellings].sort()).toEqual(["hanzi", "pinyin", "press_latin", "uey", "uly", "usy"]);
    expect(words).toEqual([20, 60]);
  });
});
