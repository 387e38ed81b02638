import { z } from "zod";
import type { EventKind, Orthography, Script, Side, SourceKind, Tier } from "@/domain/codes";
import { detectOrthography } from "@/domain/name/script";
import { professionOf } from "@/domain/profession";
import { emptyContent, type PersonContent, personContent, type SourceContent } from "@/domain/submission";
import { type ImportRow, sourceKey, webAddress } from "./import-row";
import type { PlaceIndex } from "./place-index";
import { firstIssue } from "./read-issue";
import { ppdSource } from "./read-ppd";
import { CASE_FILE_STATUS, ETHNIC_GROUPS, RELATION, SEX } from "./vocabularies";

const source = z.looseObject({
  title: z.string().nullable(),
  publisher: z.string().nullable(),
  date: z.string().nullable(),
  url: z.string().nullable(),
  rights: z.string().nullable(),
  read: z.enum(["full", "excerpt", "cited"]),
  citedIn: z.string().optional(),
});

const entry = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  kind: z.string(),
  names: z.array(
    z.strictObject({
      text: z.string(),
      kind: z.string(),
      script: z.string(),
      source: z.string(),
    }),
  ),
  sources: z.array(z.string()),
  sex: z.string().nullish(),
  ethnicity: z.string().nullish(),
  age_at_detention: z.number().nullish(),
  birth: z.string().nullish(),
  occupation: z.array(z.string()).nullish(),
  affiliation: z.string().nullish(),
  residence: z.string().nullish(),
  place_of_detention_reported: z.string().nullish(),
  sentence_years: z.union([z.number(), z.string()]).nullish(),
  cecc_status_2020: z.string().nullish(),
  record_fields_source: z.string().nullish(),
  events: z.array(
    z.strictObject({
      type: z.string(),
      edtf: z.string().nullable(),
      claim: z.string().nullish(),
      court: z.string().nullish(),
      years: z.union([z.number(), z.string()]).nullish(),
      disputed: z.boolean().nullish(),
      sources: z.array(z.string()),
    }),
  ),
  status: z.strictObject({
    code: z.string(),
    as_of: z.string().nullable(),
    source: z.string(),
    text: z.string().nullish(),
  }),
  testifiers: z
    .array(
      z.strictObject({
        name: z.string().nullish(),
        relation: z.string(),
        location: z.string().nullish(),
        source: z.string(),
      }),
    )
    .nullish(),
  note: z.string().nullish(),
});

const file = z.object({
  schema: z.literal("cases-v1"),
  sources: z.record(z.string(), source),
  cases: z.array(z.unknown()),
});
type FileSource = z.infer<typeof source>;
type Entry = z.infer<typeof entry>;

const EVENT: Readonly<Record<string, EventKind>> = {
  detained: "detained",
  interned: "interned",
  disappeared: "disappeared",
  imprisoned: "imprisoned",
  released: "released",
  formally_arrested: "formally_arrested",
  indicted: "indicted",
  tried: "tried",
  sentenced: "sentenced",
  sentence_reported: "sentenced",
  appeal_ruling: "appeal_ruling",
  transferred: "transferred",
  died: "died",
  rumoured_death: "rumoured_death",
  arrived_abroad: "left_china",
  last_contact: "last_contact",
  last_family_contact: "last_contact",
  contact: "contact",
  searched_home: "searched_home",
  removed_from_post: "removed_from_post",
  reappearance_announced: "reappearance_announced",
  testimony_video: "testimony_published",
  extradition_approved: "extradition_ruling",
  red_notice_cancelled: "notice_cancelled",
  award: "award",
  official_response: "official_response",
  official_confirmation: "official_response",
  proof_of_life: "proof_of_life",
  proof_of_life_video: "proof_of_life",
};

/** The kinds of event that begin an episode of detention, and the status that each asserts. */
const EPISODE = {
  detained: "pretrial_custody",
  interned: "camp",
  disappeared: "missing_no_information",
  imprisoned: "sentenced",
} as const;

