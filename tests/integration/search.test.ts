import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { database, inTransaction } from "@/db/client";
import { searchPersons } from "@/db/search";
import { rebuildSearchIndex } from "@/db/search-index";
import { bounds } from "@/domain/partial-date";
import type { PublicPersonSummary } from "@/domain/person";
import { currentSets, withKeys } from "@/db/search-sets";
import { yearsOf } from "@/domain/search-entry";
import { EMPTY_QUERY, type Facet, FACET_NAMES, type SearchQuery } from "@/domain/search-query";
import { databaseUrl } from "@/lib/env";
import { loadPopulation } from "../../scripts/bench/load-population";
import { query } from "../support/database";
import { checkWholeIndex } from "../support/index-round";
import { publishAsTwo, publishWithin } from "../support/publish-as-two";
import { inventedContent, receive } from "../support/received";

const PEOPLE = 800;

/** A record as its own tables have it: what the index must agree with. */
type Known = {
  id: string;
  facets: Record<Facet, readonly string[]>;
  detainedFrom: string | null;
  births: readonly string[];
};
let known: Known[] = [];

async function readKnown(): Promise<Known[]> {
  type Row = Record<"status" | "ethnicity" | "sex" | "profession" | "tier" | "id", string> &
    Record<"prefecture" | "county" | "detained_from", string | null> &
    Record<"reasons" | "sides" | "births", string[]> & { has_photo: boolean };
  const rows = await query<Row>(
    "owner",
    `SELECT person.*, coalesce(births, '{}') AS births FROM person LEFT JOIN (
       SELECT person_id, array_agg(edtf) AS births FROM fact JOIN statement ON statement.id = statement_id
        WHERE field = 'birth' AND edtf IS NOT NULL GROUP BY person_id) AS born ON person_id = person.id`,
  );
  const some = (value: string | null) => (value === null ? [] : [value]);
  return rows.map((row) => ({
    id: row.id,
    facets: {
      status: [row.status],
      ethnicity: [row.ethnicity],
      sex: [row.sex],
      profession: [row.profession],
      prefecture: some(row.prefecture),
      county: some(row.county),
      reason: row.reasons,
      side: row.sides,
      tier: [row.tier],
      hasPhoto: [String(row.has_photo)],
    },
    detainedFrom: row.detained_from,
    births: row.births,
  }));
}

const ask = (question: Partial<SearchQuery>) => searchPersons({ ...EMPTY_QUERY, ...question });

/** Everybody that answers, read page by page; `between` happens after each page but the last. */
async function readAll(
  question: Partial<SearchQuery>,
  between: (page: readonly PublicPersonSummary[]) => Promise<unknown> = () => Promise.resolve(),
): Promise<PublicPersonSummary[]> {
  const all: PublicPersonSummary[] = [];
  for (let cursor: string | null = null; ;) {
    const answer = await ask({ ...question, cursor });
    all.push(...answer.persons);
    if (answer.next === null) return all;
    cursor = answer.next;
    await between(answer.persons);
  }
}

/** Total and counts by the rule itself: a facet counts those that hold every condition but its own. */
function naively(people: readonly Known[], facets: SearchQuery["facets"]) {
  const chosen = FACET_NAMES.filter((facet) => (facets[facet] ?? []).length > 0);
  const holds = ({ facets: own }: Known, facet: Facet) => own[facet].some((value) => facets[facet]?.includes(value));
  const counts = FACET_NAMES.map((facet) => {
    const values = new Map<string, number>();
    for (const person of people)
      if (chosen.every((other) => other === facet || holds(person, other)))
        for (const value of new Set(person.facets[facet])) values.set(value, (values.get(value) ?? 0) + 1);
    const counted = [...values].map(([value, count]) => ({ value, count }));
    return [facet, counted.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))];
  });
  return {
    total: people.filter((person) => chosen.every((facet) => holds(person, facet))).length,
    facets: Object.fromEntries(counts) as unknown,
  };
}

function withinDates({ detainedFrom }: Known, from: string | null, to: string | null): boolean {
  if (from === null && to === null) return true;
  if (detainedFrom === null) return false;
  const { earliest, latest } = bounds(detainedFrom);
  const first = from === null ? null : bounds(from).earliest;
  const last = to === null ? null : bounds(to).latest;
  return (first === null || (latest ?? "") >= first) && (last === null || (earliest ?? "9999") <= last);
}

