import { pinyinOf } from "./sounds";

/**
 * Letters of every script that names here are written in, to one folded Latin alphabet. The fold keeps consonants and
 * merges what spellings mix up: é ë ə ә e; ö ɵ o; ü u; kh x; gh ɣ ƣ; sh ş ш ش. It is a search key and never a spelling.
 *
 * Uyghur Arabic, Cyrillic and the older Latin as in Unicode CLDR and ICS-630-01 Annex U; Kazakh Cyrillic as in BGN/PCGN.
 */
const LETTERS: Readonly<Record<string, string>> = {
  // Uyghur and Kazakh in Arabic letters, with the neighbours' forms that keyboards put in their place.
  ا: "a",
  آ: "a",
  أ: "a",
  إ: "a",
  ٵ: "a",
  ە: "e",
  ه: "h",
  ة: "e",
  ب: "b",
  پ: "p",
  ت: "t",
  ط: "t",
  ث: "s",
  ج: "j",
  چ: "ch",
  ح: "h",
  خ: "x",
  د: "d",
  ذ: "z",
  ر: "r",
  ز: "z",
  ض: "z",
  ظ: "z",
  ژ: "j",
  س: "s",
  ص: "s",
  ش: "sh",
  ع: "",
  غ: "gh",
  ف: "p",
  ق: "q",
  ك: "k",
  ک: "k",
  گ: "g",
  ڭ: "ng",
  ل: "l",
  م: "m",
  ن: "n",
  ھ: "h",
  ہ: "h",
  و: "o",
  ؤ: "o",
  ۇ: "u",
  ۆ: "o",
  ۈ: "u",
  ۉ: "u",
  ٷ: "u",
  ۋ: "w",
  ې: "e",
  ى: "i",
  ي: "i",
  ی: "i",
  ٸ: "i",
  ئ: "",
  ء: "",
  ٴ: "",
  // Cyrillic: Uyghur, Kazakh, Russian.
  а: "a",
  ә: "e",
  б: "b",
  в: "w",
  г: "g",
  ғ: "gh",
  д: "d",
  е: "e",
  ё: "yo",
  ж: "j",
  җ: "j",
  з: "z",
  и: "i",
  й: "i",
  к: "k",
  қ: "q",
  л: "l",
  м: "m",
  н: "n",
  ң: "ng",
  о: "o",
  ө: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ү: "u",
  ұ: "u",
  ф: "p",
  х: "x",
  һ: "h",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "sh",
  ъ: "",
  ы: "i",
  і: "i",
  ь: "",
  э: "e",
  ю: "yu",
  я: "ya",
  // Latin letters that do not come apart into a letter and a mark, and the older Uyghur Latin.
  ə: "e",
  ɵ: "o",
  ⱪ: "q",
  ⱨ: "h",
  ƣ: "gh",
  ⱬ: "j",
  ƶ: "j",
  ø: "o",
  æ: "e",
  ı: "i",
  ł: "l",
  ß: "ss",
  ŋ: "ng",
  f: "p",
  v: "w",
  // Greek letters that look like Latin ones.
  α: "a",
  ο: "o",
  ρ: "p",
  ν: "w",
  ι: "i",
  κ: "k",
  τ: "t",
  υ: "u",
  χ: "x",
  ε: "e",
  μ: "m",
  β: "b",
};

/** Turkish and Uyghur Latin letters whose mark makes another sound; all other marks are dropped. */
const MARKED: Readonly<Record<string, string>> = {
  ş: "sh",
  š: "sh",
  ç: "ch",
  č: "ch",
  ž: "j",
  ğ: "gh",
  ñ: "ng",
  ń: "n",
};

function foldLatin(word: string): string {
  return word
    .replace(/ch/g, "\u0001")
    .replace(/zh/g, "j")
    .replace(/kh/g, "x")
    .replace(/[şšçčžğñń]/g, (letter) => MARKED[letter] ?? letter)
    .replace(/\u0001/g, "ch");
}

/**
 * A text, or what somebody typed, in folded Latin words with single spaces; Chinese characters stay as they are. The same
 * function folds what is stored and what is asked.
 */
export function toSearchText(text: string): string {
  const composed = text
    .replace(/´/g, "") // NFKC would make a space of it
    .normalize("NFKC")
    .toLowerCase()
    .replace(/i\u0307/g, "i")
    // Apostrophes of every kind join (Es'et); hyphens and dots of every kind part.
    .replace(/['’‘ʹʼʻʽʾʿ`ˈ′\u0640\p{Cf}]/gu, "")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ");
  let folded = "";
  for (const character of foldLatin(composed)) {
    const letter = LETTERS[character];
    if (letter !== undefined) folded += letter;
    else if (/\p{Script=Latin}/u.test(character)) {
      const bare = character.normalize("NFD").replace(/\p{M}/gu, "");
      folded += LETTERS[bare] ?? bare;
    } else if (!/\p{M}/u.test(character)) folded += character;
  }
  return folded.replace(/\s+/g, " ").trim();
}

/** The reading of Chinese characters in pinyin, without tones; null when the text has none that names are written with. */
export function hanziReading(text: string): string | null {
  const parts = text
    .normalize("NFKC")
    .split(/[·．.‧•・\s]+/u)
    .filter((part) => part !== "");
  if (!parts.some((part) => /\p{Script=Han}/u.test(part))) return null;
  const readings = parts.map((part) => [...part].map((character) => pinyinOf(character) ?? "").join(""));
  const joined = readings.filter((reading) => reading !== "").join(" ");
  return joined === "" ? null : joined;
}
