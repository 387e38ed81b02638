import { readFileSync } from "node:fs";
import path from "node:path";
import type { CaseStatus, Ethnicity, Profession, Sex, Side, StatedReason, Tier } from "@/domain/codes";
import { parseCsv } from "@/lib/csv";
import { type InventedName, nameInventor } from "./invented-names";
import { drawer, type Random, randomOf } from "./random";
import { testimonyWriter, type TestimonyLanguage } from "./invented-testimony";

/** A person who does not exist. Every code is a member of the closed lists in src/domain/codes.ts. */
export type SyntheticPerson = InventedName & {
  sex: Sex;
  ethnicity: Ethnicity;
  birthYear: number | null;
  /** GB/T 2260 code of prisma/seed/gazetteer.csv; null for 15 % of people. */
  county: string | null;
  /** The county's prefecture; null also where the county lies in none (659…). */
  prefecture: string | null;
  status: CaseStatus;
  profession: Profession | null;
  /** None to two, in alphabetical order. */
  reason: StatedReason[];
  /** Who speaks: one to three, in the order of SIDES. */
  side: Side[];
  /** How well each side's word is supported; as long as `side`. */
  tier: Tier[];
  /** EDTF: a day, a month, a season or a year, some of them "about"; mostly 2016 to 2019. */
  detainedFrom: string | null;
  hasPhoto: boolean;
  /** 20 to 60 calm words without meaning. */
  testimony: string;
  /** BCP 47 tag of the testimony. */
  language: TestimonyLanguage;
};

const STATUS = drawer<CaseStatus>([
  ["missing_no_information", 24],
  ["sentenced", 22],
  ["camp", 20],
  ["unclear", 9],
  ["pretrial_custody", 6],
  ["released_unverified", 5],
  ["forced_labour_placement", 4],
  ["released_restricted", 3],
  ["house_or_town_arrest", 2],
  ["deceased_reported", 1.5],
  ["travel_documents_withheld", 1],
  ["released_in_contact", 1],
  ["left_china", 0.5],
  ["state_child_institution", 0.4],
  ["hospital_or_psychiatric", 0.4],
  ["deceased_confirmed", 0.2],
]);
const SEX = drawer<Sex>([
  ["male", 62],
  ["female", 35],
  ["unknown", 3],
]);
const ETHNICITY = drawer<Ethnicity>([
  ["uyghur", 880],
  ["kazakh", 70],
  ["unknown", 20],
  ["kyrgyz", 10],
  ["hui", 8],
  ["uzbek", 5],
  ["tatar", 2],
  ["tajik", 2],
  ["mongol", 1],
  ["han", 1],
  ["other", 1],
]);
const PROFESSION = drawer<Profession | null>([
  [null, 35],
  ["farming_and_herding", 18],
  ["private_business", 13],
  ["religion", 8],
  ["education", 6],
  ["student", 5],
  ["government", 3],
  ["homemaker", 3],
  ["transport", 2],
  ["medicine", 2],
  ["scholarship", 1.5],
  ["arts_and_literature", 1.5],
  ["technology", 1],
  ["media", 0.6],
  ["law", 0.4],
  ["sport", 0.3],
  ["minor", 0.2],
  ["other", 2],
]);
const REASON = drawer<StatedReason>([
  ["religion_or_dress", 22],
  ["travel_abroad", 14],
  ["relatives_abroad", 11],
  ["unknown", 10],
  ["contact_abroad", 8],
  ["terrorism_extremism_charge", 7],
  ["relatives_detained", 6],
  ["phone_or_apps", 5],
  ["past_offence", 4],
  ["birth_policy", 4],
  ["untrustworthy_by_birth_decade", 3],
  ["passport_application", 3],
  ["disturbing_order_charge", 2],
  ["banned_video", 2],
  ["speech_or_writing", 2],
  ["work_or_scholarship", 2],
  ["two_faced", 1],
  ["separatism_charge", 1],
  ["petitioning", 1],
  ["foreign_website", 1],
  ["household_registration", 1],
  ["other", 3],
]);
/** How many reasons, and how many sides. */
const REASON_COUNT = drawer<number>(weights(25, 55, 20));
const SIDE_COUNT = drawer<number>(weights(0, 65, 25, 10));
/** In the order of SIDES. */
const SIDE_WEIGHTS: readonly [Side, number][] = [
  ["family", 68],
  ["eyewitness", 6],
  ["state", 4],
  ["leaked_document", 12],
  ["media", 6],
  ["satellite", 0.5],
  ["researcher", 3.5],
];
const SIDE = drawer(SIDE_WEIGHTS);
const TIER = drawer<Tier>([
  ["reported", 60],
  ["partly_verified", 20],
  ["corroborated", 14],
  ["documented", 6],
]);
const YEAR = drawer<number>([
  [2009, 1],
  [2013, 1],
  [2014, 2],
  [2015, 3],
  [2016, 11],
  [2017, 43],
  [2018, 25],
  [2019, 9],
  [2020, 3],
  [2021, 1],
  [2022, 1],
]);
const PRECISION = drawer<"none" | "day" | "month" | "season" | "year">([
  ["none", 12],
  ["day", 22],
  ["month", 36],
  ["season", 5],
  ["year", 25],
]);
/** The prefectures by how many people come from them. */
const PREFECTURES = ["6531", "6532", "6529", "6540", "6501", "6530", "6528", "6504", "6505", "6523", "6542"];