/** The number of a CECC record, from the name of its source. */
function ceccNumber(ref: string): string | null {
  return /^cecc-(\d{4}-\d{5})$/.exec(ref)?.[1] ?? null;
}

function kindOf(ref: string, from: FileSource): SourceKind {
  if (ceccNumber(ref) !== null || ref.startsWith("amnesty-SR")) return "database_record";
  if (/wikipedia/i.test(from.publisher ?? "")) return "web_page";
  return "article";
}

function toSource(ref: string, from: FileSource): SourceContent {
  const number = ceccNumber(ref);
  if (number !== null) return { ...ppdSource(number, ref), read: from.read };
  const url = webAddress(from.url);
  return {
    ref,
    key: sourceKey(url, `cases:${ref}`),
    kind: kindOf(ref, from),
    title: from.title,
    publisher: from.publisher,
    published: from.date,
    url,
    rights: from.rights,
    read: from.read,
    citedIn: from.citedIn ?? null,
    attribution: null,
  };
}

const RESEARCHERS =
  /CECC|Amnesty|Human Rights Watch|UHRP|Uyghur Human Rights|World Uyghur|Dui Hua|Victims Database|PEN\b|CPJ|Committee to Protect/i;
const KIN = /\b(son|daughter|sister|brother|wife|husband|cousin|father|mother|relatives?|family)\b/i;
const STATE =
  /\b(Foreign ministry|authorities confirmed|Embassy of the PRC|Chinese officials confirmed|PRC Foreign Ministry|China Radio International)\b/i;

/** Whose word an event is: of its claim where that says so, otherwise of its first source. */
function sideOf(
  claim: string | null | undefined,
  ref: string | undefined,
  sources: Readonly<Record<string, FileSource>>,
): Side {
  if (claim && STATE.test(claim)) return "state";
  if (claim && KIN.test(claim)) return "family";
  const from = ref === undefined ? undefined : sources[ref];
  return from && RESEARCHERS.test(`${from.publisher ?? ""} ${from.title ?? ""}`) ? "researcher" : "media";
}

/** Corroborated: two or more sources of different publishers that were read themselves. */
function tierOf(refs: readonly string[], sources: Readonly<Record<string, FileSource>>, disputed: boolean): Tier {
  const publishers = new Set(
    refs.flatMap((ref) => (sources[ref] && sources[ref].read !== "cited" ? [sources[ref].publisher ?? ref] : [])),
  );
  return !disputed && publishers.size >= 2 ? "corroborated" : "reported";
}

function months(years: number | string | null | undefined): number | null {
  if (years === null || years === undefined) return null;
  const number = Number(years);
  return Number.isFinite(number) && number > 0 ? Math.round(number * 12) : null;
}

