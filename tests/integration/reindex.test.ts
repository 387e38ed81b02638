import { beforeAll, expect, test } from "vitest";
import { searchPersons } from "@/db/search";
import { rebuildSearchIndex } from "@/db/search-index";
import { EMPTY_QUERY } from "@/domain/search-query";
import { query } from "../support/database";
import { publishAsTwo } from "../support/publish-as-two";
import { inventedContent, receive } from "../support/received";

// Records without a word, in three chunks: enough that an empty index is made in the quick way.
beforeAll(async () => {
  await query(
    "owner",
    `SET session_replication_role = replica;
     CREATE TEMP TABLE made AS
       SELECT 'MU-' || lpad((n * 7)::text, 8, '0') AS id, n AS ordinal
         FROM (SELECT generate_series(1, 6000) UNION ALL SELECT generate_series(16384, 22000) UNION ALL SELECT 40000) AS made (n);
     INSERT INTO issued_identifier (id, ordinal) SELECT id, ordinal FROM made;
     INSERT INTO person (id, display_name, status, sex, ethnicity, profession, fate, whereabouts, tier, reasons, sides, published_month, revision_id)
       SELECT id, 'Nobody ' || ordinal, 'camp', 'female', 'uyghur', 'unknown', 'none', 'none', 'reported', '{}', '{}', '2026-01', gen_random_uuid()
         FROM made;
     SELECT setval('issued_identifier_ordinal_seq', 40000);`,
  );
});

test("an index that is made from nothing has what was published meanwhile, and what was there", async () => {
  const meanwhile: Promise<unknown>[] = [];
  const publish = async () => {
    const { id } = await receive(inventedContent());
    await publishAsTwo(id);
  };
  await rebuildSearchIndex(() => {
    if (meanwhile.length < 3) meanwhile.push(publish());
  });
  await Promise.all(meanwhile);
  expect(meanwhile).toHaveLength(3);
  const answer = await searchPersons(EMPTY_QUERY);
  expect(answer.total).toBe(6000 + 5617 + 1 + 3);
  expect(answer.facets.status[0]).toEqual({ value: "camp", count: 11_618 });
  expect((await searchPersons({ ...EMPTY_QUERY, q: "Invented Person" })).total).toBe(3);
  expect((await rebuildSearchIndex()).mended).toBe(0);
});
