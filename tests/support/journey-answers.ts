import type { Answers, Fields } from "@/domain/journey";

/** A finished journey of an invented family. */
export const FINISHED = {
  relation: { relation: "son" },
  name: { name: "ئايگۈل سىناق", otherNames: "Aygul Sinaq\nАйгүл Синақ" },
  about: {
    sex: "female",
    "birth.kind": "on",
    "birth.year": "1961",
    "birth.about": "yes",
    ethnicity: "uyghur",
    profession: "education",
    occupation: "",
    home: "",
    homeCounty: "653101",
  },
  when: { dateOf: "taken", "date.kind": "on", "date.season": "23", "date.year": "2017" },
  where: { place: "At her house", county: "653101", facility: "" },
  known: { status: "camp", learnedThrough: "phone_call" },
  reasons: { officialReason: "unknown", suspectedReason: "relatives_abroad", charge: "" },
  story: { text: "She was taken in autumn.\n\nNobody has heard her since.", language: "en" },
  photo: { done: "yes" },
  consent: { audience: "public_indexed", text: "yes", relation: "yes", relatives: "no", agree: "yes" },
  contact: { wanted: "no", channel: "", ownName: "" },
} as const satisfies Answers;

/** The finished journey with other answers on one page. */
export function answersWith(step: keyof typeof FINISHED, fields: Fields): Answers {
  return { ...FINISHED, [step]: { ...FINISHED[step], ...fields } };
}
