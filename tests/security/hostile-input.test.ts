import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
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
