import { z } from "zod";
import {
  type Audience,
  CASE_STATUSES,
  type CaseStatus,
  ETHNICITIES,
  LEARNED_THROUGH,
  PROFESSIONS,
  RELATIONS,
  SEXES,
  STATED_REASONS,
} from "./codes";
import { FIELD_CODES, type FieldCode } from "./errors";
import { type OtherWriting, otherWritings } from "./name/other-writings";
import { detectOrthography, detectScript } from "./name/script";
import { asciiDigits, type DateAnswer, toEdtf } from "./partial-date";
import { emptyContent, type FactContent, type PersonContent } from "./submission";
import { cleanText, line, prose } from "./text";

/**
 * The journey of a family: its pages, the way through them, and what their answers become.
 *
 * An answer is kept exactly as it was typed until it is sent; reading it is done here, again and again, by the same
 * schemas. The way is computed from the answers each time, so no page is skipped by its address.
 */
export const STEPS = [
  "relation",
  "name",
  "about",
  "when",
  "where",
  "known",
  "reasons",
  "story",
  "photo",
  "consent",
  "contact",
] as const;
export type Step = (typeof STEPS)[number];

/** What was typed on one page, field by field. */
export type Fields = Readonly<Record<string, string>>;
export type Answers = Readonly<Partial<Record<Step, Fields>>>;
export type FieldErrors = Readonly<Record<string, FieldCode>>;

/** The languages that a testimony is usually written in; anything else is `und`. */
export const TESTIMONY_LANGUAGES = ["ug", "kk", "tr", "zh", "en", "ru", "ar", "de", "fr", "und"] as const;

/** Where a record may be shown: everywhere, everywhere but in search engines, or nowhere. */
export const JOURNEY_AUDIENCES = [
  "public_indexed",
  "public_noindex",
  "archive_only",
] as const satisfies readonly Audience[];

/** Situations in which somebody was taken and a reason may have been given. */
const HELD: ReadonlySet<CaseStatus> = new Set([
  "camp",
  "pretrial_custody",
  "sentenced",
  "forced_labour_placement",
  "house_or_town_arrest",
  "travel_documents_withheld",
  "hospital_or_psychiatric",
  "released_unverified",
  "released_restricted",
  "released_in_contact",
  "deceased_reported",
]);

/** Statuses that a family can tell; a confirmed death is for the reviewers to say. */
export const TOLD_STATUSES = CASE_STATUSES.filter((status) => status !== "deceased_confirmed");

/** An answer that may be left empty: "I don't know". */
function optional<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (value) => (value === undefined || (typeof value === "string" && cleanText(value).trim() === "") ? null : value),
    schema.nullable(),
  );
}

function choice<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.preprocess((value) => (value === "" ? undefined : value), z.enum(values, { error: required }));
}

function required(issue: { input?: unknown }): FieldCode {
  return issue.input === undefined ? "required" : "unknown_value";
}

const yesNo = choice(["yes", "no"]);

/** Every field that a date question has, under its prefix. */
export const DATE_FIELDS = [
  "kind",
  "day",
  "month",
  "season",
  "year",
  "endDay",
  "endMonth",
  "endYear",
  "about",
] as const;
/** How a date that was typed is meant. */
export const DATE_KINDS = ["on", "before", "since", "range", "unknown"] as const;

/** How many other names, and how long a name, one page takes. */
const OTHER_NAMES = 20;
const NAME_LENGTH = 200;

const names = optional(
  z
    .string()
    .max(8000, "too_long")
    .transform((text) => cleanText(text).split("\n"))
    .pipe(z.array(z.string()))
    .transform((lines) => lines.map((each) => each.trim()).filter((each) => each !== ""))
    .pipe(z.array(line(NAME_LENGTH)).max(OTHER_NAMES, "too_many")),
);

