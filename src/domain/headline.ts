import {
  CASE_STATUSES,
  type CaseStatus,
  ETHNICITIES,
  type Ethnicity,
  KNOWLEDGE,
  PROFESSIONS,
  type Profession,
  type ProofOfLifeKind,
  SEXES,
  type Sex,
  type Side,
  SIDES,
  type StatedReason,
  type Tier,
  TIERS,
} from "./codes";
import { bounds, compareDates, endsAfterBegin } from "./partial-date";
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
type Candidate = Said & { fact: FactContent; independent: readonly string[] };

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

/** What is no contact with the person, whatever grade somebody gave it. */
const NO_CONTACT: readonly ProofOfLifeKind[] = ["demand_made", "state_video", "no_reply", "refused"];

function weakest(tiers: readonly Tier[]): Tier {
  return tiers.reduce((low, tier) => (TIERS.indexOf(tier) < TIERS.indexOf(low) ? tier : low), "documented");
}

/** The latest day that "as of" can mean; a statement without one is older than any with one. */
function asOfDay(asOf: string | null): string {
  if (asOf === null) return "";
  const { earliest, latest } = bounds(asOf);
  return latest ?? earliest ?? "";
}

/**
 * The keys of the sources that support a statement by themselves: one known only through another never counts. The
 * key, not the content's own `ref`, so that one article in two contents is one source.
 */
function independentSources(fact: FactContent, content: PersonContent): string[] {
  const cited = new Set(fact.citations.map((citation) => citation.source));
  return content.sources
    .filter((source) => source.read !== "cited" && cited.has(source.ref))
    .map((source) => source.key);
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
 * - *Released, in contact* only with a dated contact graded A or B that is not older than the detention; otherwise
 *   *unverified*.
 * - The clock of silence counts from the newest contact graded A or B; a state-made video never resets it.
 * - The badge is the weakest tier among the statements used here; sides and reasons list all and lead nothing.
 */
export function headline(contents: readonly PersonContent[]): Headline {
  const used: Tier[] = [];

  const contact = contents
    .flatMap((content) => content.proofOfLife)
    .filter((event) => (event.grade === "A" || event.grade === "B") && event.edtf !== null)
    .filter((event) => !NO_CONTACT.includes(event.kind))
    .sort((a, b) => compareDates(b.edtf, a.edtf))[0];
  if (contact) used.push(contact.tier);

  const reports = contents.flatMap((content) => content.detentionReports);
  const begin = reports
    .filter((report) => report.begin !== null)
    .sort((a, b) => TIERS.indexOf(b.tier) - TIERS.indexOf(a.tier) || compareDates(b.begin, a.begin))[0];
  if (begin) used.push(begin.tier);
  const contactSince = contact?.edtf != null && (!begin?.begin || endsAfterBegin(begin.begin, contact.edtf));

  const statements = candidates(contents, "status");
  const lead = leading(statements, CASE_STATUSES, "unclear");
  let status: CaseStatus = lead?.code ?? "unclear";
  if (lead) used.push(lead.from.tier);
  if (status === "deceased_confirmed") {
    const deaths = statements.filter(
      (one) => one.fact.code === "deceased_confirmed" || one.fact.code === "deceased_reported",
    );
    const family = deaths.some((one) => one.side === "family");
    if (!family && new Set(deaths.flatMap((one) => one.independent)).size < 2) status = "deceased_reported";
  }
  if (status === "released_in_contact" && !contactSince) status = "released_unverified";

  const sex = leading(candidates(contents, "sex"), SEXES, "unknown");
  const ethnicity = leading(candidates(contents, "ethnicity"), ETHNICITIES, "unknown");
  const profession = leading(candidates(contents, "profession"), PROFESSIONS, "unknown");
  const residence = candidates(contents, "residence").find((one) => one.fact.place !== null);
  const place = residence?.fact.place ?? null;

  const fate = leading(candidates(contents, "fate_known"), KNOWLEDGE, "none");
  const whereabouts = leading(candidates(contents, "whereabouts_known"), KNOWLEDGE, "none");

  for (const one of [sex?.from, ethnicity?.from, profession?.from, residence, fate?.from, whereabouts?.from]) {
    if (one) used.push(one.tier);
  }

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