const content = (text: string, testimony = "A sentence about nobody.") =>
  inventedContent({
    names: [{ text, script: "Latn", orthography: "uly", kind: "main", isPublic: true, citations: [] }],
    testimonies: [
      { text: testimony, language: "en", learnedThrough: null, side: "family", tier: "reported", citations: [] },
    ],
  });

async function publish(text: string, testimony?: string): Promise<{ submission: string; record: string }> {
  const { id } = await receive(content(text, testimony));
  return { submission: id, record: await publishAsTwo(id) };
}

const withdraw = (submission: string) =>
  query("owner", "UPDATE submission SET state = 'withdrawn', version = version + 1 WHERE id = $1", [submission]);

/** How many entries and sets are not what the records say; asked of every record and every chunk. */
async function wrongInIndex(): Promise<number> {
  const mended = () =>
    query<{ mended: number }>(
      "owner",
      "SELECT coalesce(sum(subject_id::integer), 0)::integer AS mended FROM audit_event WHERE action = 'index.mended'",
    );
  const [before] = await mended();
  await checkWholeIndex();
  const [after] = await mended();
  return (after?.mended ?? 0) - (before?.mended ?? 0);
}

beforeAll(async () => {
  await loadPopulation(databaseUrl("owner"), PEOPLE, 29, () => undefined);
  await rebuildSearchIndex();
  known = await readKnown();
}, 120_000);

describe("totals and counts are exact", () => {
  const valuesOf = (facet: Facet) => [...new Set(known.flatMap(({ facets }) => facets[facet]))].sort();
  const someFacets = () =>
    fc.record(
      Object.fromEntries(
        FACET_NAMES.map((facet) => [
          facet,
          fc.uniqueArray(fc.constantFrom(...valuesOf(facet)), { minLength: 1, maxLength: 4 }),
        ]),
      ),
      { requiredKeys: [] },
    ) as fc.Arbitrary<SearchQuery["facets"]>;
  /** Mostly two or three facets: with ten nobody is left. */
  const fewFacets = () =>
    fc
      .tuple(someFacets(), fc.subarray([...FACET_NAMES], { maxLength: 3 }))
      .map(
        ([facets, kept]) =>
          Object.fromEntries(kept.map((facet) => [facet, facets[facet] ?? []])) as SearchQuery["facets"],
      );
  const dates = fc.constantFrom<[string | null, string | null]>(
    [null, null],
    ["2017", "2017"],
    ["2016", null],
    [null, "2018"],
    ["2017-03", "2018-02"],
    ["2017-04-12", null],
    [null, "2017-08"],
  );

  test("for any choice of facets and dates", async () => {
    await fc.assert(
      fc.asyncProperty(fewFacets(), dates, async (facets, [detainedFrom, detainedTo]) => {
        const answer = await ask({ facets, detainedFrom, detainedTo, limit: 1 });
        const people = known.filter((person) => withinDates(person, detainedFrom, detainedTo));
        expect({ total: answer.total, facets: answer.facets }).toEqual(naively(people, facets));
      }),
      { numRuns: 80 },
    );
  });

  test("for a place and for a year", async () => {
    const questions: [string, (person: Known) => boolean][] = [
      ["Kashgar", ({ facets }) => facets.prefecture.includes("653100") || facets.county.includes("653101")],
      [
        "1980",
        ({ births, detainedFrom }) =>
          births.flatMap(yearsOf).some((year) => Math.abs(Number(year) - 1980) <= 2) ||
          yearsOf(detainedFrom).includes("1980"),
      ],
      ["2017", ({ detainedFrom }) => yearsOf(detainedFrom).includes("2017")],
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...questions), fewFacets(), dates, async ([q, holds], facets, [from, to]) => {
        const answer = await ask({ q, facets, detainedFrom: from, detainedTo: to, limit: 1 });
        const people = known.filter((person) => holds(person) && withinDates(person, from, to));
        expect({ total: answer.total, facets: answer.facets }).toEqual(naively(people, facets));
      }),
      { numRuns: 40 },
    );
  });

  test("for a name and for words, among those whom the same question finds without facets", async () => {
    const [row] = await query<{ name: string }>(
      "owner",
      "SELECT name FROM search_entry GROUP BY name ORDER BY count(*) DESC, name LIMIT 1",
    );
    const name = row?.name ?? "";
    for (const q of [name, name.split(" ")[0] ?? "", "invented", "Memet 1980"]) {
      const ids = new Set((await readAll({ q, limit: 100 })).map(({ id }) => id));
      expect(ids.size, q).toBeGreaterThan(0);
      const people = known.filter(({ id }) => ids.has(id));
      await fc.assert(
        fc.asyncProperty(fewFacets(), async (facets) => {
          const answer = await ask({ q, facets, limit: 1 });
          expect({ total: answer.total, facets: answer.facets }).toEqual(naively(people, facets));
        }),
        { numRuns: 10 },
      );
    }
  });

  test("the same whether a key is found by the index or, once it is common, by its set", async () => {
    const questions = [{}, { facets: { sex: ["female"], status: ["camp", "sentenced"] } }, { detainedFrom: "2017" }];
    const [commonest] = await query<{ name: string }>(
      "owner",
      "SELECT name FROM search_entry GROUP BY name ORDER BY count(*) DESC, name LIMIT 1",
    );
    const asked = ["invented", "ta", commonest?.name ?? "", commonest?.name.split(" ")[0] ?? ""];
    const answers = () => Promise.all(asked.flatMap((q) => questions.map((each) => ask({ q, ...each }))));
    const before = await answers();
    await query("owner", "ANALYZE search_entry");
    const [row] = await query<{ promoted: number }>("mod", "SELECT promote_common_keys(20) AS promoted");
    expect(row?.promoted).toBeGreaterThan(10);
    expect(await answers()).toEqual(before);
  });
});