const SCHEMAS = {
  relation: z.strictObject({ relation: choice([...RELATIONS, "not_said"]) }),
  name: z.strictObject({ name: z.string("required").pipe(line(NAME_LENGTH)), otherNames: names }),
  about: z.strictObject({
    sex: optional(z.enum(SEXES)),
    ...dateFields("birth"),
    ethnicity: optional(z.enum(ETHNICITIES)),
    profession: optional(z.enum(PROFESSIONS)),
    occupation: optional(line(300)),
    home: optional(line(300)),
    homeCounty: optional(z.string().regex(/^65\d{4}$/, "unknown_value")),
  }),
  when: z.strictObject({ dateOf: choice(["taken", "last_contact", "unknown"]), ...dateFields("date") }),
  where: z.strictObject({
    place: optional(line(500)),
    county: optional(z.string().regex(/^65\d{4}$/, "unknown_value")),
    facility: optional(line(300)),
  }),
  known: z.strictObject({ status: choice(CASE_STATUSES), learnedThrough: optional(z.enum(LEARNED_THROUGH)) }),
  reasons: z.strictObject({
    officialReason: optional(z.enum(STATED_REASONS)),
    suspectedReason: optional(z.enum(STATED_REASONS)),
    charge: optional(line(500)),
  }),
  story: z.strictObject({ text: z.string("required").pipe(prose(20_000)), language: choice(TESTIMONY_LANGUAGES) }),
  photo: z.strictObject({ done: z.literal("yes") }),
  consent: z.strictObject({
    audience: choice(JOURNEY_AUDIENCES),
    text: yesNo,
    photo: optional(yesNo),
    relation: yesNo,
    relatives: yesNo,
    agree: z.literal("yes", "consent_required"),
  }),
  contact: z.strictObject({
    wanted: choice(["no", "yes"]),
    channel: optional(prose(1000)),
    ownName: optional(line(200)),
  }),
} as const satisfies Record<Step, z.ZodType>;

type Parsed = { [Key in Step]: z.infer<(typeof SCHEMAS)[Key]> };

function dateFields<const Prefix extends string>(prefix: Prefix) {
  type Key = `${Prefix}.${(typeof DATE_FIELDS)[number]}`;
  const text = z.string().max(40, "too_long").optional();
  // The compiler cannot follow the keys through the mapping.
  return Object.fromEntries(DATE_FIELDS.map((field) => [`${prefix}.${field}`, text])) as Record<Key, typeof text>;
}

/** The names of the fields that a page has; anything else in its form is not ours. */
export function fieldsOf(step: Step): readonly string[] {
  return Object.keys(SCHEMAS[step].shape);
}

export type StepReading<Key extends Step> =
  { readonly ok: true; readonly value: Parsed[Key] } | { readonly ok: false; readonly errors: FieldErrors };

/**
 * Reads what was typed on one page. `today` is an ISO day, against which dates in the future are refused.
 *
 * `hasPhoto` decides whether the question about the photo has to be answered.
 */
export function readStep<Key extends Step>(
  step: Key,
  fields: Fields,
  context: { today: string; hasPhoto: boolean },
): StepReading<Key> {
  const schema: z.ZodType = SCHEMAS[step];
  const result = schema.safeParse(fields);
  const errors = { ...(result.success ? {} : fieldErrors(result.error)), ...crossErrors(step, fields, context) };
  if (!result.success || Object.keys(errors).length > 0) return { ok: false, errors };
  // The schema of this very step made it.
  return { ok: true, value: result.data as Parsed[Key] };
}

/** What one field's schema cannot see. */
function crossErrors(step: Step, fields: Fields, context: { today: string; hasPhoto: boolean }): FieldErrors {
  switch (step) {
    case "about":
      return dateErrors(fields, "birth", context.today, false);
    case "when":
      return fields["dateOf"] === "unknown" ? {} : dateErrors(fields, "date", context.today, true);
    case "consent":
      return context.hasPhoto && !fields["photo"] ? { photo: "required" } : {};
    case "contact":
      return fields["wanted"] === "yes" && cleanText(fields["channel"] ?? "").trim() === ""
        ? { channel: "contact_shape" }
        : {};
    case "relation":
    case "name":
    case "where":
    case "known":
    case "reasons":
    case "story":
    case "photo":
      return {};
  }
}

function dateErrors(fields: Fields, prefix: string, today: string, mustAnswer: boolean): FieldErrors {
  const reading = readDate(fields, prefix, today);
  if (!reading.ok) return reading.errors;
  const said = reading.edtf !== null || fields[`${prefix}.kind`] === "unknown";
  return mustAnswer && !said ? { [`${prefix}.year`]: "required" } : {};
}

