import { DUPLICATE_REASONS, type DuplicateReason, type Likelihood, type Relation, type Sex } from "./codes";
import type { Lexicon } from "./name/lexicon";
import { nameLikeness, partLikeness, prepareName, type PreparedName, type PreparedPart } from "./name/likeness";
import { pinyinSyllables } from "./name/pinyin";
import { bounds, parseEdtf } from "./partial-date";

/** What two accounts of people are compared by. */
export type DuplicateFacts = {
  readonly names: readonly string[];
  readonly sex: Sex;
  /** When they were born, as EDTF: every date that somebody gives. */
  readonly births: readonly string[];
  /** GB/T 2260 codes of where they lived. */
  readonly places: readonly string[];
  readonly relatives: readonly string[];
  /** Numbers under which other lists know the person, as `scheme:value`. */
  readonly numbers: readonly string[];
  /** Numbers, likewise, of relatives: people whom this person is not. */
  readonly relativeNumbers: readonly string[];
};

/**
 * What each finding says for or against one person, in nats: the logarithm of how many times more often it is seen with
 * two accounts of one person than with accounts of two. They add up; 0 is even odds, 3 is twenty to one.
 *
 * `NAME` is fitted to attested spellings (`duplicate.test.ts` holds it to that). The others are no measurements, for
 * nobody has labelled pairs of accounts yet: they are set by what they can be mistaken about, and cautious, because
 * what comes from families and lists is often a year or a county off.
 */
const NAME = {
  /** Even odds, and the nats for each nat of `nameLikeness`, against the nearest other people of an archive. */
  even: 13.5,
  slope: 0.28,
  /** Equal names cannot say more, nor other names less. */
  most: 4.5,
  least: -6,
};

/** What a coincidence of names costs: thousands are called Memet Tursun. By how many of the parts are rare. */
const COMMON = {
  /** Names of one part: a common one, a rare one. */
  one: [-4.7, -3.2],
  two: [-5, -2, 0],
  more: [-2.5, -1, 0],
} as const;

const TERMS = {
  /** Recorded as different; or told by an ending of the name, which may be of somebody else. */
  otherSex: -4,
  otherSexByName: -2.5,
  /** Born on the same day; within a year, which is how far ages are off; told so loosely that it says little. */
  birthDay: 3.5,
  birthNear: 2,
  birthLoose: 0.5,
  /** More than three years apart; more than ten. */
  birthFar: -3,
  birthOtherAge: -5,
  sameCounty: 1.2,
  /** People move within a prefecture, and millions live in one. */
  samePrefecture: 0.4,
  otherPrefecture: -1,
  /** A relative of like name; of a name that is like or common, but not both seldom and the same. */
  relative: 2,
  relativeWeak: 0.5,
  /** A number is given once; that it was copied wrong is all that remains to doubt. */
  sameNumber: 9,
  /** One list has both: it took them for two. */
  otherNumber: -2,
  /** One is named, in the account of the other, as a relative. */
  namedAsRelative: -4,
  /** A part of the name is another: brothers share the father's name, the county, and nearly the years. */
  otherPart: -2.5,
  /** Where the given name always stands first, the other order is another name: the father's. */
  turned: -2.5,
} as const;

/** From this likeness on two names of relatives are alike. */
const ALIKE = 15;

/** From here on a pair is shown to people. */
export const SHOWN = 0.5;

/** The most names that are compared of one person: those that stand first. */
const MOST_NAMES = 12;

export type DuplicateEvidence = {
  readonly probability: number;
  /** What tells, in the order of `DUPLICATE_REASONS`: what speaks for it first. */
  readonly reasons: readonly DuplicateReason[];
};

type Finding = { readonly nats: number; readonly reason: DuplicateReason | null };
const NOTHING: Finding = { nats: 0, reason: null };

/** The finding that says the most for one person. */
function best(findings: readonly Finding[]): Finding {
  return (
    findings.reduce<Finding | null>((most, each) => (most && most.nats >= each.nats ? most : each), null) ?? NOTHING
  );
}

type Named = { readonly text: string; readonly prepared: PreparedName };

/** Names that are to be compared, each once. */
function prepare(texts: readonly string[], lexicon: Lexicon): readonly Named[] {
  return [...new Set(texts)]
    .slice(0, MOST_NAMES)
    .map((text) => ({ text, prepared: prepareName(text, lexicon) }))
    .filter((name) => name.prepared.parts.length > 0);
}

