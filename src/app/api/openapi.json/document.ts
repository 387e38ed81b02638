import { z } from "zod";
import { ERROR_CODES, FIELD_CODES } from "@/domain/errors";
import { publicName, publicPerson, publicPersonSummary, publicSource, tombstone } from "@/domain/person";
import { PAGE_LIMIT } from "@/domain/page-query";
import { receiptAnswer, receiptInput, submissionAnswer } from "@/domain/receipt-status";
import { FACETS, type Facet, FACET_NAMES, Q_MAX, SORTS } from "@/domain/search-query";
import { SUBMISSION_EXAMPLE, submissionInput } from "@/domain/submission-input";
import { sourceAnswer } from "@/features/archive/get-source";
import { sourcesAnswer } from "@/features/archive/list-sources";
import { searchAnswer } from "@/features/archive/search-archive";
import { health } from "@/features/exchange/check-health";
import { changesAnswer } from "@/features/exchange/list-changes";
import { VERSION } from "@/lib/version";

const problem = z
  .object({
    type: z.string(),
    title: z.string().describe("One sentence, in the language of Accept-Language (English or Uyghur)"),
    status: z.int(),
    code: z.enum([...ERROR_CODES, "bug"]),
    fields: z
      .record(z.string(), z.object({ code: z.enum(FIELD_CODES), message: z.string() }))
      .optional()
      .describe("Path of the field or name of the parameter, to what is wrong with it"),
    reference: z.string().optional().describe("By which we find an unexpected failure"),
  })
  .describe("A failure (RFC 9457)");

/** What the archive answers, under the names that the document gives it. */
const ANSWERS = {
  Name: publicName,
  PersonSummary: publicPersonSummary,
  Person: publicPerson,
  Source: publicSource,
  SourceWithPersons: sourceAnswer,
  Tombstone: tombstone,
  Search: searchAnswer,
  Sources: sourcesAnswer,
  Changes: changesAnswer,
  SubmissionReceived: submissionAnswer,
  Receipt: receiptAnswer,
  Health: health,
  Problem: problem,
} as const satisfies Record<string, z.ZodType>;
type AnswerName = keyof typeof ANSWERS;

/** What the archive takes. */
const INPUTS = { SubmissionInput: submissionInput, ReceiptInput: receiptInput } as const satisfies Record<
  string,
  z.ZodType
>;
type InputName = keyof typeof INPUTS;

type Json = Readonly<Record<string, unknown>>;

/** A receipt with a right check digit that was never given to anybody: the example is well formed and finds nothing. */
export const RECEIPT_EXAMPLE = { receipt: "0000 0000 0000 0000 0000" } as const;

/**
 * Describes the API as OpenAPI 3.1. Schemas come from the very objects by which answers are made and bodies are read, so
 * that the document cannot say anything else than the doors do.
 */
export function openApiDocument(): Json {
  return {
    openapi: "3.1.0",
    info: {
      title: "Menmu",
      version: VERSION,
      summary: "The archive of #MeTooUyghur testimonies",
      description:
        "Missing and detained people, who says what about them, and what was answered. Reading needs no key. Codes are stable and language-free; dates are EDTF strings as precise as they were said; prefectures and counties are GB/T 2260 codes. What is handed in is reviewed by two people before anything of it is published.",
    },
    servers: [{ url: "/", description: "This archive" }],
    tags: [
      { name: "archive", description: "Reading what is published" },
      { name: "submissions", description: "Handing in, and coming back" },
      { name: "operation", description: "For operators" },
    ],
    paths: {
      "/api/v1/persons": { get: searchOperation() },
      "/api/v1/persons/{id}": {
        get: {
          operationId: "getPerson",
          tags: ["archive"],
          summary: "One person's whole public record",
          parameters: [pathParameter("id", "Public identifier, such as MU-12345674", { type: "string" })],
          responses: {
            ...answers("The record", "Person"),
            ...problems(400, 404),
            410: {
              description: "The record was removed. What remains is its identifier and the day, without a reason",
              content: {
                "application/problem+json": { schema: { allOf: [reference("Problem"), reference("Tombstone")] } },
              },
            },
          },
        },
      },
      "/api/v1/sources": {
        get: {
          operationId: "listSources",
          tags: ["archive"],
          summary: "The sources that published statements rest on",
          parameters: pageParameters(),
          responses: { ...answers("A page of sources", "Sources"), ...problems(400) },
        },
      },
      "/api/v1/sources/{id}": {
        get: {
          operationId: "getSource",
          tags: ["archive"],
          summary: "One source, and the people whose records rest on it",
          parameters: [pathParameter("id", "Identifier of the source", { type: "string", format: "uuid" })],
          responses: { ...answers("The source", "SourceWithPersons"), ...problems(400, 404) },
        },
      },
      "/api/v1/changes": {
        get: {
          operationId: "listChanges",
          tags: ["archive"],
          summary: "What was published, changed and removed, oldest first",
          description:
            "Whoever keeps a copy asks again with the day of the newest change they have, and deletes what was removed.",
          parameters: [
            queryParameter("since", "The first day, as in 2026-11-21; from the beginning when absent", {
              type: "string",
              format: "date",
            }),
            ...pageParameters(),
          ],
          responses: { ...answers("A page of changes", "Changes"), ...problems(400) },
        },
      },
      "/api/v1/feeds/new.atom": {
        get: {
          operationId: "followSearch",
          tags: ["archive"],
          summary: "A search as an Atom feed, what changed last first",
          description:
            "Takes the parameters of `/api/v1/persons`. Order and page are always those of the newest change, and there are at most 50 entries. Words are English or Uyghur, by Accept-Language; changes have days and no hours.",
          parameters: searchParameters(),
          responses: {
            200: {
              description: "The feed (RFC 4287)",
              content: { "application/atom+xml": { schema: { type: "string" } } },
            },
            ...problems(400, 503),
          },
        },
      },
      "/api/v1/submissions": {
        post: {
          operationId: "submitTestimony",
          tags: ["submissions"],
          summary: "Hand in what is known about one or more people",
          description:
            "Two people review it before anything is published. The same key with the same body gives the same answer and writes nothing, so a retry is harmless.",
          parameters: [
            {
              name: "Idempotency-Key",
              in: "header",
              required: true,
              description: "Made anew for each submission, best a random UUID; keep it until the answer came",
              schema: { type: "string", minLength: 8, maxLength: 255, pattern: "^[\\x21-\\x7E]+$" },
              example: "3f0a9d5c-6f0e-4f56-9c5f-2f1f0f3c7b11",
            },
          ],
          requestBody: body("SubmissionInput", SUBMISSION_EXAMPLE),
          responses: {
            ...answers("Received. Keep the receipt: it is the only way back", "SubmissionReceived", 201),
            ...problems(400, 403, 409, 413, 415),
          },
        },
      },
      "/api/v1/receipts": {
        post: {
          operationId: "openReceipt",
          tags: ["submissions"],
          summary: "Where a submission stands, and what was asked",
          description:
            "Never shows the testimony or the contact. A number that was never given and one that was erased have the same answer.",
          requestBody: body("ReceiptInput", RECEIPT_EXAMPLE),
          responses: { ...answers("The submission of this receipt", "Receipt"), ...problems(400, 403, 404, 413, 415) },
        },
      },
      "/api/health": {
        get: {
          operationId: "checkHealth",
          tags: ["operation"],
          summary: "Whether the archive and its database answer",
          responses: {
            ...answers("Both answer", "Health"),
            503: { description: "The database does not answer", content: json("Health") },
          },
        },
      },
    },
    components: { schemas: { ...schemasOf(ANSWERS, "output"), ...schemasOf(INPUTS, "input") } },
  };
}

