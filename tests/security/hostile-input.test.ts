import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseLenient, parseStrict, Q_MAX, toSearchParams } from "@/domain/search-query";
import { SUBMISSION_EXAMPLE } from "@/domain/submission-input";
import { call, problemOf } from "../support/api";

function post(body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  return call("submissions", { body, headers: { "idempotency-key": randomUUID(), ...headers } });
}

const [person] = SUBMISSION_EXAMPLE.persons;

describe("a hostile body is refused by name, and is never an error of ours", () => {
  test.each<[string, unknown, string, string]>([
    ["nothing", null, "body", "wrong_type"],
    ["a list", [], "body", "wrong_type"],
    ["no people", {}, "persons", "required"],
    ["an object where people belong", { persons: { not: "" } }, "persons", "wrong_type"],
    [
      "an operator where a name belongs",
      { persons: [{ ...person, names: [{ text: { not: "" } }] }] },
      "persons.0.names.0.text",
      "wrong_type",
    ],
    ["a list where a word belongs", { ...SUBMISSION_EXAMPLE, language: ["en"] }, "language", "wrong_type"],
    ["an unknown field", { ...SUBMISSION_EXAMPLE, role: "admin" }, "role", "unknown_field"],
    ["an unknown field inside", { persons: [{ ...person, personId: "MU-1" }] }, "persons.0.personId", "unknown_field"],
    [
      "a name of nothing but bidi controls",
      { persons: [{ ...person, names: [{ text: "\u202e\u2066 " }] }] },
      "persons.0.names.0.text",
      "required",
    ],
    [
      "a name that is too long",
      { persons: [{ ...person, names: [{ text: "x".repeat(201) }] }] },
      "persons.0.names.0.text",
      "too_long",
    ],
    [
      "too many names",
      { persons: [{ ...person, names: Array.from({ length: 22 }, () => ({ text: "x" })) }] },
      "persons.0.names",
      "too_many",
    ],
    ["a day that never was", { persons: [{ ...person, birth: "2017-02-30" }] }, "persons.0.birth", "date_impossible"],
    [
      "an end before its beginning",
      { persons: [{ ...person, detentions: [{ begin: "2018", end: "2017" }] }] },
      "persons.0.detentions.0.end",
      "end_before_begin",
    ],
    [
      "a script for a link",
      { persons: [{ ...person, sources: [{ url: "javascript:alert(1)" }] }] },
      "persons.0.sources.0.url",
      "unknown_value",
    ],
    ["no consent", { persons: [{ names: person.names }] }, "persons.0.consent", "required"],
    [
      "a death confirmed by the submitter",
      { persons: [{ ...person, status: "deceased_confirmed" }] },
      "persons.0.status",
      "unknown_value",
    ],
  ])("%s", async (_, body, field, code) => {
    const answer = await post(JSON.stringify(body));
    expect(answer.status).toBe(400);
    expect((await problemOf(answer)).fields[field]).toBe(code);
  });

  test("a prototype in disguise", async () => {
    const answer = await post(`{"__proto__":{"persons":[]},"persons":[]}`);
    expect(answer.status).toBe(400);
    expect(Object.prototype).not.toHaveProperty("persons");
  });

  test("ten thousand fields, of which twenty are named", async () => {
    const fields = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`field${at}`, at]));
    const answer = await post(JSON.stringify({ ...SUBMISSION_EXAMPLE, ...fields }));
    expect(answer.status).toBe(400);
    expect(Object.keys((await problemOf(answer)).fields)).toHaveLength(20);
  });

  test.each([
    ["lists", "[".repeat(10_000) + "]".repeat(10_000)],
    ["objects", '{"persons":'.repeat(10_000) + "1" + "}".repeat(10_000)],
    ["lists that never end", "[".repeat(500_000)],
    ["lists inside a name", `{"persons":[{"names":[{"text":${"[".repeat(10_000)}${"]".repeat(10_000)}}]}]}`],
  ])("a depth of ten thousand %s", async (_, body) => {
    expect((await post(body)).status).toBe(400);
  });

  test.each([
    ["bytes that are no UTF-8", Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ["half a surrogate in raw bytes", Uint8Array.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ["nothing at all", new Uint8Array()],
    ["text that is no JSON", new TextEncoder().encode("persons=1")],
  ])("%s", async (_, body) => {
    expect((await post(body)).status).toBe(400);
  });

  test("a half surrogate and a NUL inside a name are made harmless, not stored", async () => {
    const text = JSON.stringify({ persons: [{ ...person, names: [{ text: "Ay\u0000gul" }] }] });
    expect((await post(text)).status).toBe(201);
    expect((await post(text.replace("gul", "\\ud800gul"))).status).toBe(201);
  });

  test("three megabytes are too large, announced or not", async () => {
    const body = `{"persons":"${"x".repeat(3_000_000)}"}`;
    expect((await post(body)).status).toBe(413);
    expect((await post(body, { "content-length": "3000014" })).status).toBe(413);
    const receipt = JSON.stringify({ receipt: "1".repeat(10_000) });
    expect((await call("receipts", { body: receipt })).status).toBe(413);
  });

  test("a form where JSON belongs", async () => {
    expect((await post("persons=1", { "content-type": "application/x-www-form-urlencoded" })).status).toBe(415);
  });

  test("a page of another site cannot hand in or ask", async () => {
    const foreign = { origin: "https://evil.test" };
    expect((await post(JSON.stringify(SUBMISSION_EXAMPLE), foreign)).status).toBe(403);
    expect((await call("receipts", { body: `{"receipt":"1"}`, headers: foreign })).status).toBe(403);
  });

  test("receipts of the wrong shape are named", async () => {
    for (const [body, field, code] of [
      [`{}`, "receipt", "required"],
      [`{"receipt":{"not":""}}`, "receipt", "wrong_type"],
      [`{"receipt":"1","status":"published"}`, "status", "unknown_field"],
    ] as const) {
      const answer = await call("receipts", { body });
      expect(answer.status).toBe(400);
      expect((await problemOf(answer)).fields).toEqual({ [field]: code });
    }
  });
});