function toContent(one: Entry, sources: Readonly<Record<string, FileSource>>, places: PlaceIndex): PersonContent {
  const content = emptyContent();
  const cite = (refs: readonly string[]) => refs.map((ref) => ({ source: ref, quote: null, locator: null }));
  const listed = new Set<string>();
  const list = (ref: string): void => {
    const from = sources[ref];
    if (!from || listed.has(ref)) return;
    listed.add(ref);
    if (from.citedIn) list(from.citedIn);
    content.sources.push(toSource(ref, from));
  };
  for (const ref of [
    ...one.sources,
    ...one.names.map((name) => name.source),
    ...one.events.flatMap((event) => event.sources),
    one.status.source,
  ])
    list(ref);
  if (one.record_fields_source) list(one.record_fields_source);
  for (const testifier of one.testifiers ?? []) list(testifier.source);

  content.names = one.names.map((name) => {
    const orthography: Orthography =
      name.kind === "pinyin"
        ? "pinyin"
        : name.kind === "chinese"
          ? "hanzi"
          : name.kind === "uly"
            ? "uly"
            : detectOrthography(name.text);
    const script: Script =
      name.script === "Hans" || name.script === "Arab" || name.script === "Cyrl" ? name.script : "Latn";
    return {
      text: name.text,
      script,
      orthography:
        orthography === "unspecified" && script === "Latn"
          ? "press_latin"
          : orthography === "unspecified" && script === "Arab"
            ? "uey"
            : orthography,
      kind:
        name.kind === "main"
          ? "main"
          : name.kind === "pinyin"
            ? "pinyin"
            : name.kind === "chinese"
              ? "chinese"
              : "variant",
      isPublic: true,
      citations: cite([name.source]),
    };
  });

  // Who says the fields of the record: the record that they were taken from, or the first source of the case.
  const recordRef = one.record_fields_source ?? one.sources[0] ?? one.status.source;
  const record = {
    side: sideOf(null, recordRef, sources),
    tier: "reported" as const,
    citations: cite([recordRef]),
  };
  const fact = (
    field: PersonContent["facts"][number]["field"],
    value: Partial<PersonContent["facts"][number]>,
  ): void => {
    content.facts.push({
      field,
      code: null,
      text: null,
      edtf: null,
      number: null,
      place: null,
      asOf: null,
      ...record,
      ...value,
    });
  };
  fact("status", {
    code: CASE_FILE_STATUS[one.status.code] ?? "unclear",
    text: one.status.text ? `${one.status.code}: ${one.status.text}` : one.status.code,
    asOf: one.status.as_of,
    side: sideOf(null, one.status.source, sources),
    citations: cite([one.status.source]),
  });
  if (one.cecc_status_2020)
    fact("other", {
      text: `CECC detention status: ${one.cecc_status_2020}`,
      asOf: "2020-07",
    });
  if (one.sex) fact("sex", { code: SEX[one.sex.toLowerCase()] ?? "unknown" });
  if (one.ethnicity)
    fact("ethnicity", {
      code: ETHNIC_GROUPS[one.ethnicity.toLowerCase()] ?? "other",
      text: one.ethnicity,
    });
  if (typeof one.age_at_detention === "number") fact("age_at_detention", { number: one.age_at_detention });
  if (one.birth) {
    const day = /^\d{4}-\d{2}-\d{2}/.exec(one.birth)?.[0] ?? null;
    // The first of January is what an encyclopedia writes when it knows the year alone.
    fact("birth", {
      edtf: day?.endsWith("-01-01") ? `${day.slice(0, 4)}?` : day,
      text: one.birth,
    });
  }
  for (const occupation of one.occupation ?? []) {
    fact("occupation", { text: occupation });
    fact("profession", { code: professionOf(occupation) });
  }
  if (one.affiliation) fact("affiliation", { text: one.affiliation });
  if (one.residence) {
    const [prefecture = "", county = ""] = one.residence.split("; ");
    fact("residence", {
      text: one.residence,
      place: places.ofPpd(prefecture, county) ?? places.ofText(one.residence),
    });
  }
  if (one.kind !== "missing_or_detained") fact("other", { text: `Kind of case: ${one.kind}` });
  const term = months(one.sentence_years);
  if (term !== null) fact("other", { text: `Sentence, years: ${one.sentence_years}` });

  for (const event of one.events) {
    const refs = event.sources;
    const disputed = event.disputed ?? false;
    const statement = {
      side: sideOf(event.claim, refs[0], sources),
      tier: tierOf(refs, sources, disputed),
      citations: cite(refs),
    };
    const claim = event.claim ?? null;
    const termMonths = months(event.years);
    switch (event.type) {
      case "official_response":
      case "official_confirmation":
        content.officialResponses.push({
          body: /Embassy/.test(claim ?? "") ? "Embassy of the PRC in Canada" : "Ministry of Foreign Affairs of the PRC",
          position:
            event.type === "official_confirmation"
              ? "acknowledges"
              : /unaware/.test(claim ?? "")
                ? "token"
                : /denied/.test(claim ?? "")
                  ? "alternative_explanation"
                  : "acknowledges_denies_responsibility",
          channel: /Embassy/.test(claim ?? "")
            ? "embassy_letter"
            : event.type === "official_confirmation"
              ? null
              : "ministry_briefing",
          edtf: event.edtf,
          text: claim,
          ...statement,
          side: "state",
        });
        break;
      case "proof_of_life_video":
        content.proofOfLife.push({
          kind: "state_video",
          grade: event.edtf === null ? "D" : "C",
          edtf: event.edtf,
          description: claim,
          ...statement,
          side: "state",
        });
        break;
      case "proof_of_life":
        content.proofOfLife.push({
          kind: "third_party_sighting",
          grade: "E",
          edtf: event.edtf,
          description: claim,
          ...statement,
        });
        break;
      case "testimony_video":
        content.proofOfLife.push({
          kind: "demand_made",
          grade: null,
          edtf: event.edtf,
          description: claim,
          ...statement,
        });
        break;
      default:
        break;
    }
    content.events.push({
      kind: EVENT[event.type] ?? "other",
      edtf: event.edtf,
      claim,
      court: event.court ?? null,
      termMonths,
      disputed,
      ...statement,
    });
    if (Object.hasOwn(EPISODE, event.type)) {
      const later = one.events.find(
        (next) => next.type === "sentenced" && next.sources.some((ref) => refs.includes(ref)),
      );
      const until = /^([^/]+)\/([^/.]+)$/.exec(event.edtf ?? "");
      content.detentionReports.push({
        begin: until ? (until[1] ?? null) : event.edtf,
        end: until ? (until[2] ?? null) : null,
        status: EPISODE[event.type as keyof typeof EPISODE],
        place: null,
        placeText: null,
        facilityText: refs.includes(recordRef) ? (one.place_of_detention_reported ?? null) : null,
        officialReason: null,
        suspectedReason: null,
        charge: null,
        legalProcess: null,
        court: later?.court ?? null,
        sentencedOn: later?.edtf ?? null,
        termMonths: months(later?.years) ?? (refs.includes(recordRef) ? term : null),
        termDays: null,
        termSpecial: one.cecc_status_2020?.includes("/life") && refs.includes(recordRef) ? "life" : null,
        learnedThrough: null,
        account: claim,
        ...statement,
      });
    }
  }

  content.relatives = (one.testifiers ?? []).map((testifier) => ({
    relation: RELATION[testifier.relation.replace(/\s*\(.*$/, "").toLowerCase()] ?? "relative",
    name: testifier.name ?? null,
    location: [testifier.location, /\((.*)\)/.exec(testifier.relation)?.[1]].filter((part) => part).join("; ") || null,
    speaks: true,
    externalId: null,
    citations: cite([testifier.source]),
  }));
  content.note = one.note ?? null;
  content.externalIds = [{ scheme: "cases", value: one.id }];
  const number =
    ceccNumber(one.record_fields_source ?? "") ?? one.sources.map(ceccNumber).find((found) => found !== null) ?? null;
  if (number !== null) content.externalIds.push({ scheme: "cecc", value: number });
  for (const ref of one.sources) {
    const amnesty = /^amnesty-(SR\d+)$/.exec(ref)?.[1];
    if (amnesty) content.externalIds.push({ scheme: "amnesty", value: amnesty });
  }
  return content;
}

/**
 * The cases of a `cases-v1` file. A case that names a record of the CECC's database carries its number, and so joins
 * that record. Every event becomes a statement; one that begins an episode is an account of detention as well.
 *
 * @throws Error when the file is not of that form at all; a single case that is not is a rejected row
 */
export function readCases(text: string, places: PlaceIndex): ImportRow[] {
  const { sources, cases } = file.parse(JSON.parse(text));
  return cases.map((raw, index): ImportRow => {
    const number = index + 1;
    const parsed = entry.safeParse(raw);
    if (!parsed.success) return { number, key: `cases:#${number}`, ...firstIssue(parsed.error) };
    const key = `cases:${parsed.data.id}`;
    const content = personContent.safeParse(toContent(parsed.data, sources, places));
    if (!content.success) return { number, key, ...firstIssue(content.error) };
    return {
      number,
      key,
      content: content.data,
      outOfScope: false,
      warnings: [],
    };
  });
}