function searchOperation(): Json {
  return {
    operationId: "searchPersons",
    tags: ["archive"],
    summary: "Search people, with the count of every value of every facet",
    description:
      "Values of one facet are alternatives; different facets narrow. A facet is counted without its own values.",
    parameters: searchParameters(),
    responses: { ...answers("A page of people", "Search"), ...problems(400, 503) },
  };
}

function searchParameters(): Json[] {
  return [
    queryParameter(
      "q",
      `A name in any script, a place, a year, words of a record, or a record number; what is longer than ${Q_MAX} characters is cut`,
      {
        type: "string",
      },
    ),
    ...FACET_NAMES.map(facetParameter),
    queryParameter("detainedFrom", "EDTF: taken in or after", { type: "string" }),
    queryParameter("detainedTo", "EDTF: taken in or before", { type: "string" }),
    queryParameter("sort", "`silence`: longest without verified contact first", {
      type: "string",
      enum: [...SORTS],
      default: "relevance",
    }),
    ...pageParameters(),
  ];
}

function facetParameter(facet: Facet): Json {
  const allowed: readonly string[] | RegExp = FACETS[facet];
  return {
    ...queryParameter(facet, "May be given several times; any of the values may match", {
      type: "array",
      items: { type: "string", ...(allowed instanceof RegExp ? { pattern: allowed.source } : { enum: [...allowed] }) },
    }),
    style: "form",
    explode: true,
  };
}

function pageParameters(): Json[] {
  return [
    queryParameter("limit", "How many at most", {
      type: "integer",
      minimum: PAGE_LIMIT.least,
      maximum: PAGE_LIMIT.most,
      default: PAGE_LIMIT.usual,
    }),
    queryParameter("cursor", "`next` of the page before, with the other parameters unchanged", { type: "string" }),
  ];
}

function queryParameter(name: string, description: string, schema: Json): Json {
  return { name, in: "query", required: false, description, schema };
}

function pathParameter(name: string, description: string, schema: Json): Json {
  return { name, in: "path", required: true, description, schema };
}

function reference(name: AnswerName | InputName): Json {
  return { $ref: `#/components/schemas/${name}` };
}

function json(name: AnswerName): Json {
  return { "application/json": { schema: reference(name) } };
}

function body(name: InputName, example: Json): Json {
  return { required: true, content: { "application/json": { schema: reference(name), example } } };
}

function answers(description: string, name: AnswerName, status = 200): Json {
  return { [status]: { description, content: json(name) } };
}

const PROBLEMS = {
  400: "A parameter or field is unknown or out of range; `fields` names it",
  403: "The request comes from a page of another site",
  404: "There is nothing here",
  409: "The Idempotency-Key was used for another body",
  413: "The body is too large",
  415: "The body is not JSON",
  503: "The answer took too long; ask again, or for less",
} as const;

function problems(...statuses: (keyof typeof PROBLEMS)[]): Json {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: PROBLEMS[status], content: { "application/problem+json": { schema: reference("Problem") } } },
    ]),
  );
}

function schemasOf(named: Readonly<Record<string, z.ZodType>>, io: "input" | "output"): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io, uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [id, without(schema as Json, ["$schema", "$id"])]),
  );
}

function without(schema: Json, keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.includes(key)));
}