describe("a hostile question is answered or refused, and is never an error of ours", () => {
  test.each([
    "?q=%00",
    "?q=%F0%28%8C%28",
    "?q='%3BDROP%20TABLE%20person--",
    `?q=${"%25".repeat(300)}`,
    "?q=%5C%5C_%25",
    "?q=!!!",
    "?q[not]=",
    "?status[not]=x",
    "?limit=1e2",
    "?limit=-1",
    "?limit=%D9%A1",
    "?hasPhoto=maybe",
    "?prefecture=65",
    "?=",
    `?q=!!!&cursor=${Buffer.from('["a","MU-00000000"]').toString("base64url")}`,
    `?cursor=${Buffer.from('["\\u0000","MU-00000000"]').toString("base64url")}`,
    `?sort=silence&cursor=${Buffer.from('["a","MU-00000000"]').toString("base64url")}`,
    `?sort=updated&cursor=${Buffer.from('[1e308,"MU-00000000"]').toString("base64url")}`,
    `?sort=updated&cursor=${Buffer.from('[-1e308,"MU-00000000"]').toString("base64url")}`,
    `?sort=silence&cursor=${Buffer.from('[1e308,"MU-00000000"]').toString("base64url")}`,
    `?sort=silence&cursor=${Buffer.from('[3e6,"MU-00000000"]').toString("base64url")}`,
    `?q=aygul&cursor=${Buffer.from('[1e308,"MU-00000000"]').toString("base64url")}`,
    `?${"status=camp&".repeat(2_000)}`,
  ])("%s", async (parameters) => {
    expect([200, 400]).toContain((await call("persons", { query: parameters })).status);
  });
});

