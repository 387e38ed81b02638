import { z } from "zod";
import {
  CASE_STATUSES,
  ETHNICITIES,
  EVENT_KINDS,
  FACT_FIELDS,
  KNOWLEDGE,
  LEARNED_THROUGH,
  NAME_KINDS,
  ORTHOGRAPHIES,
  PROFESSIONS,
  PROOF_OF_LIFE_GRADES,
  PROOF_OF_LIFE_KINDS,
  READ_LEVELS,
  RELATIONS,
  RESPONSE_CHANNELS,
  RESPONSE_POSITIONS,
  SCRIPTS,
  SEXES,
  SIDES,
  SOURCE_KINDS,
  STATED_REASONS,
  TIERS,
  MATCH_REASONS,
} from "./codes";

/**
 * The allow-list of public fields. The page, the API and the exports show what is named here and nothing else; a
 * field that is not here cannot be shown by any of them. Dates are EDTF strings, days ISO 8601.
 */
const edtfString = z.string();
const day = z.iso.date();

const publicCitation = z.object({
  sourceId: z.string().describe("Identifier of the source, see /sources/{id}"),
  quote: z.string().nullable(),
  locator: z.string().nullable(),
});

const publicStatement = {
  side: z.enum(SIDES),
  tier: z.enum(TIERS),
  citations: z.array(publicCitation),
};

export const publicName = z.object({
  text: z.string(),
  script: z.enum(SCRIPTS),
  orthography: z.enum(ORTHOGRAPHIES),
});
export type PublicName = z.infer<typeof publicName>;

/** A person in a list. */
export const publicPersonSummary = z.object({
  id: z.string().regex(/^MU-\d+$/),
  url: z.string(),
  name: z.string().describe("The name as the record leads with it"),
  names: z.array(publicName),
  status: z.enum(CASE_STATUSES),
  statusAsOf: edtfString.nullable(),
  sex: z.enum(SEXES),
  ethnicity: z.enum(ETHNICITIES),
  profession: z.enum(PROFESSIONS),
  prefecture: z.string().nullable().describe("GB/T 2260 code"),
  county: z.string().nullable().describe("GB/T 2260 code"),
  detainedFrom: edtfString.nullable(),
  lastVerifiedContact: edtfString.nullable(),
  tier: z.enum(TIERS),
  /** Sides that made statements about the person. */
  sides: z.array(z.enum(SIDES)),
  hasPhoto: z.boolean(),
  soughtBy: z.enum(RELATIONS).nullable().describe("What the relative who asks is to the person"),
  match: z
    .object({
      name: z.string().describe("The spelling that answered; the leading name where it was none"),
      reason: z.enum(MATCH_REASONS),
    })
    .describe("Why the person was found; with `q` only")
    .optional(),
});
export type PublicPersonSummary = z.infer<typeof publicPersonSummary>;

export const publicSource = z.object({
  id: z.string(),
  url: z.string().describe("Address of the source's page here"),
  kind: z.enum(SOURCE_KINDS),
  title: z.string().nullable(),
  publisher: z.string().nullable(),
  published: edtfString.nullable(),
  link: z.string().nullable().describe("Where the source itself is"),
  rights: z.string().nullable(),
  read: z
    .enum(READ_LEVELS)
    .describe("`cited`: known only through the source that cites it; never an independent source"),
  citedIn: z.string().nullable().describe("Identifier of the source through which alone this one is known"),
  attribution: z.string().nullable().describe("A line to print wherever a statement rests on this source"),
});
export type PublicSource = z.infer<typeof publicSource>;

/** A person's whole public record. */
export const publicPerson = publicPersonSummary.omit({ match: true }).extend({
  /** Whether search engines may list the page. */
  indexed: z.boolean(),
  fate: z.enum(KNOWLEDGE),
  whereabouts: z.enum(KNOWLEDGE),
  photo: z.string().nullable().describe("Address of the metadata-free derivative"),
  recordNames: z.array(
    publicName.extend({
      kind: z.enum(NAME_KINDS),
      citations: z.array(publicCitation),
    }),
  ),
  facts: z.array(
    z.object({
      field: z.enum(FACT_FIELDS),
      code: z.string().nullable(),
      text: z.string().nullable(),
      edtf: edtfString.nullable(),
      number: z.number().nullable(),
      place: z.string().nullable(),
      asOf: edtfString.nullable(),
      ...publicStatement,
    }),
  ),
  reports: z.array(
    z.object({
      id: z.string(),
      begin: edtfString.nullable(),
      end: edtfString.nullable(),
      status: z.enum(CASE_STATUSES).nullable(),
      place: z.string().nullable(),
      placeText: z.string().nullable(),
      facilityText: z.string().nullable(),
      officialReason: z.enum(STATED_REASONS).nullable(),
      suspectedReason: z.enum(STATED_REASONS).nullable(),
      charge: z.string().nullable(),
      legalProcess: z.string().nullable(),
      court: z.string().nullable(),
      sentencedOn: edtfString.nullable(),
      termMonths: z.number().nullable(),
      termDays: z.number().nullable(),
      termSpecial: z.enum(["life", "death_suspended", "death"]).nullable(),
      learnedThrough: z.enum(LEARNED_THROUGH).nullable(),
      account: z.string().nullable(),
      ...publicStatement,
    }),
  ),
  events: z.array(
    z.object({
      kind: z.enum(EVENT_KINDS),
      edtf: edtfString.nullable(),
      claim: z.string().nullable(),
      court: z.string().nullable(),
      termMonths: z.number().nullable(),
      disputed: z.boolean(),
      ...publicStatement,
    }),
  ),
  testimonies: z.array(
    z.object({
      text: z.string(),
      language: z.string(),
      learnedThrough: z.enum(LEARNED_THROUGH).nullable(),
      ...publicStatement,
    }),
  ),
  proofOfLife: z.array(
    z.object({
      kind: z.enum(PROOF_OF_LIFE_KINDS),
      grade: z.enum(PROOF_OF_LIFE_GRADES).nullable(),
      edtf: edtfString.nullable(),
      description: z.string().nullable(),
      ...publicStatement,
    }),
  ),
  officialResponses: z.array(
    z.object({
      body: z.string(),
      position: z.enum(RESPONSE_POSITIONS),
      channel: z.enum(RESPONSE_CHANNELS).nullable(),
      edtf: edtfString.nullable(),
      text: z.string().nullable(),
      ...publicStatement,
    }),
  ),
  relatives: z.array(
    z.object({
      relation: z.enum(RELATIONS),
      name: z.string().nullable(),
      location: z.string().nullable(),
      speaks: z.boolean(),
      personId: z.string().nullable(),
      citations: z.array(publicCitation),
    }),
  ),
  externalIds: z.array(z.object({ scheme: z.string(), value: z.string() })),
  notes: z.array(z.string()),
  sources: z.array(publicSource),
  attributions: z.array(z.string()).describe("Lines to print with the record"),
  revisions: z.array(
    z.object({
      number: z.number(),
      day,
      changed: z.array(z.string()),
      reason: z.string().nullable(),
    }),
  ),
  /** Month of first publication, `2026-11`. */
  publishedMonth: z.string(),
});
export type PublicPerson = z.infer<typeof publicPerson>;

/** What remains of an unpublished record: its identifier and a date, no reason. */
export const tombstone = z.object({ id: z.string(), removed: day });
export type Tombstone = z.infer<typeof tombstone>;
