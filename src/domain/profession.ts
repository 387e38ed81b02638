import type { Profession } from "./codes";

/** Words of an occupation. The one that is said first decides: a writer and researcher is a writer. */
const WORDS: readonly (readonly [RegExp, Profession])[] = [
  [/\b(minor|child)\b/, "minor"],
  [/\bstudent\b/, "student"],
  [/\b(imam|muezzin|pastor|monk|religion|religious|scholar, religion)\b/, "religion"],
  [/\b(doctor|nurse|medical|health|veterinary|physician)\b/, "medicine"],
  [/\b(lawyer|judge)\b/, "law"],
  [/\b(journalist|media|radio|television|photojournal\w*|reporter|daily)\b/, "media"],
  [/\b(professor|scholar|researcher|scientist|academic|university, administrator|dean|institute)\b/, "scholarship"],
  [/\b(teacher|tutor|school)\b/, "education"],
  [
    /\b(artist|writer|poet|editor|publishing|performer|actor|musician|song|singer|comedian|composer|translator)\b/,
    "arts_and_literature",
  ],
  [/\b(athlete|footballer|sport)\b/, "sport"],
  [/\b(internet|computer|software|technology|web)\b/, "technology"],
  [/\b(transport|driver)\b/, "transport"],
  [/\b(ccp|cadre|official|civil servant|psb|head, township|gov't)\b/, "government"],
  [/\b(farmer|herder)\b/, "farming_and_herding"],
  [/\bhomemaker\b/, "homemaker"],
  [
    /\b(business\w*|trader|trade|entrepreneur|butcher|vendor|craft|bank|factory|shop|restaurant|service|tour guide|insurance|self-empl\S*$)/,
    "private_business",
  ],
];

/**
 * The profession that an occupation in English words belongs to; `other` when none fits, `unknown` when nothing is
 * said. Of two words at the same place, the one that stands higher in the table decides.
 */
export function professionOf(occupation: string): Profession {
  const text = occupation.toLowerCase().trim();
  if (text === "" || text === "retired") return "unknown";
  let first: { at: number; profession: Profession } | null = null;
  for (const [word, profession] of WORDS) {
    const at = text.search(word);
    if (at >= 0 && (first === null || at < first.at)) first = { at, profession };
  }
  return first?.profession ?? "other";
}