test("who asks while others ask for many common keys gets all that have one", async () => {
  await query("owner", "ANALYZE search_entry");
  await query("owner", "SELECT promote_common_keys(3)");
  const db = database("web");
  const sets = await currentSets(db);
  const keys = [...sets.common];
  expect(keys.length).toBeGreaterThan(900);
  const [known = 0, ...others] = keys;
  const alone = (await withKeys(db, sets, [known])).count;
  expect(alone).toBeGreaterThan(0);
  const asked = [
    ...[0, 200, 400].map((at) => [known, ...others.slice(at, at + 450)]),
    ...Array.from({ length: 20 }, (_, at) => [known, others[800 + at] ?? 0]),
  ];
  const counts = await Promise.all(asked.map(async (each) => (await withKeys(db, sets, each)).count));
  for (const count of counts) expect(count).toBeGreaterThanOrEqual(alone);
});

describe("reading page by page", () => {
  const lists: [string, Partial<SearchQuery>][] = [
    ["everybody", {}],
    ["everybody by name", { sort: "name" }],
    ["everybody by day of change", { sort: "updated" }],
    ["everybody by silence", { sort: "silence" }],
    ["a name, the nearest first", { q: "Wolqanjan Sinaqchi" }],
    ["a name by silence", { q: "Wolqanjan Sinaqchi", sort: "silence" }],
    ["words", { q: "turnusol" }],
    ["a year", { q: "1980" }],
    ["a facet by name", { facets: { sex: ["unknown"] }, sort: "name" }],
  ];

  test.each(lists)("%s: nobody twice, nobody lost, while others come and go", async (_, question) => {
    const limit = question.q === undefined && question.facets === undefined ? 100 : 3;
    const passing: { submission: string; record: string }[] = [];
    for (let at = 0; at < 6; at += 1)
      passing.push(await publish(`Wolqanjan Sinaqchi${"abcdef".charAt(at)}`, "turnusol"));
    const before = new Set((await readAll({ ...question, limit })).map(({ id }) => id));
    const gone = new Set<string>();
    let coming = 0;
    const read = await readAll({ ...question, limit }, async () => {
      const leaving = passing.shift();
      if (leaving !== undefined) {
        await withdraw(leaving.submission);
        gone.add(leaving.record);
      }
      if (coming < 6) await publish(`Wolqanjan Sinaqchi ${"uvwxyz".charAt(coming)}`, "turnusol");
      coming += 1;
    });
    const ids = read.map(({ id }) => id);
    expect(coming).toBeGreaterThan(1);
    expect(ids).toHaveLength(new Set(ids).size);
    expect([...before].filter((id) => !gone.has(id) && !ids.includes(id))).toEqual([]);
  });

  test("every order is kept over the pages", async () => {
    const read = async (sort: SearchQuery["sort"]) => (await readAll({ sort, limit: 100 })).map(({ id }) => id);
    const inOrder = async (order: string) =>
      (await query<{ id: string }>("owner", `SELECT id FROM person ORDER BY ${order}`)).map(({ id }) => id);
    expect(await read("name")).toEqual(await inOrder("display_name, id"));
    expect(await read("updated")).toEqual(await inOrder("updated_on DESC, id DESC"));
    expect(await read("silence")).toEqual(
      await inOrder("coalesce(last_contact_day, detained_earliest, '1900-01-01'), id"),
    );
  });

  test("those who are nearest are in the same order in small pages and in large ones", async () => {
    const ids = (await readAll({ q: "Wolqanjan", limit: 2 })).map(({ id }) => id);
    expect(ids).toEqual((await readAll({ q: "Wolqanjan", limit: 100 })).map(({ id }) => id));
  });
});

