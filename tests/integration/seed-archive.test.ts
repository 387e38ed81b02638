import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { countArchive } from "@/db/persons";
import type { PublicPerson } from "@/domain/person";
import { EMPTY_QUERY } from "@/domain/search-query";
import { getPerson } from "@/features/archive/get-person";
import { searchArchive } from "@/features/archive/search-archive";
import { importBatch, type ImportReport } from "@/features/imports/import-batch";
import { readMapping, readTable } from "@/features/imports/read-table";
import { seedArchive } from "@/features/imports/seed-archive";
import { publishSubmission } from "@/features/moderation/publish-submission";
import { query } from "../support/database";

// The files are read here by other means than the importers read them.
const ppd: Record<string, string>[] = parse(readFileSync("prisma/seed/cecc_ppd_2020-07_xinjiang.csv"), {
  columns: true,
  bom: true,
});
type Case = {
  id: string;
  names: { text: string }[];
  events: { type: string; edtf: string | null; claim?: string; sources: string[] }[];
  testifiers?: { name?: string; relation: string }[];
  status: { code: string; as_of: string | null };
  note?: string;
};
const cases = (JSON.parse(readFileSync("prisma/seed/cases.json", "utf8")) as { cases: Case[] }).cases;

let reports: ImportReport[];
const seed = () => seedArchive({ which: "all", publish: publishSubmission, onProgress: () => undefined });

async function recordOf(scheme: string, value: string): Promise<PublicPerson> {
  const [row] = await query<{ person_id: string }>(
    "owner",
    "SELECT person_id FROM external_identifier JOIN statement ON statement.id = statement_id WHERE scheme = $1 AND value = $2 LIMIT 1",
    [scheme, value],
  );
  const found = await getPerson(row?.person_id ?? "");
  if (!("person" in found)) throw new Error(`${scheme} ${value} is not published`);
  return found.person;
}

beforeAll(async () => {
  reports = await seed();
}, 240_000);

describe("both public data sets", () => {
  test("every row is accounted for, and 802 people are published", async () => {
    const [first, second] = reports;
    expect(first).toMatchObject({ rows: 837, accepted: 785, internal: 52, rejected: [] });
    expect(second).toMatchObject({ rows: 63, accepted: 63, internal: 0, rejected: [] });
    for (const report of reports) {
      expect(report.accepted + report.unchanged + report.updated + report.internal + report.rejected.length).toBe(
        report.rows,
      );
    }
    expect((await countArchive()).persons).toBe(802);
    expect((await searchArchive(EMPTY_QUERY)).total).toBe(802);
  });

  test("what is outside the scope is kept, with the reason, and not published", async () => {
    const rows = await query<{ n: string }>(
      "owner",
      "SELECT count(*) AS n FROM submission WHERE state = 'internal_only' AND internal_reason = 'out_of_scope'",
    );
    expect(Number(rows[0]?.n)).toBe(
      ppd.filter((row) => ["Han", "Han?", "Mongol"].includes(row["ethnic_group"] ?? "")).length,
    );
  });

  test("all 46 cases that name a record of the Commission are that person", async () => {
    const numbers = new Set(ppd.map((row) => row["CECC_record_number"]));
    const rows = await query<{ n: string }>(
      "owner",
      `SELECT count(*) AS n FROM (
         SELECT statement.person_id FROM external_identifier JOIN statement ON statement.id = statement_id
         GROUP BY statement.person_id HAVING bool_or(scheme = 'cases') AND count(*) FILTER (WHERE scheme = 'cecc') >= 2) AS joined`,
    );
    expect(Number(rows[0]?.n)).toBe(46);
    expect(numbers.size).toBe(837);
  });

  test("all 157 events of the cases are there", async () => {
    const rows = await query<{ n: string }>(
      "owner",
      `SELECT count(*) AS n FROM case_event JOIN statement s ON s.id = statement_id
        WHERE s.submission_person_id IN (SELECT p.id FROM submission_person p JOIN submission ON submission.id = p.submission_id WHERE import_key LIKE 'cases:%')`,
    );
    expect(Number(rows[0]?.n)).toBe(cases.reduce((sum, one) => sum + one.events.length, 0));
    expect(Number(rows[0]?.n)).toBe(157);
  });

  test("a source that is known only through another says so", async () => {
    const [row] = await query<{ n: string }>(
      "owner",
      "SELECT count(*) AS n FROM source WHERE read = 'cited' AND cited_in_id IS NULL",
    );
    expect(Number(row?.n)).toBe(0);
  });

  test("importing everything again changes nothing", async () => {
    const before = await query("owner", "SELECT count(*) AS n, max(number) AS newest FROM revision");
    const again = await seed();
    expect(again.map((report) => [report.unchanged, report.accepted, report.updated, report.published])).toEqual([
      [837, 0, 0, 0],
      [63, 0, 0, 0],
    ]);
    expect(await query("owner", "SELECT count(*) AS n, max(number) AS newest FROM revision")).toEqual(before);
  }, 60_000);

  test("the batch was decided by two operators, and the trail says so", async () => {
    const rows = await query<{ actor_id: string }>(
      "owner",
      "SELECT DISTINCT actor_id FROM audit_event WHERE action = 'import.batch_decided' ORDER BY 1",
    );
    expect(rows.map((row) => row.actor_id)).toEqual(["operator:first", "operator:second"]);
  });
});

