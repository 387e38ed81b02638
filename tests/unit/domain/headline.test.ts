import { expect, test } from "vitest";
import { headline } from "@/domain/headline";
import type { FactContent, PersonContent } from "@/domain/submission";

const BASE: PersonContent = {
  names: [{ text: "Invented Person", script: "Latn", orthography: "uly", kind: "main", isPublic: true, citations: [] }],
  facts: [],
  detentionReports: [],
  events: [],
  testimonies: [],
  proofOfLife: [],
  officialResponses: [],
  relatives: [],
  externalIds: [],
  sources: [
    {
      ref: "read",
      key: "read",
      kind: "article",
      title: null,
      publisher: null,
      published: null,
      url: null,
      rights: null,
      read: "full",
      citedIn: null,
      attribution: null,
    },
    {
      ref: "other",
      key: "other",
      kind: "article",
      title: null,
      publisher: null,
      published: null,
      url: null,
      rights: null,
      read: "excerpt",
      citedIn: null,
      attribution: null,
    },
    {
      ref: "hearsay",
      key: "hearsay",
      kind: "article",
      title: null,
      publisher: null,
      published: null,
      url: null,
      rights: null,
      read: "cited",
      citedIn: "read",
      attribution: null,
    },
  ],
  note: null,
  indexed: true,
};
const fact = (change: Partial<FactContent>): FactContent => ({
  field: "status",
  code: null,
  text: null,
  edtf: null,
  number: null,
  place: null,
  asOf: null,
  side: "media",
  tier: "reported",
  citations: [],
  ...change,
});
const cite = (...refs: string[]) => refs.map((source) => ({ source, quote: null, locator: null }));
const of = (...facts: FactContent[]) => headline([{ ...BASE, facts }]);

test("the newest situation leads, whoever says it", () => {
  expect(
    of(
      fact({ code: "camp", asOf: "2018", side: "family" }),
      fact({ code: "sentenced", asOf: "2020-07", side: "researcher" }),
    ),
  ).toMatchObject({
    status: "sentenced",
    statusAsOf: "2020-07",
  });
});

test("of two as old, the better supported leads; then who was nearest, the state last", () => {
  expect(
    of(fact({ code: "camp", asOf: "2018" }), fact({ code: "sentenced", asOf: "2018", tier: "documented" })).status,
  ).toBe("sentenced");
  expect(
    of(
      fact({ code: "released_unverified", asOf: "2018", side: "state" }),
      fact({ code: "camp", asOf: "2018", side: "family" }),
    ).status,
  ).toBe("camp");
});

test("a death is confirmed by two independent sources, or the family; one source, or one and its citation, report it", () => {
  const death = (change: Partial<FactContent>) => of(fact({ code: "deceased_confirmed", ...change })).status;
  expect(death({ citations: cite("read") })).toBe("deceased_reported");
  expect(death({ citations: cite("read", "hearsay") })).toBe("deceased_reported");
  expect(death({ citations: cite("read", "other") })).toBe("deceased_confirmed");
  expect(death({ side: "family" })).toBe("deceased_confirmed");
});

test("a release is in contact only with a verified contact; a video of the state is none", () => {
  const content = { ...BASE, facts: [fact({ code: "released_in_contact" })] };
  const proof = (grade: "B" | "C") => ({
    kind: "supervised_call" as const,
    grade,
    edtf: "2021-01",
    description: null,
    side: "family" as const,
    tier: "reported" as const,
    citations: [],
  });
  expect(headline([content]).status).toBe("released_unverified");
  expect(headline([{ ...content, proofOfLife: [proof("C")] }])).toMatchObject({
    status: "released_unverified",
    lastVerifiedContact: null,
  });
  expect(headline([{ ...content, proofOfLife: [proof("B")] }])).toMatchObject({
    status: "released_in_contact",
    lastVerifiedContact: "2021-01",
  });
});