function weights(...each: number[]): [number, number][] {
  return each.map((weight, value) => [value, weight]);
}

/** County-level places of the gazetteer, by Zipf's law within a prefecture and among prefectures. */
function placeDrawer(): (random: Random) => { county: string; prefecture: string | null } {
  const file = path.resolve(import.meta.dirname, "../../prisma/seed/gazetteer.csv");
  const weighted = new Map<string, number>();
  const places = parseCsv(readFileSync(file, "utf8")).flatMap(({ cells }) => {
    if (cells.level !== "county" || cells.code === undefined) return [];
    const group = cells.code.slice(0, 4);
    const before = weighted.get(group) ?? 0;
    weighted.set(group, before + 1);
    const rank = PREFECTURES.includes(group) ? PREFECTURES.indexOf(group) : PREFECTURES.length;
    const place = { county: cells.code, prefecture: group === "6590" ? null : `${group}00` };
    return [[place, 1 / ((rank + 1) * (before + 1))] as const];
  });
  return drawer(places);
}

function detention(random: Random): string | null {
  const precision = PRECISION(random);
  if (precision === "none") return null;
  const year = YEAR(random);
  const about = random() < 0.06 ? "~" : "";
  if (precision === "year") return `${year}${about}`;
  if (precision === "season") return `${year}-${21 + Math.floor(random() * 4)}${about}`;
  const month = String(1 + Math.floor(random() * 12)).padStart(2, "0");
  if (precision === "month") return `${year}-${month}${about}`;
  return `${year}-${month}-${String(1 + Math.floor(random() * 28)).padStart(2, "0")}`;
}

/** As many different values as asked for. */
function several<Value>(count: number, draw: (random: Random) => Value, random: Random): Value[] {
  const drawn: Value[] = [];
  while (drawn.length < count) {
    const value = draw(random);
    if (!drawn.includes(value)) drawn.push(value);
  }
  return drawn;
}

const SIDE_ORDER = SIDE_WEIGHTS.map(([side]) => side);

/**
 * Invents `count` people, one after another and always the same for a seed; nobody is kept, so memory does not grow.
 * A smaller population is the beginning of a larger one.
 *
 * Names are as skewed as real ones: of a million people, 3,000 to 6,000 bear the commonest full name, and 30 % have a
 * part that is rare.
 */
export function* population(count: number, seed: number): Generator<SyntheticPerson, void, undefined> {
  const random = randomOf(seed);
  const inventName = nameInventor();
  const drawPlace = placeDrawer();
  const writeTestimony = testimonyWriter();

  for (let number = 0; number < count; number++) {
    const sex = SEX(random);
    const name = inventName(sex === "female" || (sex === "unknown" && random() < 0.4) ? "female" : "male", random);
    const place = random() < 0.15 ? { county: null, prefecture: null } : drawPlace(random);
    const side = several(SIDE_COUNT(random), SIDE, random).sort(
      (a, b) => SIDE_ORDER.indexOf(a) - SIDE_ORDER.indexOf(b),
    );
    const testimony = writeTestimony(random);
    yield {
      key: name.key,
      rare: name.rare,
      names: name.names,
      sex,
      ethnicity: ETHNICITY(random),
      // The middle of 1935 to 2010 more often than its ends.
      birthYear: random() < 0.2 ? null : 1935 + Math.floor((random() + random()) * 37.5),
      county: place.county,
      prefecture: place.prefecture,
      status: STATUS(random),
      profession: PROFESSION(random),
      reason: several(REASON_COUNT(random), REASON, random).sort(),
      side,
      tier: side.map(() => TIER(random)),
      detainedFrom: detention(random),
      hasPhoto: random() < 0.3,
      testimony: testimony.text,
      language: testimony.language,
    };
  }
}