const said = (cell: string | undefined): string | null =>
  cell === undefined || cell === "" || cell === "(na)" ? null : cell;
const edtf = (cell: string | undefined): string | null =>
  said(cell) === null ? null : (cell ?? "").replace("/mm/dd", "").replace("/dd", "").replaceAll("/", "-");
/** Every fortieth row of those in scope: 20 people, from 1989 to 2020. */
const sample = ppd
  .filter((row) => !["Han", "Han?", "Mongol"].includes(row["ethnic_group"] ?? ""))
  .filter((_, index) => index % 40 === 0);

describe("the published record says what the row says", () => {
  test("there are twenty to compare", () => expect(sample.length).toBeGreaterThanOrEqual(20));

  test.each(sample.map((row) => [row["main.name"] ?? "", row] as const))("%s", async (name, row) => {
    const person = await recordOf("cecc", row["CECC_record_number"] ?? "");
    const source = person.sources.find((one) => one.title?.includes(row["CECC_record_number"] ?? "?"));
    const fromHere = <Statement extends { citations: { sourceId: string }[] }>(list: Statement[]): Statement[] =>
      list.filter((statement) => statement.citations.some((citation) => citation.sourceId === source?.id));
    const fact = (field: string) => fromHere(person.facts).find((one) => one.field === field);

    expect(person.names.map((one) => one.text)).toContain(name.trim());
    if (said(row["pinyin.name"])) expect(person.names.map((one) => one.text)).toContain(row["pinyin.name"]?.trim());
    expect(fact("status")).toMatchObject({ asOf: "2020-07", side: "researcher", tier: "reported" });
    expect(fact("status")?.text).toContain(row["detention_status"]);
    expect(fact("sex")?.code ?? null).toBe({ M: "male", F: "female", "": null }[row["Sex"] ?? ""] ?? null);
    expect(fact("ethnicity")?.text ?? null).toBe(said(row["ethnic_group"]));
    expect(fact("age_at_detention")?.number ?? null).toBe(said(row["Age"]) === null ? null : Number(row["Age"]));
    for (const field of ["religion", "occupation", "affiliation"] as const)
      expect(fact(field)?.text ?? null).toBe(said(row[field]));

    const report = fromHere(person.reports)[0];
    expect(report?.begin).toBe(edtf(row["date_of_detention"]));
    expect(report?.sentencedOn).toBe(edtf(row["sentence_date"]));
    expect(report?.court).toBe(said(row["sentence_court"]));
    expect(report?.facilityText).toBe(said(row["current_last_prison_detentioncenter"]));
    expect(report?.legalProcess).toBe(said(row["legal_process"]));
    const months =
      Number(row["current_last_sentence_or_time_served_years"]) * 12 +
      Number(row["current_last_sentence_or_time_served_months"]);
    expect(report?.termMonths ?? 0).toBe(months);
    const account = (row["short_summary"] ?? "")
      .replace(/<[^>]*>/g, "")
      .replace(/&amp;/g, "&")
      .trim();
    if (!/[&\u2028]|\s{2}/.test(account)) expect(report?.account ?? "").toBe(account.normalize("NFC"));
    expect(person.attributions.some((line) => line.includes("as of July 2020"))).toBe(true);
    const links = new Set(
      [...(row["short_summary"] ?? "").matchAll(/href\s*=\s*"(https?:[^"]+)"/gi)].map((match) =>
        match[1]?.trim().replaceAll("&amp;", "&"),
      ),
    );
    const page = (link: string | null | undefined) =>
      (link ?? "")
        .replace(/^https?:\/\/(www\.)?/, "")
        .replace(/#.*$/, "")
        .replace(/^([^/]*)$/, "$1/");
    for (const link of links) expect(person.sources.map((one) => page(one.link))).toContain(page(link));
  });

  test.each(cases.slice(0, 24).map((one) => [one.id, one] as const))("case %s", async (id, one) => {
    const person = await recordOf("cases", id);
    for (const name of one.names) expect(person.names.map((known) => known.text)).toContain(name.text);
    for (const event of one.events) {
      expect(
        person.events.some((known) => known.edtf === event.edtf && (known.claim ?? undefined) === event.claim),
      ).toBe(true);
    }
    expect(
      person.facts.some(
        (fact) => fact.field === "status" && fact.asOf === one.status.as_of && fact.text?.startsWith(one.status.code),
      ),
    ).toBe(true);
    for (const testifier of one.testifiers ?? [])
      expect(person.relatives.map((relative) => relative.name ?? undefined)).toContain(testifier.name);
    if (one.note) expect(person.notes).toContain(one.note);
  });
});