/** How near two names are, the same in both directions. A father's name that one of them does not say is no loss. */
function likeness(one: Named, other: Named): number {
  const [a, b] = one.text <= other.text ? [one.prepared, other.prepared] : [other.prepared, one.prepared];
  const whole = nameLikeness(a, b);
  if (Math.min(a.parts.length, b.parts.length) > 1 || a.parts.length === b.parts.length) return whole;
  return Math.max(whole, ...a.parts.flatMap((part) => b.parts.map((answer) => partLikeness(part, answer))));
}

/** What the likeness of two names says before it is asked how many bear them. */
export function natsOfLikeness(nats: number): number {
  return Math.max(NAME.least, Math.min(NAME.most, NAME.slope * (nats - NAME.even)));
}

/** Whether few bear it: it is in no list of names, and no Chinese name of one or two syllables. */
function isRare({ text, classes }: PreparedPart): boolean {
  return classes.length === 0 && [...text].length > 2 && (pinyinSyllables(text)?.length ?? 3) > 2;
}

/** What it costs that names recur: of the commoner of two. */
function coincidence(one: PreparedName, other: PreparedName): number {
  const rare = ({ parts }: PreparedName) => parts.filter(isRare).length;
  const parts = Math.min(one.parts.length, other.parts.length);
  const costs = parts === 1 ? COMMON.one : parts === 2 ? COMMON.two : COMMON.more;
  return costs[Math.min(rare(one), rare(other), costs.length - 1)] ?? 0;
}

/** Whether the given name always stands first: in the Uyghur letters and in Chinese, but not in the press. */
const givenFirst = (text: string) =>
  /^[\p{Script=Arabic}\P{L}]+$/u.test(text) || /^[\p{Script=Han}\P{L}]+$/u.test(text);

/** Whether the two have each other's parts, the father's where the given name stands. */
function isTurned(one: Named, other: Named): boolean {
  if (!givenFirst(one.text) || !givenFirst(other.text)) return false;
  const [a, b, more] = one.prepared.parts;
  const [c, d, evenMore] = other.prepared.parts;
  if (!a || !b || !c || !d || more || evenMore) return false;
  return partLikeness(a, d) + partLikeness(b, c) > partLikeness(a, c) + partLikeness(b, d) + 6;
}

/** Whether a part of one name, of names in as many parts, speaks against each part of the other. */
function hasOtherPart(one: PreparedName, other: PreparedName): boolean {
  if (one.parts.length < 2 || one.parts.length !== other.parts.length) return false;
  const scores = one.parts.map((part) => other.parts.map((answer) => partLikeness(part, answer)));
  return (
    scores.some((row) => Math.max(...row) < 0) ||
    other.parts.some((_, at) => Math.max(...scores.map((row) => row[at] ?? 0)) < 0)
  );
}

function nameFinding(one: Named, other: Named): Finding {
  const alike = natsOfLikeness(likeness(one, other));
  const turned = isTurned(one, other);
  const otherPart = hasOtherPart(one.prepared, other.prepared);
  const nats =
    alike + coincidence(one.prepared, other.prepared) + (turned ? TERMS.turned : 0) + (otherPart ? TERMS.otherPart : 0);
  return { nats: Math.max(NAME.least, nats), reason: nameReason(alike, turned, otherPart) };
}

function nameReason(alike: number, turned: boolean, otherPart: boolean): DuplicateReason {
  if (alike <= 0) return "other_name";
  if (turned) return "other_order";
  if (otherPart) return "other_part";
  return alike >= 3 ? "same_name" : "similar_name";
}

/** Whether this name is nearer to a relative of the other person than to that person. */
function isRelative(relatives: readonly Named[], own: readonly Named[], others: readonly Named[]): boolean {
  return others.some((other) => {
    const ofRelative = Math.max(-Infinity, ...relatives.map((relative) => likeness(relative, other)));
    return ofRelative >= ALIKE && ofRelative > 0.1 + Math.max(-Infinity, ...own.map((name) => likeness(name, other)));
  });
}

/** Endings that only women's names have. `-xan` only where it is written so: `-khan` and 汗 are men's in Kazakh. */
const WOMAN =
  /(?<=..)(?:g[uü]l|guli|xan|nisa|(?<![btqkhğ])ay|گۈل|خان|نىسا|(?<![بتقك])ئاي|гүл|гул|ниса|古丽|古力|姑丽|尼萨|尼沙|妮萨|妮莎)$/u;

