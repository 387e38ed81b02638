import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { openApiDocument } from "@/app/api/openapi.json/document";
import { publicPerson } from "@/domain/person";
import { submissionInput, SUBMISSION_EXAMPLE } from "@/domain/submission-input";
import { checkHealth } from "@/features/exchange/check-health";
import type { ChangesAnswer } from "@/features/exchange/list-changes";
import type { SearchAnswer } from "@/features/archive/search-archive";
import type { SourcesAnswer } from "@/features/archive/list-sources";
import { seedArchive } from "@/features/imports/seed-archive";
import { openReceipt } from "@/features/receipt/open-receipt";
import { withdrawOwn } from "@/db/intake";
import { publishSubmission } from "@/features/moderation/publish-submission";
import { call, problemOf } from "../support/api";
import { query } from "../support/database";
import { publishAsTwo } from "../support/publish-as-two";

async function read<Answer>(answer: Response, status = 200): Promise<Answer> {
  expect(answer.status).toBe(status);
  return (await answer.json()) as Answer;
}

function handIn(body: unknown = SUBMISSION_EXAMPLE, key: string = randomUUID()): Promise<Response> {
  return call("submissions", { body: JSON.stringify(body), headers: { "idempotency-key": key } });
}

beforeAll(async () => {
  await seedArchive({ which: "cases", publish: publishSubmission, onProgress: () => undefined });
}, 120_000);

