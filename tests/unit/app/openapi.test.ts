import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { openApiDocument, RECEIPT_EXAMPLE } from "@/app/api/openapi.json/document";
import { DOORS } from "@/auth/doors";
import { MATCH_REASONS } from "@/domain/codes";
import { parseReceipt } from "@/domain/receipt";
import { personContent } from "@/domain/submission";
import { futureDates, readSubmission, submissionInput, SUBMISSION_EXAMPLE } from "@/domain/submission-input";

type Operation = { requestBody?: { content: Record<string, { example?: unknown }> } };

test("the document is valid OpenAPI 3.1", async () => {
  const document = JSON.parse(JSON.stringify(openApiDocument())) as { openapi: string };
  const result = await new Validator().validate(document);
  expect(result.errors ?? []).toEqual([]);
  expect(document.openapi).toBe("3.1.0");
});

test("the document describes every door of the API and no other", () => {
  const document = openApiDocument() as { paths: Record<string, Record<string, Operation>> };
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, "[$1]")}`),
  );
  const doors = Object.keys(DOORS).filter(
    (key) => (/ \/api\/v1\//.test(key) && !key.includes("[...")) || key === "GET /api/health",
  );
  expect(described.toSorted()).toEqual(doors.toSorted());
});

test("the document says how a question was read and why a person was found, with every reason", () => {
  const { components } = openApiDocument() as {
    components: { schemas: Record<string, { properties: Record<string, unknown> }> };
  };
  const search = components.schemas["Search"]?.properties ?? {};
  expect(Object.keys(search)).toEqual(["total", "persons", "facets", "next", "places", "read"]);
  const match = JSON.stringify(components.schemas["PersonSummary"]?.properties["match"]);
  for (const reason of MATCH_REASONS) expect(match).toContain(`"${reason}"`);
});

test("every reason of a match is explained in the handbook of the API", () => {
  const handbook = readFileSync("docs/api.md", "utf8");
  for (const reason of MATCH_REASONS) expect(handbook).toContain(`\`${reason}\``);
});

test("every operation that takes a body carries an example", () => {
  const document = openApiDocument() as { paths: Record<string, Record<string, Operation>> };
  for (const operations of Object.values(document.paths)) {
    for (const { requestBody } of Object.values(operations)) {
      if (requestBody) expect(requestBody.content["application/json"]?.example).toBeDefined();
    }
  }
});

test("the example of a submission says something about a person and becomes publishable content", () => {
  const input = submissionInput.parse(SUBMISSION_EXAMPLE);
  expect(futureDates(input, "2026-11-21")).toEqual({});
  const { persons, sealed } = readSubmission(input);
  for (const { content } of persons) expect(personContent.parse(content)).toEqual(content);
  expect(persons[0]?.content.testimonies).toHaveLength(1);
  expect(sealed).toEqual([{ kind: "contact", payload: SUBMISSION_EXAMPLE.contact }]);
});

test("what is for the archive alone is sealed whole and reviewed by nobody", () => {
  const [person] = SUBMISSION_EXAMPLE.persons;
  const { persons, sealed } = readSubmission(
    submissionInput.parse({
      persons: [{ ...person, consent: { audience: "archive_only", testimony: true, relation: true } }],
    }),
  );
  expect(JSON.stringify(persons[0]?.content)).not.toContain("Isimjan");
  expect(JSON.stringify(sealed)).toContain("Isimjan");
});

test("the example of a receipt is well formed", () => {
  expect(parseReceipt(RECEIPT_EXAMPLE.receipt)).not.toBeNull();
});
