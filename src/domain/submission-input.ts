import { z } from "zod";
import {
  ETHNICITIES,
  LEARNED_THROUGH,
  ORTHOGRAPHIES,
  PROFESSIONS,
  RELATIONS,
  SEXES,
  SOURCE_KINDS,
  STATED_REASONS,
} from "./codes";
import type { FieldCode } from "./errors";
import { type ConsentAnswer, JOURNEY_AUDIENCES, NOTHING_TO_SHOW, TOLD_STATUSES } from "./journey";
import { detectOrthography, detectScript } from "./name/script";
import { bounds, edtf, isFuture } from "./partial-date";
import type { FactContent, PersonContent } from "./submission";
import { line, prose, webUrl } from "./text";

/**
 * What a partner organisation, or a program on behalf of a family, hands in: the same testimony as the family's
 * journey, as JSON. It is reviewed by two people like any other, and says nothing that the family did not agree to show.
 */
const languageTag = z
  .string()
  .max(35, "too_long")
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "unknown_value");
const county = z
  .string()
  .regex(/^65\d{4}$/, "unknown_value")
  .describe("GB/T 2260 code of a prefecture or county");
const date = edtf.describe("EDTF, as precise as it was said: 2017, 2017-04~, 2017-10/2017-12, ../2018-03");

const name = z.strictObject({
  text: line(200).describe("In any script; the first name leads the record"),
  orthography: z.enum(ORTHOGRAPHIES).optional().describe("How it is spelled; found out when absent"),
});

const detention = z
  .strictObject({
    begin: date.optional(),
    end: date.optional(),
    place: line(500).optional(),
    county: county.optional(),
    facility: line(500).optional(),
    officialReason: z.enum(STATED_REASONS).optional().describe("What the authorities said"),
    suspectedReason: z.enum(STATED_REASONS).optional().describe("What the family believes; never the same field"),
    charge: line(500).optional(),
    court: line(500).optional(),
    sentencedOn: date.optional(),
    termMonths: z.int().min(0).max(1200).optional(),
    account: prose(20_000).optional(),
  })
  .superRefine((told, context) => {
    const begin = told.begin === undefined ? null : bounds(told.begin).earliest;
    const end = told.end === undefined ? null : bounds(told.end).latest;
    if (begin !== null && end !== null && begin > end) {
      context.addIssue({ code: "custom", path: ["end"], message: "end_before_begin" });
    }
  });

const consent = z.strictObject({
  audience: z.enum(JOURNEY_AUDIENCES).describe("`archive_only`: everything is sealed and nothing is ever shown"),
  testimony: z.boolean().describe("Whether the words of the testimony may be shown"),
  relation: z.boolean().describe("Whether it may be said what the one who speaks is to the person"),
});

const person = z.strictObject({
  names: z.array(name).min(1).max(21),
  sex: z.enum(SEXES).optional(),
  birth: date.optional(),
  ethnicity: z.enum(ETHNICITIES).optional(),
  profession: z.enum(PROFESSIONS).optional(),
  occupation: line(300).optional(),
  residence: z.strictObject({ text: line(300).optional(), county: county.optional() }).optional(),
  status: z
    .enum(TOLD_STATUSES)
    .optional()
    .describe("What is known of the person's situation; a death is confirmed by reviewers alone"),
  statusAsOf: date.optional(),
  lastContact: date.optional().describe("When somebody last heard from the person"),
  learnedThrough: z.enum(LEARNED_THROUGH).optional(),
  detentions: z.array(detention).max(20).optional(),
  testimony: z
    .strictObject({ text: prose(20_000), language: languageTag.optional() })
    .optional()
    .describe("In the words of the one who speaks"),
  sources: z
    .array(
      z.strictObject({
        url: webUrl(290).describe("Without tracking parameters; it is also the name by which we know the source"),
        kind: z.enum(SOURCE_KINDS).optional(),
        title: line(500).optional(),
        publisher: line(300).optional(),
        published: date.optional(),
      }),
    )
    .max(50)
    .optional()
    .describe("Public sources that the account rests on"),
  relation: z.enum(RELATIONS).optional().describe("What the one who speaks is to the person"),
  consent,
});

