import pg from "pg";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { closeDatabase } from "@/db/client";
import { findPublicPerson } from "@/db/persons";
import { searchPersons } from "@/db/search";
import { makePublicIdentifier } from "@/domain/public-identifier";
import { EMPTY_QUERY, type SearchQuery } from "@/domain/search-query";
import type { DatabaseRole } from "@/lib/env";
import { query } from "../support/database";
import { fillLargeIndex, partAt, wordAt } from "../support/large-index";
import { publishAsTwo } from "../support/publish-as-two";
import { inventedContent, receive } from "../support/received";

/** The tables that grow with the archive: reading one of them whole is what no question may do. */
const LARGE = ["search_entry", "search_set", "person"];

type Asked = { readonly role: DatabaseRole; readonly text: string; readonly values: unknown[] };
type Plan = { "Node Type": string; "Relation Name"?: string; "Index Name"?: string; Plans?: Plan[] };

/** The statements that the code sends while it works, with their values. */
async function statementsOf(work: () => Promise<unknown>): Promise<Asked[]> {
  const asked: Asked[] = [];
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the client that it was called on
  const send = pg.Client.prototype.query as (this: pg.Client, ...rest: unknown[]) => unknown;
  const spy = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (this: pg.Client, ...rest: unknown[]) {
    const [first, second] = rest;
    const { text, values } =
      typeof first === "string" ? { text: first, values: second } : (first as { text: string; values?: unknown });
    if (/^\s*(select|with|insert|update|delete)\b/i.test(text))
      asked.push({ role: this.user as DatabaseRole, text, values: Array.isArray(values) ? (values as unknown[]) : [] });
    return send.apply(this, rest);
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return asked;
}

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** How the database goes about each statement of the work: what it reads whole, and by which indexes it goes. */
async function plansOf(work: () => Promise<unknown>): Promise<{ whole: string[]; indexes: Set<string> }> {
  const whole: string[] = [];
  const indexes = new Set<string>();
  const asked = await statementsOf(work);
  expect(asked.length).toBeGreaterThan(0);
  for (const { role, text, values } of asked) {
    const [row] = await query<{ "QUERY PLAN": [{ Plan: Plan }] }>(
      ["web", "mod"].includes(role) ? role : "owner",
      `EXPLAIN (FORMAT JSON) ${text}`,
      values,
    );
    for (const node of row === undefined ? [] : nodesOf(row["QUERY PLAN"][0].Plan)) {
      if (node["Index Name"] !== undefined) indexes.add(node["Index Name"]);
      if (node["Node Type"] === "Seq Scan" && LARGE.includes(node["Relation Name"] ?? ""))
        whole.push(`${node["Relation Name"]} in ${text.replace(/\s+/g, " ").slice(0, 300)}`);
    }
  }
  return { whole, indexes };
}

/** How often each large table was read whole so far, also by triggers, which no plan shows. */
async function wholeReadings(): Promise<Record<string, number>> {
  await closeDatabase(); // connections that end tell what they did
  await vi.waitFor(async () => {
    const others = await query(
      "owner",
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
    );
    expect(others).toEqual([]);
  });
  const rows = await query<{ relname: string; seq_scan: string }>(
    "owner",
    "SELECT relname, seq_scan FROM pg_stat_user_tables WHERE relname = ANY ($1)",
    [LARGE],
  );
  return Object.fromEntries(rows.map(({ relname, seq_scan }) => [relname, Number(seq_scan)]));
}

const RECORD = makePublicIdentifier(4000 * 97);

beforeAll(async () => {
  await fillLargeIndex(100_000);
  // A process reads the sets of the facets once.
  await searchPersons(EMPTY_QUERY);
}, 120_000);

describe("in an archive of 100,000 records", () => {
  const facets = { sex: ["female"], status: ["camp", "sentenced"], ethnicity: ["uyghur"], tier: ["reported"] };
  const questions: [string, Partial<SearchQuery>, string][] = [
    ["the first page", {}, "search_entry_name_person_id_idx"],
    ["the first page by day of change", { sort: "updated" }, "search_entry_updated_on_person_id_idx"],
    ["the first page by silence", { sort: "silence" }, "search_entry_silence_person_id_idx"],
    ["four facets", { facets }, "search_entry_name_person_id_idx"],
    ["four facets by silence", { facets, sort: "silence" }, "search_entry_silence_person_id_idx"],
    ["a rare place", { facets: { county: ["654209"], sex: ["unknown"] } }, "search_entry_pkey"],
    ["a year", { detainedFrom: "2017", detainedTo: "2018" }, "search_entry_name_person_id_idx"],
    ["days", { detainedFrom: "2012-03-02", detainedTo: "2012-03-20" }, "search_entry_earliest_idx"],
    ["a common name", { q: `${partAt(0)} ${partAt(100)}` }, "search_entry_keys_idx"],
    ["a rare name", { q: `${partAt(99)} ${partAt(198)}` }, "search_entry_keys_idx"],
    ["a name by silence", { q: `${partAt(30)} ${partAt(130)}`, sort: "silence" }, "search_entry_keys_idx"],
    ["one part of a name", { q: partAt(1) }, "search_entry_pkey"],
    ["two letters", { q: partAt(0).slice(0, 2) }, "search_entry_keys_idx"],
    ["a common name with facets", { q: `${partAt(0)} ${partAt(100)}`, facets }, "search_entry_keys_idx"],
    ["a name that nobody has", { q: "Zzyzx Qwirtzu" }, "search_entry_keys_idx"],
    ["a common word", { q: `${wordAt(0)} ${wordAt(1)}` }, "search_set_pkey"],
    ["a rare word", { q: wordAt(1999) }, "search_entry_keys_idx"],
    ["a record number", { q: RECORD }, "search_entry_keys_idx"],
  ];

  test.each(questions)("%s is answered without reading a large table", async (_, question, index) => {
    const { whole, indexes } = await plansOf(async () => {
      const { next } = await searchPersons({ ...EMPTY_QUERY, ...question });
      if (next !== null) await searchPersons({ ...EMPTY_QUERY, ...question, cursor: next });
    });
    expect(whole).toEqual([]);
    expect([...indexes]).toContain(index);
  });

  test("a record is read by its identifier", async () => {
    const { whole, indexes } = await plansOf(() => findPublicPerson(RECORD));
    expect(whole).toEqual([]);
    expect([...indexes]).toContain("person_pkey");
  });

  test("the first question after a publication reads the sets of its chunk, by their key", async () => {
    const { id } = await receive(inventedContent());
    await publishAsTwo(id);
    const { whole, indexes } = await plansOf(() => searchPersons(EMPTY_QUERY));
    expect(whole).toEqual([]);
    expect([...indexes]).toContain("search_set_pkey");
  });

  test("publishing and taking off read no large table, nor do their triggers", async () => {
    const { id } = await receive(inventedContent());
    const before = await wholeReadings();
    await publishAsTwo(id);
    await query("owner", "UPDATE submission SET state = 'withdrawn', version = version + 1 WHERE id = $1", [id]);
    expect(await wholeReadings()).toEqual(before);
  });
});
