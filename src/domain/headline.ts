import {
  CASE_STATUSES,
  type CaseStatus,
  ETHNICITIES,
  type Ethnicity,
  KNOWLEDGE,
  PROFESSIONS,
  type Profession,
  SEXES,
  type Sex,
  type Side,
  SIDES,
  type StatedReason,
  type Tier,
  TIERS,
} from "./codes";
import { bounds, compareDates } from "./partial-date";
import type { FactContent, PersonContent } from "./submission";

export type Headline = {
  status: CaseStatus;
  statusAsOf: string | null;
  sex: Sex;
  ethnicity: Ethnicity;
  profession: Profession;
  prefecture: string | null;
  county: string | null;
  detainedFrom: string | null;
  lastVerifiedContact: string | null;
  fate: (typeof KNOWLEDGE)[number];
  whereabouts: (typeof KNOWLEDGE)[number];
  tier: Tier;
  reasons: StatedReason[];
  sides: Side[];
};

type Said = { side: Side; tier: Tier };
type Candidate = Said & { fact: FactContent; independent: number };

/** Whose word leads when everything else is equal: those who were nearest, and the state last. */
const PRECEDENCE: readonly Side[] = [
  "family",
  "eyewitness",
  "leaked_document",
  "researcher",
  "media",
  "satellite",
  "state",
];

function weakest(tiers: readonly Tier[]): Tier {
  return tiers.reduce((low, tier) => (TIERS.indexOf(tier) < TIERS.indexOf(low) ? tier : low), "documented");
}

/** The latest day that "as of" can mean; a statement without one is older than any with one. */
function asOfDay(asOf: string | null): string {
  if (asOf === null) return "";
  const { earliest, latest } = bounds(asOf);
  return latest ?? earliest ?? "";
}

/** How many sources support a statement by themselves: one known only through another never counts as a second. */
function independentSources(fact: FactContent, content: PersonContent): number {
  const read = new Map(content.sources.map((source) => [source.ref, source.read]));
  return new Set(fact.citations.map((citation) => citation.source).filter((ref) => read.get(ref) !== "cited")).size;
}

function candidates(contents: readonly PersonContent[], field: FactContent["field"]): Candidate[] {
  return contents
    .flatMap((content) =>
      content.facts
        .filter((fact) => fact.field === field)
        .map((fact) => ({
          fact,
          side: fact.side,
          tier: fact.tier,
          independent: independentSources(fact, content),
        })),
    )
    .sort(
      (a, b) =>
        asOfDay(b.fact.asOf).localeCompare(asOfDay(a.fact.asOf)) ||
        TIERS.indexOf(b.tier) - TIERS.indexOf(a.tier) ||
        PRECEDENCE.indexOf(a.side) - PRECEDENCE.indexOf(b.side),
    );
}

/** The leading statement whose code is in the vocabulary and says something. */
function leading<Code extends string>(
  found: readonly Candidate[],
  codes: readonly Code[],
  empty: Code,
): { code: Code; from: Candidate } | null {
  for (const from of found) {
    const code = codes.find((one) => one === from.fact.code);
    if (code !== undefined && code !== empty) return { code, from };
  }
  return null;
}

/**
 * What the record leads with: of all statements, those that the list, the facets and the badge show. Nothing is lost
 * by it; every statement stands on the page with who says so.
 *
 * - The newest "as of" leads; then the better supported; then whoever was nearest, the state last.
 * - *Deceased, confirmed* only with two independent sources or the family's word; otherwise *reported*.
 * - *Released, in contact* only with a graded A or B contact; otherwise *unverified*.
 * - The clock of silence counts from the newest contact graded A or B; a state-made video never resets it.
 * - The badge is the weakest tier among the statements used here.
 */
export function headline(contents: readonly PersonContent[]): Headline {
  const used: Tier[] = [];

  const contact = contents
    .flatMap((content) => content.proofOfLife)
    .filter((event) => (event.grade === "A" || event.grade === "B") && event.edtf !== null)
    .sort((a, b) => compareDates(b.edtf, a.edtf))[0];

  const statements = candidates(contents, "status");
  const lead = leading(statements, CASE_STATUSES, "unclear");
  let status: CaseStatus = lead?.code ?? "unclear";
  if (lead) used.push(lead.from.tier);
  if (status === "deceased_confirmed") {
    const deaths = statements.filter(
      (one) => one.fact.code === "deceased_confirmed" || one.fact.code === "deceased_reported",
    );
    const family = deaths.some((one) => one.side === "family");
    if (!family && deaths.reduce((sum, one) => sum + one.independent, 0) < 2) status = "deceased_reported";
  }
  if (status === "released_in_contact" && !contact) status = "released_unverified";

  const sex = leading(candidates(contents, "sex"), SEXES, "unknown");
  const ethnicity = leading(candidates(contents, "ethnicity"), ETHNICITIES, "unknown");
  const profession = leading(candidates(contents, "profession"), PROFESSIONS, "unknown");
  const residence = candidates(contents, "residence").find((one) => one.fact.place !== null);
  const place = residence?.fact.place ?? null;

  const reports = contents.flatMap((content) => content.detentionReports);
  const begin = reports
    .filter((report) => report.begin !== null)
    .sort((a, b) => TIERS.indexOf(b.tier) - TIERS.indexOf(a.tier) || compareDates(b.begin, a.begin))[0];
  if (begin) used.push(begin.tier);

  const fate = leading(candidates(contents, "fate_known"), KNOWLEDGE, "none");
  const whereabouts = leading(candidates(contents, "whereabouts_known"), KNOWLEDGE, "none");

  const sides = new Set<Side>();
  for (const content of contents) {
    for (const list of [
      content.facts,
      content.detentionReports,
      content.events,
      content.testimonies,
      content.proofOfLife,
      content.officialResponses,
    ]) {
      for (const statement of list) sides.add(statement.side);
    }
  }
  const reasons = new Set(
    reports.flatMap((report) => [report.officialReason, report.suspectedReason].filter((reason) => reason !== null)),
  );

  return {
    status,
    statusAsOf: lead?.from.fact.asOf ?? null,
    sex: sex?.code ?? "unknown",
    ethnicity: ethnicity?.code ?? "unknown",
    profession: profession?.code ?? "unknown",
    // Cities under the region's own administration (659…) lie in no prefecture.
    prefecture: place === null || place.startsWith("659") ? null : `${place.slice(0, 4)}00`,
    county: place === null || place.endsWith("00") ? null : place,
    detainedFrom: begin?.begin ?? null,
    lastVerifiedContact: contact?.edtf ?? null,
    fate: fate?.code ?? "none",
    whereabouts: whereabouts?.code ?? "none",
    tier: used.length > 0 ? weakest(used) : "reported",
    reasons: [...reasons].sort(),
    sides: SIDES.filter((side) => sides.has(side)),
  };
}