export const submissionInput = z.strictObject({
  language: languageTag.optional().describe("BCP 47 tag of the language that it is told in"),
  side: z.enum(["family", "eyewitness", "researcher"]).optional().describe("Who speaks; `family` when absent"),
  persons: z.array(person).min(1).max(20),
  contact: prose(1000).optional().describe("How the submitter can be reached. Sealed: no moderator can read it"),
  submitterName: line(200).optional().describe("Sealed: no moderator can read it"),
});
export type SubmissionInput = z.infer<typeof submissionInput>;

/** A body that works as it stands. The person is invented. */
export const SUBMISSION_EXAMPLE = {
  language: "en",
  side: "family",
  persons: [
    {
      names: [
        { text: "ئۈلگە ئىسىمجان", orthography: "uey" },
        { text: "Ülge Isimjan", orthography: "uly" },
      ],
      sex: "female",
      birth: "1984~",
      ethnicity: "uyghur",
      profession: "education",
      occupation: "Primary school teacher",
      residence: { text: "Near the old bazaar", county: "653101" },
      status: "camp",
      statusAsOf: "2019",
      lastContact: "2017-03",
      learnedThrough: "relative",
      detentions: [
        {
          begin: "2017-04~",
          place: "Kashgar",
          county: "653101",
          officialReason: "unknown",
          suspectedReason: "relatives_abroad",
        },
      ],
      testimony: {
        text: "This is an invented example. She taught at a primary school. In spring 2017 her phone stopped answering.",
        language: "en",
      },
      sources: [{ url: "https://example.org/an-invented-article", kind: "article", title: "An invented article" }],
      relation: "younger_sister",
      consent: { audience: "public_indexed", testimony: true, relation: true },
    },
  ],
  contact: "name@example.org",
} as const satisfies z.input<typeof submissionInput>;

/** What a submission says, sorted by who may ever read it. */
export type SubmissionRead = {
  readonly language: string;
  readonly persons: { content: PersonContent; consents: ConsentAnswer[] }[];
  readonly sealed: { kind: "contact" | "submitter" | "archive_only"; payload: z.core.util.JSONType }[];
};

/**
 * Dates that lie after today, by the path of their field. The clock is the caller's.
 */
export function futureDates(input: SubmissionInput, today: string): Record<string, FieldCode> {
  const dates: [string, string | undefined][] = input.persons.flatMap((told, at) => [
    [`persons.${at}.birth`, told.birth] as [string, string | undefined],
    [`persons.${at}.statusAsOf`, told.statusAsOf] as [string, string | undefined],
    [`persons.${at}.lastContact`, told.lastContact] as [string, string | undefined],
    ...(told.detentions ?? []).flatMap((episode, place): [string, string | undefined][] => [
      [`persons.${at}.detentions.${place}.begin`, episode.begin],
      [`persons.${at}.detentions.${place}.sentencedOn`, episode.sentencedOn],
    ]),
    ...(told.sources ?? []).map((source, place): [string, string | undefined] => [
      `persons.${at}.sources.${place}.published`,
      source.published,
    ]),
  ]);
  return Object.fromEntries(
    dates.flatMap(([path, value]) =>
      value !== undefined && isFuture(value, today) ? [[path, "date_future" as const]] : [],
    ),
  );
}

/**
 * Turns what was handed in into what is reviewed and what is sealed. **Nothing enters the reviewed content that was not
 * agreed to be shown**: it goes to the sealed part instead.
 */
export function readSubmission(input: SubmissionInput): SubmissionRead {
  const side = input.side ?? "family";
  const language = input.language ?? "und";
  const persons: SubmissionRead["persons"] = [];
  const sealed: SubmissionRead["sealed"] = [];
  for (const [at, told] of input.persons.entries()) {
    const everything = contentOf(told, side, language);
    const { content, kept } = keepToConsent(everything, told.consent);
    const { audience } = told.consent;
    persons.push({
      content,
      consents: [
        { field: "record", audience, given: true },
        { field: "testimony", audience, given: told.consent.testimony },
        { field: "relation", audience, given: told.consent.relation },
      ],
    });
    if (kept !== null) sealed.push({ kind: "archive_only", payload: { person: at, ...kept } });
  }
  if (input.contact !== undefined) sealed.push({ kind: "contact", payload: input.contact });
  if (input.submitterName !== undefined) sealed.push({ kind: "submitter", payload: input.submitterName });
  return { language, persons, sealed };
}