describe("conflicting accounts stand side by side", () => {
  test("Abdurehim Heyit: dead, says one; alive on video; eight years; never charged", async () => {
    const person = await recordOf("cases", "abdurehim-heyit");
    expect(person.events.filter((event) => event.disputed).map((event) => event.kind)).toEqual(
      expect.arrayContaining(["rumoured_death", "sentenced"]),
    );
    expect(person.proofOfLife).toEqual([
      expect.objectContaining({ kind: "state_video", grade: "C", edtf: "2019-02-10", side: "state" }),
    ]);
    expect(person.lastVerifiedContact).toBeNull();
    expect(person.status).not.toMatch(/deceased/);
    expect(person.facts.filter((fact) => fact.field === "status")).toHaveLength(2);
  });
  test("Mirzat Taher: taken, released, missing again, sentenced", async () => {
    const person = await recordOf("cases", "mirzat-taher");
    expect(person.events.map((event) => event.kind)).toEqual(["detained", "released", "disappeared", "sentenced"]);
    expect(person.reports).toHaveLength(2);
  });
  test("Mahira Yakub: two episodes, and an interval kept as one", async () => {
    const person = await recordOf("cases", "mahira-yakub");
    expect(person.reports.map((report) => [report.begin, report.end])).toEqual([
      ["2018-03", "2018-12"],
      ["2019-04", null],
    ]);
  });
});

