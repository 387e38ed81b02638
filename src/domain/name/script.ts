import type { Orthography, Script } from "../codes";

/** Letters that one writing has and its neighbours lack. */
const UYGHUR_ARABIC = /[\u06D5\u06C6-\u06C8\u06CB\u06D0\u06AD\u06BE\u0649]/u;
const KAZAKH_ARABIC = /[\u0674\u06C5\u06C9]/u;
const UYGHUR_CYRILLIC = /[\u04D9\u0496\u0497\u04A3\u04BB\u0493\u049B\u04E9\u04AF\u04D8]/u;
const KAZAKH_CYRILLIC = /[\u04B1\u0456\u04B0\u0406]/u;

/** The script that most letters of a text are written in; `Zyyy` when there is no letter that tells. */
export function detectScript(text: string): Script {
  const counts: [Script, number][] = [
    ["Arab", count(text, /\p{Script=Arabic}/gu)],
    ["Latn", count(text, /\p{Script=Latin}/gu)],
    ["Cyrl", count(text, /\p{Script=Cyrillic}/gu)],
    ["Hans", count(text, /\p{Script=Han}/gu)],
  ];
  const [script, most] = counts.reduce((best, each) => (each[1] > best[1] ? each : best));
  return most === 0 ? "Zyyy" : script;
}

/** The spelling system behind the letters, where the letters alone prove it; otherwise `unspecified`. */
export function detectOrthography(text: string): Orthography {
  switch (detectScript(text)) {
    case "Arab":
      return KAZAKH_ARABIC.test(text) ? "kazakh_arabic" : UYGHUR_ARABIC.test(text) ? "uey" : "unspecified";
    case "Cyrl":
      return KAZAKH_CYRILLIC.test(text) ? "kazakh_cyrillic" : UYGHUR_CYRILLIC.test(text) ? "usy" : "unspecified";
    case "Hans":
    case "Hant":
      return "hanzi";
    case "Latn":
      return /[ışğİ]/u.test(text) ? "turkish" : "unspecified";
    case "Zyyy":
      return "unspecified";
  }
}

function count(text: string, letters: RegExp): number {
  return text.match(letters)?.length ?? 0;
}