function keepToConsent(
  everything: PersonContent,
  agreed: SubmissionInput["persons"][number]["consent"],
): { content: PersonContent; kept: Partial<PersonContent> | null } {
  if (agreed.audience === "archive_only") return { content: NOTHING_TO_SHOW, kept: everything };
  const kept = {
    ...(!agreed.testimony && everything.testimonies.length > 0 && { testimonies: everything.testimonies }),
    ...(!agreed.relation && everything.relatives.length > 0 && { relatives: everything.relatives }),
  };
  return {
    content: {
      ...everything,
      testimonies: agreed.testimony ? everything.testimonies : [],
      relatives: agreed.relation ? everything.relatives : [],
    },
    kept: Object.keys(kept).length === 0 ? null : kept,
  };
}

type Told = SubmissionInput["persons"][number];

function contentOf(told: Told, side: "family" | "eyewitness" | "researcher", language: string): PersonContent {
  const distinct = [...new Map((told.sources ?? []).map((source) => [source.url, source])).values()];
  const sources = distinct.map((source, at) => ({
    ref: `s${at + 1}`,
    key: `url:${source.url}`,
    kind: source.kind ?? ("web_page" as const),
    title: source.title ?? null,
    publisher: source.publisher ?? null,
    published: source.published ?? null,
    url: source.url,
    rights: null,
    // We have it from the submitter alone; it counts as read when a moderator has read it.
    read: "cited" as const,
    citedIn: null,
    attribution: null,
  }));
  const citations = sources.slice(0, 20).map((source) => ({ source: source.ref, quote: null, locator: null }));
  const said = { side, tier: "reported" as const, citations };
  const learnedThrough = told.learnedThrough ?? null;
  return {
    names: told.names.map((given, at) => ({
      text: given.text,
      script: detectScript(given.text),
      orthography: given.orthography ?? detectOrthography(given.text),
      kind: at === 0 ? ("main" as const) : ("variant" as const),
      isPublic: true,
      citations: [],
    })),
    facts: factsOf(told, said),
    detentionReports: (told.detentions ?? []).map((episode) => ({
      begin: episode.begin ?? null,
      end: episode.end ?? null,
      status: told.status ?? null,
      place: episode.county ?? null,
      placeText: episode.place ?? null,
      facilityText: episode.facility ?? null,
      officialReason: episode.officialReason ?? null,
      suspectedReason: episode.suspectedReason ?? null,
      charge: episode.charge ?? null,
      legalProcess: null,
      court: episode.court ?? null,
      sentencedOn: episode.sentencedOn ?? null,
      termMonths: episode.termMonths ?? null,
      termDays: null,
      termSpecial: null,
      learnedThrough,
      account: episode.account ?? null,
      ...said,
    })),
    events:
      told.lastContact === undefined
        ? []
        : [
            {
              kind: "last_contact",
              edtf: told.lastContact,
              claim: null,
              court: null,
              termMonths: null,
              disputed: false,
              ...said,
            },
          ],
    testimonies:
      told.testimony === undefined
        ? []
        : [
            {
              text: told.testimony.text,
              language: told.testimony.language ?? language,
              learnedThrough,
              ...said,
              citations: [],
            },
          ],
    proofOfLife: [],
    officialResponses: [],
    relatives:
      told.relation === undefined
        ? []
        : [{ relation: told.relation, name: null, location: null, speaks: true, externalId: null, citations: [] }],
    externalIds: [],
    sources,
    note: null,
    indexed: told.consent.audience === "public_indexed",
  };
}

function factsOf(told: Told, said: Pick<FactContent, "side" | "tier" | "citations">): FactContent[] {
  const empty = { code: null, text: null, edtf: null, number: null, place: null, asOf: null, ...said };
  const facts: FactContent[] = [];
  if (told.status !== undefined) {
    facts.push({ ...empty, field: "status", code: told.status, asOf: told.statusAsOf ?? null });
  }
  if (told.sex !== undefined) facts.push({ ...empty, field: "sex", code: told.sex });
  if (told.birth !== undefined) facts.push({ ...empty, field: "birth", edtf: told.birth });
  if (told.ethnicity !== undefined) facts.push({ ...empty, field: "ethnicity", code: told.ethnicity });
  if (told.profession !== undefined) facts.push({ ...empty, field: "profession", code: told.profession });
  if (told.occupation !== undefined) facts.push({ ...empty, field: "occupation", text: told.occupation });
  if (told.residence?.text !== undefined || told.residence?.county !== undefined) {
    facts.push({
      ...empty,
      field: "residence",
      text: told.residence.text ?? null,
      place: told.residence.county ?? null,
    });
  }
  return facts;
}