describe("GET /feeds/new.atom", () => {
  /** The parts of a feed, read as what they are: a reader's program stops at the first sign that is no XML. */
  function partsOf(text: string): { entries: string[]; tag: (name: string, from?: string) => string[] } {
    const stack: string[] = [];
    for (const [, slash, name = "", rest = ""] of text.matchAll(/<(\/?)([a-z]+)([^<>]*)>/g)) {
      if (slash === "/") expect(stack.pop()).toBe(name);
      else if (!rest.endsWith("/")) stack.push(name);
    }
    expect(stack).toEqual([]);
    expect(text.replace(/<[^<>]*>/g, "").replace(/&#\d+;/g, "")).not.toMatch(/[<>&]/);
    const entries = [...text.matchAll(/<entry>(.*?)<\/entry>/gs)].map((match) => match[1] ?? "");
    const tag = (name: string, from = text) =>
      [...from.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, "gs"))].map((match) => match[1] ?? "");
    return { entries, tag };
  }
  const here = { host: "archive.test", "x-forwarded-proto": "https" };

  test("is Atom: every record that answers, with its own name, day, address and status", async () => {
    const answer = await call("feeds/new.atom", { query: "?q=Ilham%20Tohti", headers: here });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
    const text = await answer.text();
    const { entries, tag } = partsOf(text);
    const found = await read<SearchAnswer>(await call("persons", { query: "?q=Ilham%20Tohti&sort=updated&limit=50" }));
    expect(entries).toHaveLength(found.persons.length);
    expect(tag("author")).toEqual(["<name>Menmu</name>"]);
    for (const [at, entry] of entries.entries()) {
      const person = found.persons[at];
      expect(tag("id", entry)).toEqual([`https://archive.test/people/${person?.id ?? ""}`]);
      expect(tag("updated", entry)[0]).toMatch(/^\d{4}-\d{2}-\d{2}T00:00:00Z$/);
      expect(entry).toContain(`href="https://archive.test/en/people/${person?.id ?? ""}"`);
      expect(tag("summary", entry)[0]).not.toBe("");
    }
    expect(text).toMatch(/<link rel="self"[^>]+q=Ilham\+Tohti&#38;/);
  });

  test("has at most 50 records, takes the facets of the search, and answers in Uyghur to whoever reads it", async () => {
    const { entries } = partsOf(await (await call("feeds/new.atom", { query: "?limit=100", headers: here })).text());
    expect(entries).toHaveLength(50);
    const women = await call("feeds/new.atom", {
      query: "?sex=female",
      headers: { ...here, "accept-language": "ug-CN,en;q=0.5" },
    });
    expect(women.headers.get("vary")).toBe("accept-language");
    const text = await women.text();
    const { total } = await read<SearchAnswer>(await call("persons", { query: "?sex=female" }));
    expect(partsOf(text).entries).toHaveLength(Math.min(50, total));
    expect(text).toContain('xml:lang="ug"');
    expect(text).toContain("/ug/people/MU-");
  });

  test("holds what was asked as text, whatever signs are in it, and is a feed when nobody answers", async () => {
    const query = `?q=${encodeURIComponent("zzqx</title><entry> & \"'")}`;
    const { entries, tag } = partsOf(await (await call("feeds/new.atom", { query, headers: here })).text());
    expect(entries).toEqual([]);
    expect(tag("title")[0]).toContain("zzqx&#60;/title&#62;");
    expect(tag("updated")).toHaveLength(1);
  });

  test("answers 304 to whoever has the same bytes, and refuses what is unknown by name", async () => {
    const first = await call("feeds/new.atom", { headers: here });
    const etag = first.headers.get("etag") ?? "";
    const again = await call("feeds/new.atom", { headers: { ...here, "if-none-match": etag } });
    expect(again.status).toBe(304);
    const refused = await call("feeds/new.atom", { query: "?colour=red", headers: here });
    expect(refused.status).toBe(400);
    expect((await problemOf(refused)).fields).toEqual({ colour: "unknown_field" });
  });
});

describe("GET /persons", () => {
  test("counts, pages through everybody once, and ends", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    let total = 0;
    do {
      const page: SearchAnswer = await read<SearchAnswer>(
        await call("persons", { query: `?limit=25${cursor === null ? "" : `&cursor=${cursor}`}` }),
      );
      total = page.total;
      seen.push(...page.persons.map((person) => person.id));
      cursor = page.next;
    } while (cursor !== null);
    expect(total).toBe(63);
    expect(new Set(seen).size).toBe(63);
    expect(seen).toHaveLength(63);
  });

  test("says why a name matched, and only when a name was asked", async () => {
    const found = await read<SearchAnswer>(await call("persons", { query: "?q=Ilham%20Tohti" }));
    expect(found.persons[0]?.match?.reason).toBe("same_spelling");
    const all = await read<SearchAnswer>(await call("persons", { query: "?limit=1" }));
    expect(all.persons[0]).not.toHaveProperty("match");
  });

  test("narrows by facets whose counts are those of the answer", async () => {
    const all = await read<SearchAnswer>(await call("persons"));
    const { value, count } = all.facets.sex[0] ?? { value: "", count: 0 };
    const narrowed = await read<SearchAnswer>(await call("persons", { query: `?sex=${value}` }));
    expect(narrowed.total).toBe(count);
  });

  test.each([
    ["?colour=red", { colour: "unknown_field" }],
    ["?limit=0", { limit: "out_of_range" }],
    ["?limit=101", { limit: "out_of_range" }],
    ["?status=happy", { status: "unknown_value" }],
    ["?sort=age", { sort: "unknown_value" }],
    ["?cursor=abc", { cursor: "unknown_value" }],
    ["?detainedFrom=20170312", { detainedFrom: "date_shape" }],
    ["?q=a&q=b", { q: "too_many" }],
  ])("refuses %s by name", async (parameters, fields) => {
    const answer = await call("persons", { query: parameters });
    expect(answer.status).toBe(400);
    expect((await problemOf(answer)).fields).toEqual(fields);
  });

  test("refuses a cursor of a list in another order", async () => {
    const byName = await read<SearchAnswer>(await call("persons", { query: "?sort=name&limit=2" }));
    const answer = await call("persons", { query: `?sort=silence&limit=2&cursor=${byName.next ?? ""}` });
    expect(answer.status).toBe(400);
  });

  test("answers 304 to whoever has the same bytes, and may be kept by shared caches", async () => {
    const first = await call("persons", { query: "?limit=3" });
    expect(first.headers.get("cache-control")).toContain("public");
    const etag = first.headers.get("etag") ?? "";
    const again = await call("persons", { query: "?limit=3", headers: { "if-none-match": `W/${etag}` } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
  });

  test("explains itself in Uyghur to whoever asks so", async () => {
    const answer = await call("persons", { query: "?limit=0", headers: { "accept-language": "ug, en;q=0.5" } });
    expect(answer.headers.get("content-language")).toBe("ug");
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect((await problemOf(answer)).title).toMatch(/\p{Script=Arabic}/u);
  });
});

describe("GET /persons/{id}", () => {
  test("shows exactly the public record, with statements, sources and revisions", async () => {
    const list = await read<SearchAnswer>(await call("persons", { query: "?q=Ilham%20Tohti&limit=1" }));
    const body = await read<unknown>(await call("person", { id: list.persons[0]?.id ?? "" }));
    const person = publicPerson.parse(body);
    expect(body).toEqual(person);
    expect(person.sources.length).toBeGreaterThan(0);
    expect(person.revisions.length).toBeGreaterThan(0);
    const known = new Set(person.sources.map((source) => source.id));
    for (const report of person.reports) {
      for (const citation of report.citations) expect(known).toContain(citation.sourceId);
    }
  });

  test.each(["MU-00000000", "MU-1", "nobody", "%27%20OR%201=1", "\u0000"])("knows nobody called %j", async (id) => {
    expect((await call("person", { id })).status).toBe(404);
  });
});

describe("GET /sources", () => {
  test("pages through all sources once, and each can be opened", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: SourcesAnswer = await read<SourcesAnswer>(
        await call("sources", { query: `?limit=100${cursor === null ? "" : `&cursor=${cursor}`}` }),
      );
      seen.push(...page.sources.map((source) => source.id));
      cursor = page.next;
      if (cursor === null) expect(seen).toHaveLength(page.total);
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    const one = await read<{ id: string; persons: unknown[] }>(await call("source", { id: seen[0] ?? "" }));
    expect(one.id).toBe(seen[0]);
  });

  test("knows no source by a name that is none", async () => {
    expect((await call("source", { id: "not-a-uuid" })).status).toBe(404);
    expect((await call("source", { id: randomUUID() })).status).toBe(404);
    expect((await call("sources", { query: "?cursor=x" })).status).toBe(400);
  });
});

describe("POST /submissions", () => {
  test("takes the example of the OpenAPI document as it stands, and its receipt opens it", async () => {
    const document = openApiDocument() as {
      paths: Record<string, { post: { requestBody: { content: { "application/json": { example: unknown } } } } }>;
    };
    const example = document.paths["/api/v1/submissions"]?.post.requestBody.content["application/json"].example;
    const { receipt } = await read<{ receipt: string }>(await handIn(example), 201);
    const opened = await read<{ status: string; questions: unknown[] }>(
      await call("receipts", { body: JSON.stringify({ receipt }) }),
    );
    expect(opened).toMatchObject({ status: "received", questions: [], records: [] });
  });

  test("gives the same key and body the same answer, and refuses the key for another body", async () => {
    const key = randomUUID();
    const [first, second] = [await handIn(SUBMISSION_EXAMPLE, key), await handIn(SUBMISSION_EXAMPLE, key)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await second.text()).toBe(await first.text());
    const other = await handIn({ ...SUBMISSION_EXAMPLE, language: "ug" }, key);
    expect(other.status).toBe(409);
  });

  test("of twenty equal posts at once makes one row", async () => {
    const key = randomUUID();
    const count = () => query<{ n: string }>("owner", "SELECT count(*) AS n FROM submission WHERE origin = 'api'");
    const before = Number((await count())[0]?.n);
    const answers = await Promise.all(Array.from({ length: 20 }, () => handIn(SUBMISSION_EXAMPLE, key)));
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(texts).size).toBe(1);
    expect(Number((await count())[0]?.n)).toBe(before + 1);
  });

  test("wants a key", async () => {
    const answer = await call("submissions", { body: JSON.stringify(SUBMISSION_EXAMPLE) });
    expect(answer.status).toBe(400);
    expect((await problemOf(answer)).fields).toEqual({ "Idempotency-Key": "required" });
  });

  test("refuses a date that has not come, by name", async () => {
    const [person] = SUBMISSION_EXAMPLE.persons;
    const answer = await handIn({ ...SUBMISSION_EXAMPLE, persons: [{ ...person, lastContact: "2099-01" }] });
    expect(answer.status).toBe(400);
    expect((await problemOf(answer)).fields).toEqual({ "persons.0.lastContact": "date_future" });
  });

  test("keeps what was not agreed to out of the reviewed text", async () => {
    const [person] = SUBMISSION_EXAMPLE.persons;
    const secret = `secret-${randomUUID()}`;
    const input = submissionInput.parse({
      ...SUBMISSION_EXAMPLE,
      persons: [
        {
          ...person,
          testimony: { text: secret },
          consent: { audience: "public_indexed", testimony: false, relation: false },
        },
      ],
    });
    expect((await handIn({ ...input, contact: secret, submitterName: secret })).status).toBe(201);
    const rows = await query<{ n: string }>(
      "owner",
      "SELECT count(*) AS n FROM submission_person WHERE content::text LIKE $1",
      [`%${secret}%`],
    );
    expect(Number(rows[0]?.n)).toBe(0);
  });

  test("leads through two approvals to the archive, and a withdrawal to a tombstone", async () => {
    const { receipt } = await read<{ receipt: string }>(await handIn(), 201);
    const opened = await openReceipt(receipt);
    if (opened.outcome !== "found") throw new Error("The receipt opens nothing.");
    const before = await read<SearchAnswer>(
      await call("persons", { query: `?q=${encodeURIComponent("Ülge Isimjan")}` }),
    );
    await publishAsTwo(opened.own.id);

    const seen = await read<{ status: string; records: { id: string }[] }>(
      await call("receipts", { body: JSON.stringify({ receipt }) }),
    );
    expect(seen.status).toBe("published");
    const id = seen.records[0]?.id ?? "";
    const after = await read<SearchAnswer>(
      await call("persons", { query: `?q=${encodeURIComponent("Ülge Isimjan")}` }),
    );
    expect(after.total).toBe(before.total + 1);
    const person = publicPerson.parse(await read(await call("person", { id })));
    expect(person).toMatchObject({ status: "camp", soughtBy: "younger_sister" });
    expect(JSON.stringify(person)).not.toContain(SUBMISSION_EXAMPLE.contact);

    const own = await openReceipt(receipt);
    if (own.outcome !== "found") throw new Error("The receipt opens nothing.");
    expect(await withdrawOwn(own.hash, own.own)).toBe(true);
    const gone = await call("person", { id });
    expect(gone.status).toBe(410);
    expect(await gone.json()).toMatchObject({
      code: "gone",
      id,
      removed: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    });
    const changes = await read<ChangesAnswer>(await call("changes", { query: "?limit=100" }));
    const kinds = changes.changes.filter((change) => change.id === id).map((change) => change.kind);
    expect(kinds).toEqual(["removed"]);
  });
});

