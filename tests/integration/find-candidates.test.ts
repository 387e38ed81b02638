import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { PUBLIC, type StaffActor } from "@/domain/policy";
import { importBatch, type ImportReport } from "@/features/imports/import-batch";
import type { ImportRow } from "@/features/imports/import-row";
import { findCandidates } from "@/features/moderation/find-candidates";
import { openSubmission } from "@/features/moderation/open-submission";
import { publishSubmission } from "@/features/moderation/publish-submission";
import { createStaff } from "@/features/staff/create-staff";
import { submitTestimony } from "@/features/submission/submit-testimony";
import { query } from "../support/database";
import { contentOf, PREPARED, type PreparedAccount } from "../support/prepared-duplicates";
import { publishAsTwo } from "../support/publish-as-two";

const operator = { kind: "operator", id: "operator:test" } as const;
let moderator: StaffActor;
/** The public identifiers of the prepared records. */
const published = new Map<string, string>();

async function submitted(...accounts: PreparedAccount[]): Promise<string> {
  await submitTestimony({
    origin: "family",
    token: randomUUID(),
    language: "en",
    persons: accounts.map((account) => ({ content: contentOf(account), consents: [] })),
    sealed: [],
  });
  const [row] = await query<{ id: string }>("owner", "SELECT id::text FROM submission ORDER BY arrival DESC LIMIT 1");
  return row?.id ?? "";
}

async function recorded(account: PreparedAccount): Promise<string> {
  const id = await submitted(account);
  await publishAsTwo(id);
  const [row] = await query<{ person_id: string }>(
    "owner",
    "SELECT person_id FROM submission_person WHERE submission_id = $1",
    [id],
  );
  return row?.person_id ?? "";
}

/** What a moderator is told about each person of a submission. */
async function told(submissionId: string) {
  const { persons } = await openSubmission(moderator, submissionId);
  return await Promise.all(persons.map((person) => findCandidates(moderator, person)));
}

beforeAll(async () => {
  await createStaff(operator, { name: "Aynur", role: "moderator" });
  const [row] = await query<{ id: string }>("owner", "SELECT id::text FROM staff WHERE name = 'Aynur'");
  moderator = { kind: "staff", id: row?.id ?? "", name: "Aynur", role: "moderator" };
  for (const { id, ...account } of PREPARED.records) published.set(id, await recorded(account));
});

describe("of ten prepared near-duplicates a moderator sees the right record, and no other", () => {
  test("there are ten of each", () => {
    expect([PREPARED.records, PREPARED.near, PREPARED.alike].map(({ length }) => length)).toEqual([10, 10, 10]);
  });
  test.each(PREPARED.near.map((one) => [one.how, one] as const))("%s", async (_how, { of, how: _, ...account }) => {
    const [candidates = []] = await told(await submitted(account));
    expect(candidates.map(({ personId }) => personId)).toEqual([published.get(of)]);
    const [only] = candidates;
    expect(only?.probability).toBeGreaterThan(0.6);
    expect(only?.reasons.length).toBeGreaterThan(0);
    expect(only?.joins).toBe(account.number !== undefined);
  });
});

describe("of ten prepared people who look like one of them a moderator sees none", () => {
  test.each(PREPARED.alike.map((one) => [one.how, one] as const))(
    "%s",
    async (_how, { of: _of, how: _, ...account }) => {
      expect(await told(await submitted(account))).toEqual([[]]);
    },
  );
});

test("a candidate has its line: name, situation, birth, place, and why", async () => {
  const near = PREPARED.near.find(({ of }) => of === "ekrem");
  if (!near) throw new Error("The file lacks it.");
  const { of: _of, how: _how, ...account } = near;
  const [candidates] = await told(await submitted(account));
  expect(candidates).toEqual([
    {
      personId: published.get("ekrem"),
      name: { text: "Ekrem Zunun", script: "Latn", orthography: "unspecified" },
      status: "unclear",
      births: ["1970-05"],
      places: ["654002"],
      probability: expect.closeTo(0.94, 1) as number,
      reasons: ["same_name", "birth_near", "same_county"],
      joins: false,
    },
  ]);
});

test("each person of a submission is looked for, and none among the submission's own records", async () => {
  const [first, second] = PREPARED.near;
  if (!first || !second) throw new Error("The file lacks them.");
  const id = await submitted(...[first, second].map(({ of: _of, how: _how, ...account }) => account), {
    names: ["Invented Nobody"],
  });
  expect((await told(id)).map((candidates) => candidates.map(({ personId }) => personId))).toEqual([
    [published.get(first.of)],
    [published.get(second.of)],
    [],
  ]);
  const [own] = await query<{ submission_id: string }>(
    "owner",
    "SELECT submission_id FROM submission_person WHERE person_id = $1",
    [published.get(first.of)],
  );
  expect(await told(own?.submission_id ?? "")).toEqual([[]]);
});