/**
 * The date under a prefix as EDTF, as precise as the parts that were filled in; null when nothing was said. Every part
 * that is wrong is named.
 */
export function readDate(
  fields: Fields,
  prefix: string,
  today: string,
): { readonly ok: true; readonly edtf: string | null } | { readonly ok: false; readonly errors: FieldErrors } {
  function part(name: (typeof DATE_FIELDS)[number]): string {
    return cleanText(fields[`${prefix}.${name}`] ?? "").trim();
  }
  const typed = part("kind") || "on";
  const kind = DATE_KINDS.find((each) => each === typed);
  if (kind === undefined) return { ok: false, errors: { [`${prefix}.kind`]: "unknown_value" } };
  const filled = (["day", "month", "season", "year", "endDay", "endMonth", "endYear"] as const).some(
    (name) => part(name) !== "",
  );
  if (kind === "unknown" || !filled) return { ok: true, edtf: null };
  const answer: DateAnswer = {
    kind: kind === "on" ? precision(part("day"), part("month"), part("season")) : kind,
    day: part("day"),
    month: part("month"),
    season: part("season"),
    year: part("year"),
    endDay: part("endDay"),
    endMonth: part("endMonth"),
    endYear: part("endYear"),
    about: part("about") === "yes",
  };
  const result = toEdtf(answer, today);
  if (result.ok) return result;
  return {
    ok: false,
    errors: Object.fromEntries(Object.entries(result.fields).map(([name, code]) => [`${prefix}.${name}`, code])),
  };
}

function precision(day: string, month: string, season: string): "day" | "month" | "season" | "year" {
  if (asciiDigits(day) !== "") return "day";
  if (month !== "") return "month";
  return season === "" ? "year" : "season";
}

/** From zod's findings to our codes: one per field, the first that was found. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const errors: Record<string, FieldCode> = {};
  for (const issue of error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) errors[[...issue.path, key].join(".")] ??= "unknown_field";
      continue;
    }
    errors[issue.path[0] === undefined ? "form" : String(issue.path[0])] ??= codeOf(issue);
  }
  return errors;
}

function codeOf(issue: z.core.$ZodIssue): FieldCode {
  const known = FIELD_CODES.find((code) => code === issue.message);
  if (known) return known;
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "required" : "wrong_type";
    case "too_big":
      return "too_long";
    case "too_small":
      return "required";
    default:
      return "unknown_value";
  }
}

/** The pages that these answers lead through, in order. */
export function pathOf(answers: Answers): Step[] {
  const status = CASE_STATUSES.find((code) => code === answers.known?.["status"]);
  const held = status !== undefined && HELD.has(status);
  return STEPS.filter((step) => step !== "reasons" || held);
}

/** The first page on the way that is not answered yet, or not well; null when everything is there. */
export function firstOpenStep(answers: Answers, context: { today: string; hasPhoto: boolean }): Step | null {
  return (
    pathOf(answers).find((step) => {
      const fields = answers[step];
      // A page on which everything may be left empty was still to be seen.
      return fields === undefined || !readStep(step, fields, context).ok;
    }) ?? null
  );
}

/** Whether a page may be shown now: nothing before it is missing. */
export function isReachable(step: Step, answers: Answers, context: { today: string; hasPhoto: boolean }): boolean {
  const path = pathOf(answers);
  const open = firstOpenStep(answers, context);
  return path.includes(step) && (open === null || path.indexOf(step) <= path.indexOf(open));
}

/**
 * Other writings of the main name, for the family to say which of them are right. They are no answer: none is kept
 * until it is ticked, and no more are offered than the page of names has room for.
 */
export function offeredSpellings(answers: Answers): OtherWriting[] {
  const page = SCHEMAS.name.safeParse(answers.name);
  if (!page.success) return [];
  const { name, otherNames } = page.data;
  const written = otherNames ?? [];
  return otherWritings([name], {
    written,
    ethnicity: answers.about?.["ethnicity"] || null,
    judged: true,
  })
    .filter((each) => each.text.length <= NAME_LENGTH)
    .slice(0, Math.max(0, OTHER_NAMES - written.length));
}

