import { z } from "zod";
import {
  CASE_STATUSES,
  EVENT_KINDS,
  FACT_FIELDS,
  LEARNED_THROUGH,
  NAME_KINDS,
  ORTHOGRAPHIES,
  PROOF_OF_LIFE_GRADES,
  PROOF_OF_LIFE_KINDS,
  READ_LEVELS,
  RELATIONS,
  RESPONSE_CHANNELS,
  RESPONSE_POSITIONS,
  SCRIPTS,
  SIDES,
  SOURCE_KINDS,
  STATED_REASONS,
  TIERS,
} from "./codes";
import { edtf, endsAfterBegin } from "./partial-date";
import { line, prose, webUrl } from "./text";

/** A source that statements of this content rest on. `ref` is the content's own name for it. */
const source = z.strictObject({
  ref: line(120),
  /** The name under which the source is known everywhere, so that two imports meet in one row: `cases:afp-2019…`. */
  key: line(300),
  kind: z.enum(SOURCE_KINDS),
  title: line(500).nullable(),
  publisher: line(300).nullable(),
  published: edtf.nullable(),
  url: webUrl(2000).nullable(),
  rights: line(300).nullable(),
  read: z.enum(READ_LEVELS),
  /** `ref` of the source through which alone this one is known. */
  citedIn: line(120).nullable(),
  /** A line that must be printed wherever a statement rests on this source. */
  attribution: line(500).nullable(),
});
export type SourceContent = z.infer<typeof source>;

const citation = z.strictObject({
  source: line(120),
  quote: prose(2000).nullable(),
  locator: line(300).nullable(),
});

/** What every statement carries: who says it, how well it is supported, and on which sources it rests. */
const statement = {
  side: z.enum(SIDES),
  tier: z.enum(TIERS),
  citations: z.array(citation).max(20),
};

const name = z.strictObject({
  text: line(200),
  script: z.enum(SCRIPTS),
  orthography: z.enum(ORTHOGRAPHIES),
  kind: z.enum(NAME_KINDS),
  isPublic: z.boolean(),
  citations: z.array(citation).max(20),
});
export type NameContent = z.infer<typeof name>;

/** One party's word on one person-level fact. `code` where the field has a vocabulary, `text` in the party's words. */
const fact = z.strictObject({
  field: z.enum(FACT_FIELDS),
  code: z
    .string()
    .regex(/^[a-z][a-z_]{0,59}$/)
    .nullable(),
  text: prose(1000).nullable(),
  edtf: edtf.nullable(),
  number: z.number().int().min(0).max(130).nullable(),
  /** GB/T 2260 code, for `residence`. */
  place: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
  asOf: edtf.nullable(),
  ...statement,
});
export type FactContent = z.infer<typeof fact>;

/** One party's account of one episode of detention. */
const detentionReport = z
  .strictObject({
    begin: edtf.nullable(),
    end: edtf.nullable(),
    status: z.enum(CASE_STATUSES).nullable(),
    place: z
      .string()
      .regex(/^\d{6}$/)
      .nullable(),
    placeText: line(500).nullable(),
    facilityText: line(500).nullable(),
    /** The reason that the authorities gave, and the one that the party suspects, are never one field. */
    officialReason: z.enum(STATED_REASONS).nullable(),
    suspectedReason: z.enum(STATED_REASONS).nullable(),
    charge: line(500).nullable(),
    legalProcess: line(200).nullable(),
    court: line(500).nullable(),
    sentencedOn: edtf.nullable(),
    /** Whole months; a life or death sentence is `special`. */
    termMonths: z.number().int().min(0).max(1200).nullable(),
    termDays: z.number().int().min(0).max(400).nullable(),
    termSpecial: z.enum(["life", "death_suspended", "death"]).nullable(),
    learnedThrough: z.enum(LEARNED_THROUGH).nullable(),
    account: prose(20_000).nullable(),
    ...statement,
  })
  .refine((report) => report.begin === null || report.end === null || endsAfterBegin(report.begin, report.end), {
    path: ["end"],
    message: "end_before_begin",
  });
export type DetentionReportContent = z.infer<typeof detentionReport>;

const event = z.strictObject({
  kind: z.enum(EVENT_KINDS),
  edtf: edtf.nullable(),
  claim: prose(2000).nullable(),
  court: line(500).nullable(),
  termMonths: z.number().int().min(0).max(1200).nullable(),
  disputed: z.boolean(),
  ...statement,
});
export type EventContent = z.infer<typeof event>;

const testimony = z.strictObject({
  text: prose(20_000),
  /** BCP 47 tag of the language it is written in; `und` when nobody said. */
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
  learnedThrough: z.enum(LEARNED_THROUGH).nullable(),
  ...statement,
});

const proofOfLife = z.strictObject({
  kind: z.enum(PROOF_OF_LIFE_KINDS),
  grade: z.enum(PROOF_OF_LIFE_GRADES).nullable(),
  edtf: edtf.nullable(),
  description: prose(2000).nullable(),
  ...statement,
});

const officialResponse = z.strictObject({
  body: line(300),
  position: z.enum(RESPONSE_POSITIONS),
  channel: z.enum(RESPONSE_CHANNELS).nullable(),
  edtf: edtf.nullable(),
  text: prose(2000).nullable(),
  ...statement,
});

/** A person's kin or the one who speaks, as far as they agreed to be named. */
const relative = z.strictObject({
  relation: z.enum(RELATIONS),
  name: line(200).nullable(),
  location: line(200).nullable(),
  speaks: z.boolean(),
  /** The relative has a record here: an external identifier of it (`cases:ilham-tohti`). */
  externalId: line(120).nullable(),
  citations: z.array(citation).max(20),
});

const externalId = z.strictObject({
  scheme: z.enum(["cecc", "xvd", "cases", "amnesty", "un", "other"]),
  value: line(120),
});

/**
 * What one submission says about one person: the only shape that can be reviewed, approved and published, whether a
 * family typed it or an importer read it. Whatever it holds with a public audience is what publication shows; what is
 * not to be shown does not enter it.
 */
export const personContent = z.strictObject({
  names: z.array(name).min(1).max(60),
  facts: z.array(fact).max(100),
  detentionReports: z.array(detentionReport).max(50),
  events: z.array(event).max(200),
  testimonies: z.array(testimony).max(50),
  proofOfLife: z.array(proofOfLife).max(100),
  officialResponses: z.array(officialResponse).max(100),
  relatives: z.array(relative).max(100),
  externalIds: z.array(externalId).max(20),
  sources: z.array(source).max(400),
  /** An editor's remark on the record, shown with it. */
  note: prose(4000).nullable(),
  /** Whether search engines may list the page; false when somebody agreed to the page but not to that. */
  indexed: z.boolean(),
});
export type PersonContent = z.infer<typeof personContent>;

/** A content that says nothing yet, for whoever fills it. */
export function emptyContent(): PersonContent {
  return {
    names: [],
    facts: [],
    detentionReports: [],
    events: [],
    testimonies: [],
    proofOfLife: [],
    officialResponses: [],
    relatives: [],
    externalIds: [],
    sources: [],
    note: null,
    indexed: true,
  };
}
