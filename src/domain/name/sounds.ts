import hanziTable from "./tables/hanzi.json";
import letterTable from "./tables/letters.json";
import { PINYIN_SYLLABLE, pinyinSyllables } from "./pinyin";

/**
 * One way to say one part of a name, in the internal alphabet of sounds.
 *
 * A `native` reading keeps what an alphabet writes; a `sinitic` one is what is left of a name after it went through
 * Chinese syllables, from characters or from the pinyin of them. The two lose different sounds, so they are weighed
 * differently (`likeness.ts`).
 *
 * Symbols, native: a e(ä) E(ë) i o u O(ö) U(ü), b p t d k g q G(gh) x(kh) h s S(sh) z Z(zh) j c(ch) r l m n N(ng) y w f.
 * Letters that stand for two sounds stay so: X is kh or sh, Q is q or ch, C is j or k. Symbols, sinitic: the same, and
 * A (the vowel of 热, 克, 特), $ (sh before a, s in the source as often), J (zh, for z or j), N (a nasal that may be n).
 */
export type Sounds = {
  readonly kind: "native" | "sinitic";
  readonly symbols: string;
  /** The pinyin that a sinitic reading comes from, without tones, where every character of it is known. */
  readonly pinyin?: string;
};

/** Sounds of the letters of the Uyghur Latin alphabet (ULY); every other table is read through it. */
const SOUND_OF_ULY: Readonly<Record<string, string>> = {
  a: "a",
  e: "e",
  b: "b",
  p: "p",
  t: "t",
  j: "j",
  ch: "c",
  x: "x",
  d: "d",
  r: "r",
  z: "z",
  zh: "Z",
  s: "s",
  sh: "S",
  gh: "G",
  f: "f",
  q: "q",
  k: "k",
  g: "g",
  ng: "N",
  l: "l",
  m: "m",
  n: "n",
  h: "h",
  o: "o",
  u: "u",
  ö: "O",
  ü: "U",
  w: "w",
  ë: "E",
  i: "i",
  y: "y",
};

/** The ULY letter that stands for a Kazakh Cyrillic letter. */
const ULY_OF_KAZAKH: Readonly<Record<string, string>> = {
  а: "a",
  ә: "e",
  б: "b",
  в: "w",
  г: "g",
  ғ: "gh",
  д: "d",
  е: "ë",
  ж: "j",
  з: "z",
  и: "i",
  й: "y",
  к: "k",
  қ: "q",
  л: "l",
  м: "m",
  н: "n",
  ң: "ng",
  о: "o",
  ө: "ö",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "w",
  ұ: "u",
  ү: "ü",
  ф: "f",
  х: "x",
  һ: "h",
  ч: "ch",
  ш: "sh",
  ы: "i",
  і: "i",
  э: "e",
};

const first = (text: string) => text.split(" ")[0] ?? "";

/** Letters of the neighbours' alphabets that names of Arabic and Persian origin are typed with. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  آ: "a",
  أ: "a",
  إ: "a",
  ط: "t",
  ث: "s",
  ذ: "z",
  ض: "z",
  ظ: "z",
  ص: "s",
  ة: "e",
  ک: "k",
  ؤ: "o",
  ۉ: "u",
  ی: "i",
  ہ: "h",
  ه: "h",
  ح: "h",
  ع: "",
  ئ: "",
  ء: "",
  ٴ: "",
};

const UYGHUR_ARABIC = new Map<string, string>([
  ...Object.entries(NEIGHBOURS),
  ...letterTable.uyghur.letters.map(({ uey, uly }) => [uey, SOUND_OF_ULY[first(uly)] ?? ""] as const),
  ["ي", "y"],
]);

const KAZAKH_ARABIC = new Map<string, string>([
  ...UYGHUR_ARABIC,
  ...letterTable.kazakh.letters.flatMap(({ arabic_prc, cyrillic }) => {
    const letter = first(arabic_prc);
    const sound = SOUND_OF_ULY[ULY_OF_KAZAKH[cyrillic] ?? ""];
    return sound === undefined || letter.length !== 1 || cyrillic === "э" ? [] : ([[letter, sound]] as const);
  }),
  ["ە", "e"],
  ["ى", "i"],
  ["ي", "i"],
]);

const CYRILLIC = new Map<string, string>([
  ...Object.entries(ULY_OF_KAZAKH).map(([letter, uly]) => [letter, SOUND_OF_ULY[uly] ?? ""] as const),
  ...letterTable.uyghur.letters.map(({ usy, uly }) => [first(usy), SOUND_OF_ULY[first(uly)] ?? ""] as const),
  ["ё", "yo"],
  ["ю", "yu"],
  ["я", "ya"],
  ["ц", "ts"],
  ["щ", "S"],
  ["ъ", ""],
  ["ь", ""],
  ["у", "u"],
  ["ж", "j"],
]);

/** Letters of the older Uyghur Latin (UYY), Turkish, Kazakh Latin and other Latin writing, after case folding and NFC. */
const LATIN = new Map<string, string>([
  ..."abdfghijklmnoprstuyz".split("").map((letter) => [letter, letter] as const),
  ["e", "e"],
  ["v", "w"],
  ["w", "w"],
  ["x", "X"],
  ["q", "Q"],
  ["c", "C"],
  ["ə", "e"],
  ["ä", "e"],
  ["æ", "e"],
  ["ë", "E"],
  ["é", "E"],
  ["ö", "O"],
  ["ɵ", "O"],
  ["ø", "O"],
  ["ü", "U"],
  ["ı", "i"],
  ["ş", "S"],
  ["š", "S"],
  ["ç", "c"],
  ["č", "c"],
  ["ž", "Z"],
  ["ğ", "G"],
  ["ƣ", "G"],
  ["ⱪ", "q"],
  ["ⱨ", "h"],
  ["ⱬ", "Z"],
  ["ƶ", "Z"],
  ["ñ", "N"],
  ["ŋ", "N"],
]);