/**
 * The answers with the ticked spellings among the other names, as if they had been typed there. What was not offered
 * is ignored, whatever was sent.
 */
export function withTicked(answers: Answers, ticked: readonly string[]): Answers {
  const page = SCHEMAS.name.safeParse(answers.name);
  const right = offeredSpellings(answers).filter((each) => ticked.includes(each.text));
  if (!page.success || right.length === 0) return answers;
  const otherNames = [...(page.data.otherNames ?? []), ...right.map((each) => each.text)].join("\n");
  return { ...answers, name: { ...answers.name, otherNames } };
}

export type ConsentAnswer = { readonly field: ConsentField; readonly audience: Audience; readonly given: boolean };
export const CONSENT_FIELDS = ["record", "testimony", "photo", "relation", "relatives"] as const;
export type ConsentField = (typeof CONSENT_FIELDS)[number];

/** What a finished journey says, sorted by who may ever read it. */
export type Told = {
  readonly content: PersonContent;
  readonly consents: readonly ConsentAnswer[];
  readonly language: string;
  /** Whether the photo's derivative may go to the reviewers, and after them to the public. */
  readonly photoForPublication: boolean;
  /** For the keyholders' eyes; each part is sealed before it touches a disk. */
  readonly sealed: {
    readonly contact: string | null;
    readonly submitter: string | null;
    readonly archiveOnly: Readonly<Record<string, unknown>> | null;
  };
};

/**
 * Turns a finished journey into what is reviewed and what is sealed. **Nothing enters the reviewed content that the
 * family did not agree to show**: it goes to the sealed part instead.
 *
 * Null while the journey is not finished.
 */
export function readJourney(answers: Answers, context: { today: string; hasPhoto: boolean }): Told | null {
  if (firstOpenStep(answers, context) !== null) return null;
  const asked = new Set(pathOf(answers));
  function value<Key extends Step>(step: Key): Parsed[Key] | null {
    if (!asked.has(step)) return null;
    const reading = readStep(step, answers[step] ?? {}, context);
    return reading.ok ? reading.value : null;
  }
  const relation = value("relation");
  const name = value("name");
  const about = value("about");
  const when = value("when");
  const where = value("where");
  const known = value("known");
  const story = value("story");
  const consent = value("consent");
  const contact = value("contact");
  if (!relation || !name || !about || !when || !where || !known || !story || !consent || !contact) return null;

  const isPublic = consent.audience !== "archive_only";
  const showText = isPublic && consent.text === "yes";
  const showRelation = isPublic && consent.relation === "yes" && relation.relation !== "not_said";
  const showPhoto = isPublic && context.hasPhoto && consent.photo === "yes";

  const everything: PersonContent = {
    names: namesOf(name.name, name.otherNames ?? [], about.ethnicity),
    facts: factsOf(about, dateOf(answers.about, "birth", context.today), known.status),
    ...episodeOf({
      dateOf: when.dateOf,
      date: when.dateOf === "unknown" ? null : dateOf(answers.when, "date", context.today),
      where,
      known,
      reasons: value("reasons"),
    }),
    testimonies: [{ text: story.text, language: story.language, learnedThrough: known.learnedThrough, ...SAID }],
    proofOfLife: [],
    officialResponses: [],
    relatives:
      relation.relation === "not_said"
        ? []
        : [
            {
              relation: relation.relation,
              name: null,
              location: null,
              speaks: true,
              externalId: null,
              citations: [],
            },
          ],
    externalIds: [],
    sources: [],
    note: null,
    indexed: consent.audience === "public_indexed",
  };
  const content: PersonContent = isPublic
    ? {
        ...everything,
        testimonies: showText ? everything.testimonies : [],
        relatives: showRelation ? everything.relatives : [],
      }
    : NOTHING_TO_SHOW;
  const kept = isPublic
    ? {
        ...(!showText && { testimonies: everything.testimonies }),
        ...(!showRelation && { relatives: everything.relatives }),
      }
    : { ...everything };

  return {
    content,
    consents: [
      { field: "record", audience: consent.audience, given: true },
      { field: "testimony", audience: consent.audience, given: consent.text === "yes" },
      { field: "relation", audience: consent.audience, given: consent.relation === "yes" },
      { field: "relatives", audience: consent.audience, given: consent.relatives === "yes" },
      ...(context.hasPhoto
        ? [{ field: "photo" as const, audience: consent.audience, given: consent.photo === "yes" }]
        : []),
    ],
    language: story.language,
    photoForPublication: showPhoto,
    sealed: {
      contact: contact.wanted === "yes" ? contact.channel : null,
      submitter: contact.ownName,
      archiveOnly: Object.keys(kept).length === 0 ? null : kept,
    },
  };
}