test("whoever may not open submissions is told nothing", async () => {
  await expect(findCandidates(PUBLIC, { content: contentOf({ names: ["X"] }), personId: null })).rejects.toMatchObject({
    code: "unauthenticated",
  });
});

test("what is not published is no candidate", async () => {
  const account = { names: ["Zulhayat Sehrayi"], birth: "1977", county: "653101" };
  await submitted(account);
  expect(await told(await submitted(account))).toEqual([[]]);
});

test("of a name that many bear, the one of the same county and year is found, though others are spelt more alike", async () => {
  for (let at = 0; at < 45; at += 1)
    await recorded({ names: ["Tursun Memet"], birth: String(1930 + at), county: "652901" });
  const one = await recorded({ names: ["Tursun Mamat"], birth: "1991", county: "654201" });
  const [candidates = []] = await told(await submitted({ names: ["Tursun Memet"], birth: "1991", county: "654201" }));
  expect(candidates.map(({ personId }) => personId)).toEqual([one]);
}, 60_000);

describe("an import", () => {
  const row = (number: number, account: PreparedAccount, key = String(number)): ImportRow => ({
    number,
    key,
    content: contentOf(account),
    outOfScope: false,
    warnings: [],
  });
  const run = async (source: string, rows: ImportRow[], publish: boolean): Promise<ImportReport> =>
    importBatch(operator, { source, format: "csv", rows, publish: publish ? publishSubmission : null });
  const pairs = ({ possibleDuplicates }: ImportReport) => possibleDuplicates.map(({ row: number, of }) => [number, of]);
  const people = async () => (await query<{ n: number }>("owner", "SELECT count(*)::int AS n FROM person"))[0]?.n ?? 0;

  test.each([false, true])(
    "tells of a row that may be of somebody recorded, and merges nothing (published: %s)",
    async (publish) => {
      const before = await people();
      const report = await run(
        `list-${publish}`,
        [
          row(2, { names: ["روزىگۈل ھەسەنجان"], birth: "1988", county: "653101" }),
          row(3, { names: ["Tursun Mexsut"], sex: "male", birth: "1949", county: "653022" }),
        ],
        publish,
      );
      expect(report.accepted).toBe(2);
      expect(pairs(report)).toEqual([[2, { record: published.get("rozigul") }]]);
      expect(report.possibleDuplicates[0]).toMatchObject({ reasons: ["same_name", "birth_near", "same_county"] });
      expect(await people()).toBe(before + (publish ? 2 : 0));
    },
  );

  test("tells of two rows of one batch, whether it is published or waits", async () => {
    const twins = (name: string, other: string) => [
      row(2, { names: [name], birth: "1966", county: "652801" }),
      row(3, { names: [other], birth: "1967" }),
      row(4, { names: ["Invented Otherwise"], birth: "1966", county: "652801" }),
    ];
    const waiting = await run("twins-wait", twins("Qawulbek Sayramdin", "Kawulbeg Sairamdin"), false);
    expect(pairs(waiting)).toEqual([[3, { row: 2 }]]);

    const first = await run("twins-go", twins("Dolqunay Erzanqul", "دولقۇناي ئەرزانقۇل"), true);
    const [only] = first.possibleDuplicates;
    expect(first.possibleDuplicates).toHaveLength(1);
    expect(only).toMatchObject({ row: 3, of: { record: expect.stringMatching(/^MU-/) as string } });
  });

  test("tells of a row that waited when it is published at last, and of one that changed", async () => {
    const account = { names: ["Yolwasjan Temurxan"], birth: "1959", county: "652901" };
    expect(pairs(await run("waits", [row(2, account)], false))).toEqual([]);
    const record = await recorded(account);
    expect(pairs(await run("waits", [row(2, account)], false))).toEqual([]);
    expect(pairs(await run("waits", [row(2, account)], true))).toEqual([[2, { record }]]);

    const other = await recorded({ names: ["Ghulamqadir Bostanliq"], birth: "1959", county: "652901" });
    const changed = await run("waits", [row(2, { ...account, names: ["Ghulamqadir Bostanlik"] })], true);
    expect(pairs(changed)).toEqual([[2, { record: other }]]);
  });

  test("does not ask about a record that a row's number leads to", async () => {
    const before = await people();
    const report = await run("numbers", [row(2, { names: ["Memet Rahman"], number: "un:invented-2031" })], true);
    expect(pairs(report)).toEqual([]);
    expect(await people()).toBe(before);
  });
});