/** Letters that say something else in the older Latin (UYY), which other letters of it give away. */
const OLDER: Readonly<Record<string, string>> = { e: "E", h: "x", q: "c", x: "S" };

/** Groups of Latin letters for one sound, longest first. */
const LATIN_GROUPS: readonly (readonly [string, string])[] = [
  ["tsch", "c"],
  ["sch", "S"],
  ["tch", "c"],
  ["dzh", "j"],
  ["dj", "j"],
  ["zh", "Z"],
  ["sh", "S"],
  ["ch", "c"],
  ["kh", "x"],
  ["gh", "G"],
  ["ng", "N"],
  ["ph", "f"],
  ["ck", "k"],
  ["ou", "u"],
  ["oo", "u"],
  ["ee", "i"],
];

const UYY_LETTERS = /[əɵⱪⱨƣⱬ]/u;
const KAZAKH_MARKS = /[ءٴعحٵٶٷٸۅ]/u;
const UYGHUR_LETTERS = /[ئېۈخغ]/u;

/** Kazakh vowels behind a sign of front vowels (ء ٴ): ا->ә, و->ө, ۇ->ү. */
const FRONT: Readonly<Record<string, string>> = { a: "e", o: "O", u: "U" };

/** Traditional characters of the table, each beside its simplified form (Unihan, kSimplifiedVariant). */
const TRADITIONAL =
  "爾尔買买麥麦亞亚裡里裏里馬马圖图瑪玛庫库遜逊來来烏乌達达葉叶別别熱热麗丽蘇苏賽赛薩萨謝谢納纳蓀荪萊莱賈贾蘭兰義义魯鲁貢贡貝贝倫伦約约鐵铁凱凯漢汉幹干乾干堅坚頭头當当羅罗農农孫孙賢贤渾浑歷历曆历澤泽紮扎滿满萬万艷艳茲兹業业膽胆蔔卜陸陆齊齐優优東东頓顿愛爱恆恒燈灯鈉钠樹树曉晓歐欧窩窝奧奥邁迈婭娅濟济維维偉伟韋韦傑杰寧宁諾诺潤润聖圣勝胜紹绍騰腾賓宾蕭萧兒儿將将開开絲丝臺台塗涂許许豔艳則则佈布託托";

const SIMPLIFIED = new Map<string, string>();
for (let at = 0; at + 1 < TRADITIONAL.length; at += 2) SIMPLIFIED.set(TRADITIONAL[at] ?? "", TRADITIONAL[at + 1] ?? "");

const SOUNDS_OF_SYLLABLE = new Map<string, string>(
  Object.entries(hanziTable).map(([pinyin, { sounds }]) => [pinyin, sounds]),
);
const PINYIN_OF_HANZI = new Map<string, string>(
  Object.entries(hanziTable).flatMap(([pinyin, { characters }]) =>
    [...characters].map((character) => [character, pinyin] as const),
  ),
);

/** The pinyin, without tone, of a Chinese character that names are written with. */
export const pinyinOf = (character: string): string | undefined => PINYIN_OF_HANZI.get(character);