/** How a family's word is marked until somebody else supports it. */
const SAID = { side: "family", tier: "reported", citations: [] } satisfies {
  side: "family";
  tier: "reported";
  citations: [];
};

/** What reviewers see of a submission that is for the archive alone: that it is there. */
export const NOTHING_TO_SHOW: PersonContent = {
  ...emptyContent(),
  names: [{ text: "—", script: "Zyyy", orthography: "unspecified", kind: "main", isPublic: false, citations: [] }],
  indexed: false,
};

function namesOf(main: string, others: readonly string[], ethnicity: string | null): PersonContent["names"] {
  // Latin letters alone do not prove ULY or pinyin; that they are the main name's own spelling in it does.
  const proved = new Map(
    otherWritings([main], { written: [], ethnicity, judged: true }).map((each) => [each.text, each]),
  );
  return [main, ...others.filter((other) => other !== main)].map((text, index) => ({
    text,
    script: detectScript(text),
    orthography: proved.get(text)?.orthography ?? detectOrthography(text),
    kind: index === 0 ? "main" : "variant",
    isPublic: true,
    citations: [],
  }));
}

function factsOf(about: Parsed["about"], birth: string | null, status: CaseStatus): FactContent[] {
  const empty = { code: null, text: null, edtf: null, number: null, place: null, asOf: null, ...SAID };
  const facts: FactContent[] = [{ ...empty, field: "status", code: status }];
  if (about.sex !== null) facts.push({ ...empty, field: "sex", code: about.sex });
  if (birth !== null) facts.push({ ...empty, field: "birth", edtf: birth });
  if (about.ethnicity !== null) facts.push({ ...empty, field: "ethnicity", code: about.ethnicity });
  if (about.profession !== null) facts.push({ ...empty, field: "profession", code: about.profession });
  if (about.occupation !== null) facts.push({ ...empty, field: "occupation", text: about.occupation });
  if (about.home !== null || about.homeCounty !== null) {
    facts.push({ ...empty, field: "residence", text: about.home, place: about.homeCounty });
  }
  return facts;
}

/** The episode that the family tells of: a detention when the person was taken, otherwise the day of the last word. */
function episodeOf(told: {
  dateOf: Parsed["when"]["dateOf"];
  date: string | null;
  where: Parsed["where"];
  known: Parsed["known"];
  reasons: Parsed["reasons"] | null;
}): Pick<PersonContent, "detentionReports" | "events"> {
  const { dateOf, date, where, known, reasons } = told;
  const taken = dateOf === "taken" || reasons !== null;
  const place = { place: where.county, placeText: where.place, facilityText: where.facility };
  return {
    detentionReports: taken
      ? [
          {
            begin: dateOf === "taken" ? date : null,
            end: null,
            status: known.status,
            ...place,
            officialReason: reasons?.officialReason ?? null,
            suspectedReason: reasons?.suspectedReason ?? null,
            charge: reasons?.charge ?? null,
            legalProcess: null,
            court: null,
            sentencedOn: null,
            termMonths: null,
            termDays: null,
            termSpecial: null,
            learnedThrough: known.learnedThrough,
            account: null,
            ...SAID,
          },
        ]
      : [],
    events:
      dateOf === "taken"
        ? []
        : [
            {
              kind: "last_contact",
              edtf: date,
              claim: taken ? null : where.place,
              court: null,
              termMonths: null,
              disputed: false,
              ...SAID,
            },
          ],
  };
}

function dateOf(fields: Fields | undefined, prefix: string, today: string): string | null {
  const reading = readDate(fields ?? {}, prefix, today);
  return reading.ok ? reading.edtf : null;
}
