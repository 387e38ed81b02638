import { beforeAll, describe, expect, test } from "vitest";
import { searchPersons } from "@/db/search";
import { EMPTY_QUERY, type SearchQuery } from "@/domain/search-query";
import { query } from "../support/database";
import { checkWholeIndex } from "../support/index-round";
import { publishAsTwo } from "../support/publish-as-two";
import { inventedContent, receive } from "../support/received";

const NAMES = ["Qurban Sinaqchi", "Zulpiqar Tekshürgüchi", "Bextiyar Oylanma"] as const;

async function names(question: Partial<SearchQuery>): Promise<string[]> {
  const { persons } = await searchPersons({ ...EMPTY_QUERY, ...question });
  return persons.map(({ name }) => name).sort();
}

const trail = () =>
  query<{ actor_id: string; subject_id: string }>(
    "owner",
    "SELECT actor_id, subject_id FROM audit_event WHERE action = 'index.mended' ORDER BY seq",
  );

beforeAll(async () => {
  for (const [at, text] of NAMES.entries()) {
    const { id } = await receive(
      inventedContent({
        names: [{ text, script: "Latn", orthography: "uly", kind: "main", isPublic: true, citations: [] }],
      }),
    );
    await publishAsTwo(id);
    // The next record stands in another slice, and the last in another chunk of the sets.
    await query("owner", "SELECT setval('issued_identifier_ordinal_seq', $1)", [at === 0 ? 600 : 16_400]);
  }
});

describe("the check of the index", () => {
  test("is planned from the beginning, once, and is not due in the first hour", async () => {
    expect(
      await query("owner", "SELECT run_at > now() AS later, finished_at FROM job WHERE kind = 'check_index'"),
    ).toEqual([{ later: true, finished_at: null }]);
  });

  test("changes nothing where nothing differs, and leaves no trace", async () => {
    const all = () =>
      query(
        "owner",
        "SELECT xmin::text, ordinal FROM search_entry UNION ALL SELECT xmin::text, term FROM search_set ORDER BY 1, 2",
      );
    const before = await all();
    expect(await checkWholeIndex()).toBeGreaterThan(2);
    expect(await all()).toEqual(before);
    expect(await trail()).toEqual([]);
  });

  test("mends entries that are wrong or missing, and sets that are not those of their entries", async () => {
    await query("owner", "DELETE FROM search_entry WHERE name = $1", [NAMES[0]]);
    await query("owner", "UPDATE search_entry SET keys = '{}', facets = '{}' WHERE name = $1", [NAMES[1]]);
    await query("owner", "UPDATE search_set SET people = 0, members = repeat('0', 16384)::bit(16384) WHERE chunk = 1");
    expect(await names({ q: "Qurban Sinaqchi" })).toEqual([]);
    expect(await names({ q: "Zulpiqar" })).toEqual([]);
    expect((await searchPersons(EMPTY_QUERY)).total).toBe(0);

    await checkWholeIndex();
    expect(await names({ q: "Qurban Sinaqchi" })).toEqual([NAMES[0]]);
    expect(await names({ q: "Zulpiqar" })).toEqual([NAMES[1]]);
    expect(await names({})).toEqual([...NAMES].sort());
    const all = await searchPersons(EMPTY_QUERY);
    expect(all.total).toBe(3);
    expect(all.facets.ethnicity).toEqual([{ value: "unknown", count: 3 }]);
  });

  test("says in the trail how much a round mended, and no name", async () => {
    const [entry, ...more] = await trail();
    expect(more).toEqual([]);
    expect(entry?.actor_id).toBe("system:index");
    expect(entry?.subject_id).toMatch(/^[1-9]\d*$/);
  });

  test("makes sets for values that lost theirs, and takes away those of nobody", async () => {
    await query("owner", "DELETE FROM search_set WHERE chunk = 0");
    await query(
      "owner",
      "INSERT INTO search_set (term, chunk, people, members) SELECT min(id), 0, 5, repeat('1', 16384)::bit(16384) FROM search_term WHERE facet = 'sex'",
    );
    await query("owner", "UPDATE search_set SET members = ~members, people = 16383 WHERE chunk = 1");
    await checkWholeIndex();
    const all = await searchPersons(EMPTY_QUERY);
    expect(all.total).toBe(3);
    expect(all.facets.sex.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  });

  test("is the work of the worker alone: readers may not begin it", async () => {
    for (const call of ["mend_search_sets(0)", "promote_common_keys(0)", "lock_search_chunk('MU-00000000')"])
      await expect(query("web", `SELECT ${call}`)).rejects.toMatchObject({ code: "42501" });
  });
});