/** Sounds of the beginnings and ends of pinyin syllables, for those that the table of characters does not have. */
const INITIALS: Readonly<Record<string, string>> = { zh: "J", ch: "c", sh: "$", q: "C", x: "S", c: "c" };
const FINALS: Readonly<Record<string, string>> = {
  ai: "a",
  ei: "A",
  e: "A",
  ao: "ow",
  iao: "aw",
  ou: "o",
  iu: "u",
  uo: "o",
  ie: "A",
  ia: "a",
  ian: "an",
  iang: "aN",
  en: "An",
  eng: "AN",
  ang: "aN",
  ing: "iN",
  ong: "oN",
  iong: "oN",
  ua: "wa",
  uai: "wa",
  uan: "wan",
  uang: "waN",
  ui: "wi",
  un: "un",
  ue: "wA",
  ve: "wA",
  v: "u",
  er: "Ar",
};

function soundsOfSyllable(pinyin: string): string {
  const known = SOUNDS_OF_SYLLABLE.get(pinyin);
  if (known !== undefined && known !== "") return known;
  const [, initial = "", final = ""] = PINYIN_SYLLABLE.exec(pinyin) ?? [];
  return (INITIALS[initial] ?? initial) + (FINALS[final] ?? final);
}

/** Doubled letters say no more than one. */
const single = (symbols: string) => symbols.replace(/(.)\1+/gu, "$1");

function fromLatin(part: string): string {
  let symbols = "";
  const older = UYY_LETTERS.test(part);
  for (let at = 0; at < part.length;) {
    const group = LATIN_GROUPS.find(([letters]) => part.startsWith(letters, at));
    if (group !== undefined && !(older && group[0] === "kh")) {
      symbols += group[1];
      at += group[0].length;
      continue;
    }
    const letter = part[at] ?? "";
    const sound = LATIN.get(letter) ?? LATIN.get(letter.normalize("NFD").replace(/\p{M}/gu, "")) ?? "";
    symbols += older ? (OLDER[letter] ?? sound) : sound;
    at += 1;
  }
  return single(symbols);
}

function fromArabic(part: string): string {
  const kazakh = KAZAKH_MARKS.test(part) && !UYGHUR_LETTERS.test(part);
  const table = kazakh ? KAZAKH_ARABIC : UYGHUR_ARABIC;
  const front = kazakh && /^[ءٴ]/u.test(part);
  let symbols = "";
  const letters = [...part];
  for (const [at, letter] of letters.entries()) {
    // ه is typed for ھ (h) and for ە (e): a vowel where a consonant stands before it and no vowel behind.
    const behind = table.get(letters[at + 1] ?? "") ?? "";
    if (letter === "ه" && /[^aeEiouOU]$/.test(symbols) && !/^[aeEiouOU]/.test(behind)) symbols += "e";
    else {
      const sound = table.get(letter) ?? "";
      symbols += front ? (FRONT[sound] ?? sound) : sound;
    }
  }
  return single(symbols);
}

function fromCyrillic(part: string): string {
  return single([...part].map((letter) => CYRILLIC.get(letter) ?? "").join(""));
}

/** The pinyin of each character that the table has; the others are passed over. */
function hanziSyllables(part: string): readonly string[] {
  return [...part].flatMap((character) => PINYIN_OF_HANZI.get(SIMPLIFIED.get(character) ?? character) ?? []);
}

/**
 * The ways to say one part of a name, the likelier first: one for most scripts; two for Latin letters that divide
 * wholly into pinyin syllables (Maimaiti, but also Ali). Empty when there is nothing to say in it.
 *
 * The part is one word in one script, as `partsOf` gives it: folded to lower case, without marks of punctuation.
 */
export function toSounds(part: string): readonly Sounds[] {
  const readings: Sounds[] = [];
  const native = (symbols: string) => {
    if (symbols !== "") readings.push({ kind: "native", symbols });
  };
  const sinitic = (syllables: readonly string[]) => {
    const symbols = single(syllables.map(soundsOfSyllable).join(""));
    if (symbols !== "") readings.push({ kind: "sinitic", symbols, pinyin: syllables.join("") });
  };
  if (/\p{Script=Han}/u.test(part)) sinitic(hanziSyllables(part));
  else if (/\p{Script=Arabic}/u.test(part)) native(fromArabic(part));
  else if (/\p{Script=Cyrillic}/u.test(part)) native(fromCyrillic(part));
  else {
    native(fromLatin(part));
    sinitic(pinyinSyllables(part) ?? []);
  }
  return readings;
}