/** The sex that is recorded, or that a name tells by its ending. */
function sexOf(facts: DuplicateFacts, names: readonly Named[]): { sex: Sex; recorded: boolean } {
  if (facts.sex === "female" || facts.sex === "male") return { sex: facts.sex, recorded: true };
  const woman = names.some(({ prepared }) => prepared.parts.some(({ text }) => WOMAN.test(text)));
  return { sex: woman ? "female" : "unknown", recorded: false };
}

function sexFinding(one: ReturnType<typeof sexOf>, other: ReturnType<typeof sexOf>): Finding {
  if (one.sex === "unknown" || other.sex === "unknown" || one.sex === other.sex) return NOTHING;
  return {
    nats: one.recorded && other.recorded ? TERMS.otherSex : TERMS.otherSexByName,
    reason: "other_sex",
  };
}

function birthFinding(one: string, other: string): Finding {
  const years = (edtf: string) => {
    const { earliest, latest } = bounds(edtf);
    return earliest && latest ? ([Number(earliest.slice(0, 4)), Number(latest.slice(0, 4))] as const) : null;
  };
  const [a, b] = [years(one), years(other)];
  if (!a || !b) return NOTHING;
  const date = parseEdtf(one);
  if (one === other && date?.kind === "day" && date.qualifier === "")
    return { nats: TERMS.birthDay, reason: "birth_day" };
  const apart = Math.max(0, a[0] - b[1], b[0] - a[1]);
  if (apart > 10) return { nats: TERMS.birthOtherAge, reason: "other_birth" };
  if (apart > 3) return { nats: TERMS.birthFar, reason: "other_birth" };
  if (apart > 1) return NOTHING;
  const loose = a[1] - a[0] > 2 || b[1] - b[0] > 2;
  return { nats: loose ? TERMS.birthLoose : TERMS.birthNear, reason: "birth_near" };
}

/** Cities under the region's own administration (659…) lie in no prefecture: each is one. */
const prefectureOf = (place: string) => (place.startsWith("659") ? place : place.slice(0, 4));
const isCounty = (place: string) => !place.endsWith("00");

function placeFinding(one: string, other: string): Finding {
  // A province tells nothing.
  if (one.endsWith("0000") || other.endsWith("0000")) return NOTHING;
  if (one === other && isCounty(one)) return { nats: TERMS.sameCounty, reason: "same_county" };
  return prefectureOf(one) === prefectureOf(other)
    ? { nats: TERMS.samePrefecture, reason: "same_prefecture" }
    : { nats: TERMS.otherPrefecture, reason: "other_prefecture" };
}

function relativeFinding(one: Named, other: Named): Finding {
  const alike = likeness(one, other);
  if (alike < ALIKE) return NOTHING;
  const telling = natsOfLikeness(alike) + coincidence(one.prepared, other.prepared) >= -1;
  return { nats: telling ? TERMS.relative : TERMS.relativeWeak, reason: "same_relative" };
}

function numberFinding(one: DuplicateFacts, other: DuplicateFacts): Finding {
  if (one.numbers.some((number) => other.numbers.includes(number)))
    return { nats: TERMS.sameNumber, reason: "same_number" };
  const schemes = (facts: DuplicateFacts) =>
    facts.numbers.map((number) => number.slice(0, number.indexOf(":"))).filter((scheme) => scheme !== "other");
  const others = schemes(other);
  return schemes(one).some((scheme) => others.includes(scheme))
    ? { nats: TERMS.otherNumber, reason: "other_number" }
    : NOTHING;
}

const pairs = <Item>(ones: readonly Item[], others: readonly Item[], weigh: (one: Item, other: Item) => Finding) =>
  best(ones.flatMap((one) => others.map((other) => weigh(one, other))));

/**
 * How probable it is that two accounts are of one person, and what tells. It decides nothing: people do.
 *
 * A sum of evidence, each as if the others were not there, through the logistic; symmetric. Common names alone stay
 * below `SHOWN`, whatever their script, and the same number elsewhere is nearly enough.
 */