describe("POST /receipts", () => {
  test("answers whatever it does not know with the same bytes", async () => {
    const texts = await Promise.all(
      ["0000 0000 0000 0000 0000", "12345678901234567890", "1", "", "not a number"].map(async (receipt) => {
        const answer = await call("receipts", { body: JSON.stringify({ receipt }) });
        expect(answer.status).toBe(404);
        return `${JSON.stringify([...answer.headers])} ${await answer.text()}`;
      }),
    );
    expect(new Set(texts).size).toBe(1);
  });
});

describe("GET /changes", () => {
  test("lists every publication from a day on, oldest first, a page at a time", async () => {
    const days: string[] = [];
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page: ChangesAnswer = await read<ChangesAnswer>(
        await call("changes", { query: `?since=2020-01-01&limit=30${cursor === null ? "" : `&cursor=${cursor}`}` }),
      );
      days.push(...page.changes.map((change) => change.day));
      ids.push(...page.changes.filter((change) => change.kind === "published").map((change) => change.id));
      cursor = page.next;
    } while (cursor !== null);
    expect(days).toEqual(days.toSorted());
    expect(new Set(ids).size).toBeGreaterThanOrEqual(63);
    expect((await read<ChangesAnswer>(await call("changes", { query: "?since=2999-01-01" }))).changes).toEqual([]);
  });

  test.each([["?since=yesterday"], ["?since=2026-02-30"], ["?cursor=2026-99-99_MU-00000000_1"], ["?until=2026-01-01"]])(
    "refuses %s",
    async (parameters) => {
      expect((await call("changes", { query: parameters })).status).toBe(400);
    },
  );
});

describe("health", () => {
  test("is ok with a database and unavailable without", async () => {
    expect(await checkHealth()).toMatchObject({ status: "ok", database: "ok" });
    expect(await checkHealth(() => Promise.reject(new Error("gone")))).toMatchObject({ status: "unavailable" });
  });
});
