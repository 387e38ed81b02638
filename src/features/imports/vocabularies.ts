import type { CaseStatus, Ethnicity, Relation, Sex, StatedReason } from "@/domain/codes";

/**
 * What the codes of the two public data sets become here. The original word is kept in the statement's text, so that
 * the table can be mended and nothing of the source is lost.
 */

/** CECC Political Prisoner Database, `detention_status`, up to the first mark that changes its meaning. */
export function statusOfPpd(status: string, legalProcess: string): CaseStatus {
  if (status.startsWith("DEC") || status.endsWith("/dec")) return "deceased_reported";
  if (status.startsWith("REL")) return "released_unverified";
  if (!status.startsWith("DET")) return "unclear";
  if (status.includes("/life") || status.includes("/dth")) return "sentenced";
  if (status.includes("/med")) return "unclear"; // perhaps released on medical parole: the database itself doubts it
  if (legalProcess.startsWith("PSB-house")) return "house_or_town_arrest";
  if (/\/sent(?!\w*\?)/.test(legalProcess)) return "sentenced";
  return "pretrial_custody";
}

/** Status codes of cases.json. */
export const CASE_FILE_STATUS: Readonly<Record<string, CaseStatus>> = {
  missing: "missing_no_information",
  interned: "camp",
  detained: "pretrial_custody",
  imprisoned: "sentenced",
  sentenced_unconfirmed: "sentenced",
  released: "released_unverified",
  released_abroad: "left_china",
  died_in_custody: "deceased_reported",
  died_after_release: "deceased_reported",
  reappeared_publicly: "unclear",
  disputed: "unclear",
};

/** Ethnic groups as the sets write them; "Yi" and whatever else has no code of its own is `other`, with its word kept. */
export const ETHNIC_GROUPS: Readonly<Record<string, Ethnicity>> = {
  uyghur: "uyghur",
  uighur: "uyghur",
  kazak: "kazakh",
  kazakh: "kazakh",
  kirgiz: "kyrgyz",
  kyrgyz: "kyrgyz",
  hui: "hui",
  uzbek: "uzbek",
  tatar: "tatar",
  tajik: "tajik",
  mongol: "mongol",
  han: "han",
  "han?": "han",
};

/** Groups whose cases are outside the archive's scope, as the CECC writes them. */
export const OUT_OF_SCOPE: ReadonlySet<string> = new Set(["Han", "Han?", "Mongol"]);

export const SEX: Readonly<Record<string, Sex>> = {
  m: "male",
  male: "male",
  f: "female",
  female: "female",
};

/** What testifiers are to the person, by the first words of the source. */
export const RELATION: Readonly<Record<string, Relation>> = {
  son: "son",
  daughter: "daughter",
  sister: "sister",
  brother: "brother",
  wife: "wife",
  husband: "husband",
  mother: "mother",
  father: "father",
  cousin: "cousin",
  "son-in-law": "in_law",
  niece: "niece_or_nephew",
  nephew: "niece_or_nephew",
  friend: "friend",
};

/** Articles of the Criminal Law (1979 and 1997) and of the Public Security Administration Punishments Law. */
const CHARGES: readonly (readonly [RegExp, string, StatedReason])[] = [
  [/CL97-art103/, "splitting the State, or inciting it (Criminal Law 1997, article 103)", "separatism_charge"],
  [/CL97-art105/, "subversion of State power, or inciting it (Criminal Law 1997, article 105)", "other"],
  [/CL97-art110/, "espionage (Criminal Law 1997, article 110)", "other"],
  [/CL97-art111/, "passing State secrets abroad (Criminal Law 1997, article 111)", "contact_abroad"],
  [/CL97-art120/, "terrorism (Criminal Law 1997, article 120)", "terrorism_extremism_charge"],
  [/CL97-art125/, "arms or explosives (Criminal Law 1997, article 125)", "other"],
  [/CL97-art236/, "rape (Criminal Law 1997, article 236)", "other"],
  [/CL97-art249/, "inciting ethnic hatred or discrimination (Criminal Law 1997, article 249)", "speech_or_writing"],
  [/CL97-art266/, "fraud (Criminal Law 1997, article 266)", "other"],
  [/CL97-art282/, "illegally obtaining State secrets (Criminal Law 1997, article 282)", "other"],
  [
    /CL97-art290/,
    "gathering a crowd to disturb social order (Criminal Law 1997, article 290)",
    "disturbing_order_charge",
  ],
  [/CL97-art296/, "illegal assembly or demonstration (Criminal Law 1997, article 296)", "petitioning"],
  [/CL97-art300/, "organising or using a cult (Criminal Law 1997, article 300)", "religion_or_dress"],
  [/CL79-art98/, "a counterrevolutionary group (Criminal Law 1979, article 98)", "separatism_charge"],
  [/CL79-art102/, "counterrevolutionary propaganda (Criminal Law 1979, article 102)", "speech_or_writing"],
  [/CL79-art103/, "offences of articles 90 to 104 (Criminal Law 1979, article 103)", "other"],
  [
    /PSAPL-art27/,
    "superstitious or cult activities (Public Security Administration Punishments Law, article 27)",
    "religion_or_dress",
  ],
  [/PSAPL-art54/, "an unregistered organisation (Public Security Administration Punishments Law, article 54)", "other"],
];

/** The articles of a charge in words, with its code, and the reason that it states; nulls when there is none. */
export function chargeOf(statute: string): {
  charge: string | null;
  reason: StatedReason | null;
} {
  if (statute === "") return { charge: null, reason: null };
  const known = CHARGES.filter(([article]) => article.test(statute));
  const words = known.map(([, text]) => text).join("; ");
  return {
    charge: words === "" ? statute : `${words} [${statute}]`,
    reason: known[0]?.[2] ?? "other",
  };
}
