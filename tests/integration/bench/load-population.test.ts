import { beforeAll, describe, expect, test } from "vitest";
import { searchPersons } from "@/db/search";
import { rebuildSearchIndex } from "@/db/search-index";
import { EMPTY_QUERY } from "@/domain/search-query";
import { getPerson } from "@/features/archive/get-person";
import { searchArchive } from "@/features/archive/search-archive";
import { databaseUrl } from "@/lib/env";
import { loadPopulation } from "../../../scripts/bench/load-population";
import { population } from "../../../scripts/bench/population";
import { query } from "../../support/database";

const SEED = 11;
const people = [...population(500, SEED)];
const progress: number[] = [];

beforeAll(async () => {
  await loadPopulation(databaseUrl("owner"), people.length, SEED, (done) => progress.push(done));
  await rebuildSearchIndex();
});

describe("a loaded population", () => {
  test("is all there, and was reported", async () => {
    expect(progress).toEqual([500]);
    expect((await searchArchive({ ...EMPTY_QUERY, limit: 1 })).total).toBe(500);
  });

  test.each(people.slice(0, 20))("shows $key in a search as the population has them", async (person) => {
    const { persons } = await searchArchive({ ...EMPTY_QUERY, q: person.names[1]!.text, limit: 50 });
    const { names, side } = person;
    const found = persons.find(
      (one) => one.names.map((name) => name.text).join() === names.map((name) => name.text).join(),
    );
    expect(found).toMatchObject({
      name: names[0]!.text,
      names,
      status: person.status,
      sex: person.sex,
      ethnicity: person.ethnicity,
      profession: person.profession ?? "unknown",
      county: person.county,
      prefecture: person.prefecture,
      detainedFrom: person.detainedFrom,
      hasPhoto: person.hasPhoto,
      sides: side,
      match: { reason: "same_spelling" },
    });
  });

  test("has a page for each", async () => {
    const subject = people.findIndex(
      (one) => one.birthYear !== null && one.detainedFrom !== null && one.county !== null,
    );
    const person = people[subject]!;
    const { persons } = await searchPersons({ ...EMPTY_QUERY, q: person.names[0]!.text });
    const shown = await getPerson(persons[0]!.id);
    expect(shown).toMatchObject({
      person: {
        recordNames: person.names.map(({ text }) => ({ text })),
        facts: [{ field: "birth", edtf: `${person.birthYear}` }],
        reports: [{ begin: person.detainedFrom, place: person.county }],
        testimonies: [{ text: person.testimony, language: person.language, side: person.side[0] }],
        sources: [{ title: "Invented people" }],
        revisions: [{ number: 1 }],
      },
    });
  });

  test("leaves no index behind that is not kept, and no row that belongs to nothing", async () => {
    expect(await query("owner", "SELECT 1 FROM pg_index WHERE NOT indisvalid OR NOT indisready")).toEqual([]);
    const keys = await query<{ name: string; table: string }>(
      "owner",
      `SELECT conname AS name, conrelid::regclass::text AS table FROM pg_constraint WHERE contype = 'f' AND convalidated`,
    );
    expect(keys.length).toBeGreaterThan(10);
    for (const { name, table } of keys) {
      // PostgreSQL checks every row when a constraint is validated anew.
      const [definition] = await query<{ text: string }>(
        "owner",
        "SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = $1",
        [name],
      );
      await query(
        "owner",
        `ALTER TABLE ${table} DROP CONSTRAINT "${name}", ADD CONSTRAINT "${name}" ${definition!.text}`,
      );
    }
  });

  test("is not poured over records that are there", async () => {
    await expect(loadPopulation(databaseUrl("owner"), 1, SEED, () => undefined)).rejects.toThrow("has records already");
  });
});