describe("publication and search are one", () => {
  const facets = { sex: ["unknown"], ethnicity: ["unknown"], prefecture: [], county: [] };

  test("what is published is found and counted at once, and what is taken off is gone at once", async () => {
    const before = await ask({ facets });
    const { submission, record } = await publish("Yasinjan Birdemlik", "Birdemlik");
    expect((await ask({ q: "Yasinjan Birdemlik" })).persons.map(({ id }) => id)).toEqual([record]);
    expect((await ask({ q: record })).persons.map(({ id }) => id)).toEqual([record]);
    expect((await ask({ facets })).total).toBe(before.total + 1);
    await withdraw(submission);
    expect((await ask({ q: "Yasinjan Birdemlik" })).total).toBe(0);
    expect((await ask({ q: record })).total).toBe(0);
    expect((await ask({ facets })).facets).toEqual(before.facets);
  });

  test("a publication that is undone leaves no trace", async () => {
    const state = () =>
      query("owner", "SELECT md5(string_agg(search_set::text, ';' ORDER BY term, chunk)) AS sets FROM search_set");
    const before = await state();
    const { id } = await receive(content("Abliz Qaytqan"));
    await expect(
      inTransaction("owner", async (tx) => {
        await publishWithin(tx, id);
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    expect((await ask({ q: "Abliz Qaytqan" })).total).toBe(0);
    expect(await state()).toEqual(before);
  });

  test("many who publish and take off at once keep every set right", async () => {
    const there = await Promise.all(Array.from({ length: 6 }, (_, at) => publish(`Teng Baghlan${at}`)));
    await Promise.all([
      ...there.map(({ submission }) => withdraw(submission)),
      ...Array.from({ length: 6 }, (_, at) => publish(`Teng Keldi${at}`)),
    ]);
    const all = await ask({});
    expect({ total: all.total, facets: all.facets }).toEqual(naively(await readKnown(), {}));
    expect(await wrongInIndex()).toBe(0);
  });
});

describe("rebuilding", () => {
  test("mends what is wrong, missing or left over, and says how much", async () => {
    const before = await ask({ q: "Kashgar", sort: "name" });
    await query("owner", "DELETE FROM search_entry WHERE ordinal % 100 = 7");
    await query("owner", "UPDATE search_entry SET keys = '{1,2,3}' WHERE ordinal % 100 = 8");
    await query("owner", "UPDATE search_entry SET silence = '1999-09-09' WHERE ordinal % 100 = 9");
    await query("owner", "DELETE FROM search_set WHERE term % 2 = 0");
    const [damaged] = await query<{ count: number }>(
      "owner",
      "SELECT count(*)::integer FROM person JOIN issued_identifier USING (id) WHERE ordinal % 100 IN (7, 8, 9)",
    );
    const { mended, records } = await rebuildSearchIndex();
    expect(mended).toBe(damaged?.count);
    expect(records).toBe((await readKnown()).length);
    expect(await ask({ q: "Kashgar", sort: "name" })).toEqual(before);
    expect(await wrongInIndex()).toBe(0);
    expect((await rebuildSearchIndex()).mended).toBe(0);
  });

  test("makes the index of keys again when an earlier one died before it did", async () => {
    const valid = () =>
      query(
        "owner",
        "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('search_entry_keys_idx') AND indisvalid",
      );
    await query("owner", "DROP INDEX search_entry_keys_idx");
    expect(await valid()).toEqual([]);
    await rebuildSearchIndex();
    expect(await valid()).toEqual([{ indisvalid: true }]);
  });

  test("while others publish, change and take off loses nothing and stops nobody", async () => {
    const said = (at: number) => ({
      ...content(`Aldin Barlar${at}`),
      externalIds: [{ scheme: "other" as const, value: `race-${at}` }],
    });
    const eight = Array.from({ length: 8 }, (_, at) => at);
    for (const at of eight) await publishAsTwo((await receive(said(at))).id);
    const leaving = await Promise.all(eight.map((at) => publish(`Ketken Ademler${at}`)));
    // Every entry has to be replaced, also those that others are about to replace.
    await query("owner", "UPDATE search_entry SET names = names || ' damaged'");
    const change = async () => {
      for (const at of eight) await publishAsTwo((await receive(said(at))).id);
    };
    const add = async () => {
      for (const at of eight) await publish(`Yene Keldi${at}`);
    };
    const take = async () => {
      for (const { submission } of leaving) await withdraw(submission);
    };
    await Promise.all([rebuildSearchIndex(), change(), add(), take()]);
    expect(await wrongInIndex()).toBe(0);
    const beginning = async (name: string) =>
      (await ask({ q: name, limit: 100 })).persons.filter((person) => person.name.startsWith(name));
    expect(await beginning("Aldin Barlar")).toHaveLength(8);
    expect(await beginning("Yene Keldi")).toHaveLength(8);
    expect(await beginning("Ketken Ademler")).toEqual([]);
  });
});

describe("the role of readers", () => {
  test.each([
    "INSERT INTO search_entry SELECT * FROM search_entry LIMIT 1",
    "UPDATE search_entry SET keys = '{}'",
    "DELETE FROM search_entry",
    "INSERT INTO search_term (id) VALUES (1)",
    "DELETE FROM search_term",
    "INSERT INTO search_set SELECT * FROM search_set LIMIT 1",
    "UPDATE search_set SET people = 0",
    "DELETE FROM search_set",
    "TRUNCATE search_entry",
    "SELECT content FROM submission_person",
    "SELECT * FROM issued_identifier",
  ])("cannot: %s", async (sql) => {
    await expect(query("web", sql)).rejects.toMatchObject({ code: "42501" });
  });

  test("a name that is not public is in no entry and in no answer", async () => {
    const { id } = await receive(
      inventedContent({
        names: [
          { text: "Ochuq Isim", script: "Latn", orthography: "uly", kind: "main", isPublic: true, citations: [] },
          {
            text: "Yoshurun Qalghan",
            script: "Latn",
            orthography: "uly",
            kind: "variant",
            isPublic: false,
            citations: [],
          },
        ],
      }),
    );
    const record = await publishAsTwo(id);
    expect((await ask({ q: "Yoshurun Qalghan" })).persons.map((person) => person.id)).not.toContain(record);
    expect(await query("web", "SELECT 1 FROM search_entry WHERE names ILIKE '%yoshurun%'")).toEqual([]);
    expect(await query("web", "SELECT 1 FROM person_name WHERE text LIKE 'Yoshurun%'")).toEqual([]);
  });

  test("moderation cannot give an entry the place of another record, nor write a set", async () => {
    for (const sql of [
      "INSERT INTO search_entry SELECT ordinal + 1, person_id, facets, common, keys, signature, names, name, updated_on, silence FROM search_entry LIMIT 1",
      "UPDATE search_set SET people = 0",
      "UPDATE search_entry SET keys = '{}'",
    ])
      await expect(query("mod", sql)).rejects.toMatchObject({ code: "42501" });
  });
});