export function duplicateEvidence(one: DuplicateFacts, other: DuplicateFacts, lexicon: Lexicon): DuplicateEvidence {
  const [names, others] = [prepare(one.names, lexicon), prepare(other.names, lexicon)];
  const [kin, otherKin] = [prepare(one.relatives, lexicon), prepare(other.relatives, lexicon)];
  const relative =
    isRelative(kin, names, others) ||
    isRelative(otherKin, others, names) ||
    one.relativeNumbers.some((number) => other.numbers.includes(number)) ||
    other.relativeNumbers.some((number) => one.numbers.includes(number));
  const findings: readonly Finding[] = [
    names.length === 0 || others.length === 0 ? { nats: NAME.least, reason: null } : pairs(names, others, nameFinding),
    sexFinding(sexOf(one, names), sexOf(other, others)),
    pairs(one.births, other.births, birthFinding),
    pairs(one.places, other.places, placeFinding),
    pairs(kin, otherKin, relativeFinding),
    numberFinding(one, other),
    relative ? { nats: TERMS.namedAsRelative, reason: "named_as_relative" } : NOTHING,
  ];
  const nats = findings.reduce((sum, finding) => sum + finding.nats, 0);
  const told = new Set(findings.map(({ reason }) => reason));
  return { probability: 1 / (1 + Math.exp(-nats)), reasons: DUPLICATE_REASONS.filter((reason) => told.has(reason)) };
}

/** A probability in a word; the least of them begins where pairs are shown. */
export function likelihoodOf(probability: number): Likelihood {
  return probability >= 0.95 ? "very_likely" : probability >= 0.75 ? "likely" : "possible";
}

/** A probability in whole per cent: never a hundred, for nothing here is certain. */
export function percentOf(probability: number): number {
  return Math.min(99, Math.round(probability * 100));
}

/** What an account says about one person, as far as it is compared: a submission's content, or a published record. */
export type Account = {
  readonly names: readonly { readonly text: string }[];
  readonly facts: readonly {
    readonly field: string;
    readonly code: string | null;
    readonly edtf: string | null;
    readonly number: number | null;
    readonly place: string | null;
    readonly asOf: string | null;
  }[];
  readonly detentionReports: readonly { readonly begin: string | null; readonly place: string | null }[];
  readonly relatives: readonly {
    readonly relation: string;
    readonly name: string | null;
    readonly externalId: string | null;
  }[];
  readonly externalIds: readonly { readonly scheme: string; readonly value: string }[];
};

/** Who is named among the relatives and is none. */
const NO_RELATIVES: ReadonlySet<string> = new Set(["self", "organisation"] satisfies Relation[]);

/**
 * What of an account people are compared by. An age stands for the two years of birth that it allows. Where nobody
 * says where the person lived, the place where they were held stands for it: most are held near home.
 */
export function duplicateFacts(account: Account): DuplicateFacts {
  const facts = (field: string) => account.facts.filter((fact) => fact.field === field);
  const sexes = new Set(facts("sex").map(({ code }) => code));
  const held = account.detentionReports.map(({ begin }) => begin);
  const born = (age: number | null, when: string | null): string[] => {
    const { earliest, latest } = when === null ? { earliest: null, latest: null } : bounds(when);
    if (age === null || !earliest || !latest) return [];
    return [`${Number(earliest.slice(0, 4)) - age - 1}/${Number(latest.slice(0, 4)) - age}`];
  };
  const births = [
    ...facts("birth").flatMap(({ edtf }) => edtf ?? []),
    ...facts("age_at_detention").flatMap(({ number }) => held.slice(0, 1).flatMap((begin) => born(number, begin))),
    ...facts("age_at_statement").flatMap(({ number, asOf }) => born(number, asOf)),
  ];
  const lived = facts("residence").flatMap(({ place }) => place ?? []);
  const relatives = account.relatives.filter(({ relation }) => !NO_RELATIVES.has(relation));
  return {
    names: account.names.map(({ text }) => text),
    sex: sexes.has("female") === sexes.has("male") ? "unknown" : sexes.has("female") ? "female" : "male",
    births: [...new Set(births)],
    places: [...new Set(lived.length > 0 ? lived : account.detentionReports.flatMap(({ place }) => place ?? []))],
    relatives: relatives.flatMap(({ name }) => name ?? []),
    numbers: account.externalIds.map(({ scheme, value }) => `${scheme}:${value}`),
    relativeNumbers: relatives.flatMap(({ externalId }) => externalId ?? []),
  };
}