test("the badge is the weakest tier that the head uses", () => {
  expect(of(fact({ code: "camp", tier: "documented" })).tier).toBe("documented");
  expect(of().tier).toBe("reported");
});

test("a place leads with its county and prefecture; cities under the region have no prefecture", () => {
  expect(of(fact({ field: "residence", place: "653125" }))).toMatchObject({ prefecture: "653100", county: "653125" });
  expect(of(fact({ field: "residence", place: "653100" }))).toMatchObject({ prefecture: "653100", county: null });
  expect(of(fact({ field: "residence", place: "659001" }))).toMatchObject({ prefecture: null, county: "659001" });
});

test("what nobody said is unknown", () => {
  expect(of()).toMatchObject({
    status: "unclear",
    sex: "unknown",
    ethnicity: "unknown",
    profession: "unknown",
    fate: "none",
    detainedFrom: null,
  });
});

test("two submissions that cite one article are one source, and two articles of one ref are two", () => {
  const death = (key: string): PersonContent => ({
    ...BASE,
    facts: [fact({ code: "deceased_confirmed", citations: cite("read") })],
    sources: BASE.sources.map((source) => ({ ...source, key: source.ref === "read" ? key : source.key })),
  });
  expect(headline([death("url:a"), death("url:a")]).status).toBe("deceased_reported");
  expect(headline([death("url:a"), death("url:b")]).status).toBe("deceased_confirmed");
});

test("a newer statement that says nothing does not hide an older one that does", () => {
  expect(of(fact({ code: "unclear", asOf: "2021" }), fact({ code: "camp", asOf: "2018" })).status).toBe("camp");
});

const contact = (change: Partial<PersonContent["proofOfLife"][number]>): PersonContent["proofOfLife"][number] => ({
  kind: "letter",
  grade: "A",
  edtf: "2020",
  description: null,
  side: "family",
  tier: "documented",
  citations: [],
  ...change,
});
const taken = (tier: "reported" | "documented"): PersonContent["detentionReports"][number] => ({
  begin: "2017-05",
  end: null,
  status: null,
  place: null,
  placeText: null,
  facilityText: null,
  officialReason: null,
  suspectedReason: null,
  charge: null,
  legalProcess: null,
  court: null,
  sentencedOn: null,
  termMonths: null,
  termDays: null,
  termSpecial: null,
  learnedThrough: null,
  account: null,
  side: "family",
  tier,
  citations: [],
});

test.each(["state_video", "demand_made", "no_reply", "refused"] as const)(
  "the clock of silence is not reset by %s, whatever grade somebody gave it",
  (kind) => expect(headline([{ ...BASE, proofOfLife: [contact({ kind })] }]).lastVerifiedContact).toBeNull(),
);

test("a contact without a date, or older than the detention, lifts no release", () => {
  const released = (edtf: string | null) =>
    headline([
      {
        ...BASE,
        facts: [fact({ code: "released_in_contact" })],
        proofOfLife: [contact({ edtf })],
        detentionReports: [taken("reported")],
      },
    ]);
  expect(released(null).status).toBe("released_unverified");
  expect(released("2016")).toMatchObject({ status: "released_unverified", lastVerifiedContact: "2016" });
  expect(released("2017")).toMatchObject({ status: "released_in_contact" });
});

test("the badge is as weak as any statement that leads, and takes no notice of one that does not", () => {
  const camp = fact({ code: "camp", tier: "documented", asOf: "2018" });
  expect(of(camp, fact({ code: "left_china", asOf: "2016" })).tier).toBe("documented");
  expect(of(camp, fact({ field: "sex", code: "female" })).tier).toBe("reported");
  expect(of(camp, fact({ field: "residence", place: "653201" })).tier).toBe("reported");
  const held = (tier: "reported" | "documented") =>
    headline([{ ...BASE, facts: [camp], detentionReports: [taken(tier)] }]).tier;
  expect(held("documented")).toBe("documented");
  expect(held("reported")).toBe("reported");
});