describe("any signs in the one box are a question", () => {
  /** As an address has them: percent escapes as they came, right or wrong. */
  const QUESTIONS: readonly (readonly [string, string])[] = [
    ["nothing", ""],
    ["white space", "%20%09%0A%C2%A0%E3%80%80"],
    ["NUL", "a%00b"],
    ["control characters", "%01%02%1B%5B31m%7F%C2%85"],
    ["a new line and a header", "x%0D%0ASet-Cookie%3A%20a%3Db"],
    ["broken escapes", "100%&cursor="],
    ["more broken escapes", "%zz%4"],
    ["bytes that are no UTF-8", "%F0%28%8C%28%FF"],
    ["half a surrogate", "Ay%ED%A0%80gul"],
    ["SQL", "'%3B%20DROP%20TABLE%20person%3B--"],
    ["LIKE", "%25_%25%5C_%5C%5C%25"],
    ["regular expressions", "(((((%5B%7B.*%2B%3F%5E%24%7C%5C"],
    ["tsquery", "a%20%26%20!b%20%7C%20(c%20%3C-%3E%20d)%3A*%20'"],
    ["an array of PostgreSQL", "%7B1%2C2%2CNULL%7D"],
    ["markup", "%3C%2Ftitle%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%5D%5D%3E"],
    ["bidi marks", "%E2%80%AE%E2%81%A6Rahile%E2%81%A9%E2%80%AC%D8%9C"],
    ["invisible letters", "%E1%85%9F%E3%85%A4%EF%BB%BF%E2%80%8B%F3%A0%81%81"],
    ["signs that are no letters", "%EF%BF%BE%EF%BF%BF%EF%BF%BD"],
    ["emoji of a family", "%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7"],
    ["ten thousand combining marks", "%CC%81".repeat(10_000)],
    ["a letter with ten thousand combining marks", `Rahil%C3%A9${"%CC%81".repeat(10_000)}`],
    ["signs that grow when they are normalised", "%EF%B7%BA".repeat(200)],
    ["nothing but stretching", "%D9%80".repeat(300)],
    ["ten thousand letters", "x".repeat(10_000)],
    ["two hundred parts", "a%20".repeat(200)],
    ["a number of three hundred digits", "9".repeat(300)],
    ["every year", Array.from({ length: 40 }, (_, at) => 1980 + at).join("%20")],
    ["hanzi without end", "%E9%98%BF".repeat(3_000)],
  ];

  test.each(QUESTIONS)("%s", async (_, q) => {
    for (const name of ["persons", "feeds/new.atom"] as const) {
      const answer = await call(name, { query: `?q=${q}` });
      // A cursor that is empty is none of ours; all else is answered.
      expect(answer.status, name).toBe(q.includes("cursor") ? 400 : 200);
      expect([...answer.headers.keys()]).not.toContain("set-cookie");
      await answer.text();
    }
  });

  test("whatever they are, in whatever order", async () => {
    const signs = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc
        .array(
          fc.constantFrom("Rahile", "热依拉", "داۋۇت", "Ghulja", "2017", "MU-1", "%", "\\", "'", "\0", "\ud800", " "),
        )
        .map((parts) => parts.join("")),
    );
    await fc.assert(
      fc.asyncProperty(signs, async (q) => {
        const query = `?${new URLSearchParams({ q }).toString()}`;
        for (const name of ["persons", "feeds/new.atom"] as const) {
          const answer = await call(name, { query });
          expect(answer.status).toBe(200);
          expect(await answer.text()).not.toContain("\0");
        }
      }),
      { numRuns: 150 },
    );
  });

  test("what is longer than the longest question is cut, and answered like its beginning", async () => {
    const read = async (q: string) => {
      const answer = await call("persons", { query: `?${new URLSearchParams({ q }).toString()}` });
      return ((await answer.json()) as { read: { name: string } }).read.name;
    };
    const long = "阿".repeat(Q_MAX * 3);
    expect(await read(long)).toBe("阿".repeat(Q_MAX));
    expect(await read("😀".repeat(Q_MAX * 2))).toBe("😀".repeat(Q_MAX));
  });

  test("the page cuts at the same place as the API, says so, and makes an address of it that says the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: Q_MAX * 2 }), (q) => {
        const { query, cut, ignored } = parseLenient(new URLSearchParams({ q }));
        expect(ignored).toEqual([]);
        expect([...query.q].length).toBeLessThanOrEqual(Q_MAX);
        expect(cut).toBe([...q].length > Q_MAX);
        expect(parseStrict(new URLSearchParams(toSearchParams(query).toString()))).toEqual(query);
      }),
    );
  });
});