describe("any other table, by a mapping", () => {
  const mapping = readMapping(
    JSON.stringify({
      key: "No",
      dates: "loose",
      fields: { name: "Name", status: "State", detainedOn: "Taken", age: "Age" },
      codes: { status: { "in a camp": "camp" } },
      ignore: ["Remarks"],
    }),
  );
  const table = [
    "No,Name,State,Taken,Age,Remarks,Colour",
    "1,Invented One,in a camp,June-July 2017,41,x,red",
    "2,,in a camp,2017,,,",
    "3,Invented Three,asleep,2017,,,",
    "4,Invented Four,in a camp,yesterday,,,",
    "5,Invented\u202eFive,in a camp,Jun-16,About 60,,",
    "1,Invented Again,in a camp,2017,,,",
  ].join("\n");

  test("good rows are received, bad ones are named by row, field and code, and no column is dropped silently", async () => {
    const { rows, unmapped } = readTable(table, mapping, "a-list");
    expect(unmapped).toEqual(["Colour"]);
    const report = await importBatch(
      { kind: "operator", id: "operator:test" },
      { source: "a-list", format: "csv", rows, publish: null },
    );
    expect(report).toMatchObject({ rows: 6, accepted: 2, published: 0 });
    expect(report.rejected).toEqual([
      { row: 3, field: "name", code: "required" },
      { row: 4, field: "status", code: "unknown_value" },
      { row: 5, field: "detainedOn", code: "date_shape" },
      { row: 7, field: "key", code: "token_reused" },
    ]);
    const waiting = await query<{
      content: { names: { text: string }[]; facts: { field: string; text: string | null }[] };
    }>(
      "owner",
      "SELECT content FROM submission_person p JOIN submission s ON s.id = p.submission_id WHERE s.import_key LIKE 'a-list:%' ORDER BY s.arrival",
    );
    expect(waiting.map((row) => row.content.names[0]?.text)).toEqual(["Invented One", "InventedFive"]);
    expect(waiting[1]?.content.facts).toContainEqual(
      expect.objectContaining({ field: "age_at_detention", text: "About 60" }),
    );
  });

  test("a row that says something else than before goes back to review, and its record stays until then", async () => {
    const one = (name: string) =>
      readTable(`No,Name,State,Taken,Age,Remarks\nZ,${name},in a camp,2017,,`, mapping, "b-list").rows;
    const actor = { kind: "operator", id: "operator:test" } as const;
    await importBatch(actor, {
      source: "b-list",
      format: "csv",
      rows: one("Invented Before"),
      publish: publishSubmission,
    });
    const updated = await importBatch(actor, {
      source: "b-list",
      format: "csv",
      rows: one("Invented After"),
      publish: null,
    });
    expect(updated).toMatchObject({ updated: 1, accepted: 0 });
    const shown = await searchArchive({ ...EMPTY_QUERY, q: "Invented Before" });
    expect(shown.persons[0]?.name).toBe("Invented Before");
    const [row] = await query<{ state: string }>(
      "owner",
      "SELECT state FROM submission WHERE import_key LIKE 'b-list:%'",
    );
    expect(row?.state).toBe("first_review");
  });

  test("what waits is published by a batch that publishes, changed or not, and the report counts it", async () => {
    const list = (second: string) =>
      readTable(
        `No,Name,State,Taken,Age,Remarks\nX,Invented Waiting,in a camp,2017,,\nY,${second},in a camp,2017,,`,
        mapping,
        "c-list",
      ).rows;
    const actor = { kind: "operator", id: "operator:test" } as const;
    const send = (second: string, publish: typeof publishSubmission | null) =>
      importBatch(actor, { source: "c-list", format: "csv", rows: list(second), publish });
    expect(await send("Invented Draft", null)).toMatchObject({ accepted: 2, published: 0 });
    expect(await send("Invented Final", publishSubmission)).toMatchObject({ unchanged: 1, updated: 1, published: 2 });
    expect((await searchArchive({ ...EMPTY_QUERY, q: "Invented Final" })).persons[0]?.name).toBe("Invented Final");
    expect(await send("Invented Final", publishSubmission)).toMatchObject({ unchanged: 2, published: 0 });
  });
});
