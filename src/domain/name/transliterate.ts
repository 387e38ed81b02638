import { detectOrthography, detectScript } from "./script";
import { hanziReading } from "./search-text";
import tables from "./tables/letters.json";

/** The three writings of Uyghur that turn into one another by rule: Arabic, Latin of 2008, Cyrillic. */
export type Writing = "uey" | "uly" | "usy";

/** The parts of names that are known: each in Uyghur Latin, with other Latin and with Chinese spellings, likeliest first. */
export type NameLexicon = readonly {
  readonly uly: string;
  readonly latin: readonly string[];
  readonly hanzi: readonly string[];
}[];

export type SpellingProposal = {
  writing: Writing | "hanzi" | "pinyin";
  text: string;
  by: "rule" | "lexicon";
};

type Letter = Readonly<Record<Writing, string>>;
type LetterSign = { is: "letter"; letter: Letter; upper: boolean };
/** What a text is read as. A `break` is a hamza or an apostrophe: it parts two letters and is none itself. */
type Sign = LetterSign | { is: "break" } | { is: "other"; text: string };

const WRITINGS: readonly Writing[] = ["uey", "uly", "usy"];

/** Some cells of the table add a remark after the letter. */
const LETTERS: readonly Letter[] = tables.uyghur.letters.map(({ uey, uly, usy }) => ({
  uey,
  uly: uly.split(" ")[0] ?? uly,
  usy,
}));
const BY_SPELLING: Readonly<Record<Writing, ReadonlyMap<string, Letter>>> = {
  uey: new Map(LETTERS.map((letter) => [letter.uey, letter])),
  uly: new Map(LETTERS.map((letter) => [letter.uly, letter])),
  usy: new Map(LETTERS.map((letter) => [letter.usy, letter])),
};
const DIGRAPHS = new Set(LETTERS.map((letter) => letter.uly).filter((spelling) => spelling.length === 2));
const VOWELS = new Set("aeëioöuü");

/** я, ю and ё: one letter of Cyrillic for two of the others. */
const JOINED = new Map(Object.entries(tables.uyghur.cyrillic_extra).filter(([letter]) => letter.length === 1));
/** ё is read and not written: the Uyghur Cyrillic alphabet ends in ю and я, and has ё in Russian words alone. */
const JOINED_WRITTEN = new Map(
  [...JOINED].filter(([letter]) => letter !== "ё").map(([letter, pair]) => [pair, letter]),
);

const HAMZA = "ئ";
const APOSTROPHE = /['’‘‛ʼʻʹʽʾʿˈ`´′]/u;
/** "lookalikes" of the table: what neighbouring keyboards put in a letter's place. The two that have two readings follow. */
const LOOKALIKES: Readonly<Record<Writing, ReadonlyMap<string, string>>> = {
  uey: new Map([
    ["ک", "ك"],
    ["ہ", "ھ"],
    ["ؤ", "و"],
  ]),
  uly: new Map([["é", "ë"]]),
  usy: new Map([
    ["ə", "ә"],
    ["ɵ", "ө"],
  ]),
};
/** Typed for a vowel and for a consonant: [the vowel, the consonant]. */
const TWO_READINGS = new Map<string, readonly [string, string]>([
  ["ه", ["ە", "ھ"]],
  ["ي", ["ى", "ي"]],
  ["ی", ["ى", "ي"]],
]);

/**
 * Writes a Uyghur name in another of its three writings, letter by letter.
 *
 * The rule knows letters and not people: it never says that a person spells the name so. What is no letter of `from`
 * stays as it is, and no text makes it throw. Names from the Arabic writing, which has no capitals, get one at the start
 * of each word.
 *
 * Tables: `tables/letters.json`, which names its sources. Hamza and apostrophes as in ULY 2008: a vowel that begins a word
 * or follows a vowel carries ئ and needs no sign in Latin or Cyrillic; after a consonant all three write it (es'et,
 * ئەسئەت, әс'әт). In Latin an apostrophe also keeps n'g, s'h, g'h, z'h and c'h two letters; `ngh` is ng and h.
 */
export function transliterate(text: string, from: Writing, to: Writing): string {
  return write(read(text, from), to);
}

/**
 * Proposes how a name may be spelled in the other writings, for a person to accept or refuse.
 *
 * By rule: the other two Uyghur writings, where the name is proved to be in the third (`ruleWriting`). By lexicon: at most
 * two Chinese spellings and two readings in pinyin, where the lexicon knows every part of the name. A Chinese name gets
 * its own reading alone. What was given is never proposed again.
 */
export function proposeSpellings(text: string, lexicon: NameLexicon): SpellingProposal[] {
  const name = text.normalize("NFC").trim();
  const parts = name.split(PARTING).filter((part) => part !== "");
  const known = lexiconIndex(lexicon);
  const from = ruleWriting(name, parts, known);

  const byRule =
    from === null
      ? []
      : WRITINGS.filter((writing) => writing !== from).map((writing): SpellingProposal => ({
          writing,
          text: transliterate(name, from, writing),
          by: "rule",
        }));
  const hanzi = parts.map((part) => likelyHanzi(part, known));
  const byLexicon = [
    ...likeliest(hanzi, "·").map((each): SpellingProposal => ({ writing: "hanzi", text: each, by: "lexicon" })),
    ...likeliest(hanzi.map(readings), " ").map((each): SpellingProposal => ({
      writing: "pinyin",
      text: each,
      by: "lexicon",
    })),
  ];
  const given = sameness(name);
  return [...byRule, ...byLexicon].filter((proposal) => proposal.text !== "" && sameness(proposal.text) !== given);
}

// Reading

function read(text: string, writing: Writing): Sign[] {
  const characters = [...tidy(text)];
  switch (writing) {
    case "uey":
      return readArabic(characters);
    case "uly":
      return readLatin(characters);
    case "usy":
      return readCyrillic(characters);
  }
}

/** Arabic presentation forms become letters; stretching and marks of direction, which no reader sees, go. */
function tidy(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\uFB50-\uFDFF\uFE70-\uFEFE]+/gu, (forms) => forms.normalize("NFKC"))
    .replace(/[\u0640\u200C-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, "")
    .normalize("NFC");
}

function readArabic(characters: readonly string[]): Sign[] {
  const signs: Sign[] = [];
  let before: Sign | undefined; // the last that is not a break
  let parted = false;
  for (const [index, character] of characters.entries()) {
    if (character === HAMZA) {
      signs.push({ is: "break" });
      parted = true;
      continue;
    }
    const both = TWO_READINGS.get(character);
    const meant = both === undefined ? character : both[readsAsVowel(before, parted, characters[index + 1]) ? 0 : 1];
    const letter = findLetter(meant, "uey");
    const sign: Sign =
      letter === undefined ? { is: "other", text: character } : { is: "letter", letter, upper: !isOfWord(before) };
    signs.push(sign);
    before = sign;
    parted = false;
  }
  return signs;
}

/**
 * Whether a letter with two readings is the vowel. A hamza stands before vowels alone; and no Uyghur syllable has ي or ھ
 * between two consonants, or after one at the end of a word.
 */
function readsAsVowel(before: Sign | undefined, parted: boolean, next: string | undefined): boolean {
  if (parted) return true;
  if (before?.is !== "letter" || isVowel(before)) return false;
  const after = next === undefined ? undefined : findLetter(next, "uey");
  return after === undefined || !VOWELS.has(after.uly);
}

function readLatin(characters: readonly string[]): Sign[] {
  const signs: Sign[] = [];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? "";
    const pair = (character + (characters[index + 1] ?? "")).toLowerCase();
    const digraph = DIGRAPHS.has(pair) ? BY_SPELLING.uly.get(pair) : undefined;
    if (digraph === undefined) signs.push(readOne(characters, index, "uly"));
    else {
      signs.push({ is: "letter", letter: digraph, upper: isUpper(character) });
      index++;
    }
  }
  return signs;
}

function readCyrillic(characters: readonly string[]): Sign[] {
  return characters.flatMap((character, index): Sign[] => {
    const pair = JOINED.get(character.toLowerCase());
    if (pair === undefined) return [readOne(characters, index, "usy")];
    const neighbour = isLetter(characters[index + 1]) ? characters[index + 1] : characters[index - 1];
    return [...pair].flatMap((spelling, place): Sign[] => {
      const letter = BY_SPELLING.uly.get(spelling);
      const upper = isUpper(character) && (place === 0 || isUpper(neighbour ?? ""));
      return letter === undefined ? [] : [{ is: "letter", letter, upper }];
    });
  });
}

function readOne(characters: readonly string[], index: number, writing: "uly" | "usy"): Sign {
  const character = characters[index] ?? "";
  const letter = findLetter(character.toLowerCase(), writing);
  if (letter !== undefined) return { is: "letter", letter, upper: isUpper(character) };
  if (APOSTROPHE.test(character) && isLetter(characters[index - 1]) && isLetter(characters[index + 1]))
    return { is: "break" };
  return { is: "other", text: character };
}

function findLetter(character: string, writing: Writing): Letter | undefined {
  return BY_SPELLING[writing].get(LOOKALIKES[writing].get(character) ?? character);
}

// Writing

function write(signs: readonly Sign[], to: Writing): string {
  const written: string[] = [];
  let before: Sign | undefined;
  let parted = false;
  for (const [index, sign] of signs.entries()) {
    if (sign.is === "break") {
      parted = true;
      continue;
    }
    if (sign.is === "other") written.push(sign.text);
    else {
      const joined = to === "usy" && !parted && before?.is === "letter" ? joinedCyrillic(before, sign) : undefined;
      if (joined !== undefined) written.pop();
      written.push(joined ?? partition(before, parted, sign, to) + spell(signs, index, sign, to));
    }
    before = sign;
    parted = false;
  }
  return written.join("");
}

/** я for й and а that meet. */
function joinedCyrillic(first: LetterSign, second: LetterSign): string | undefined {
  const joined = JOINED_WRITTEN.get(first.letter.uly + second.letter.uly);
  return first.upper ? joined?.toUpperCase() : joined;
}

/** The hamza or the apostrophe that goes before a letter, if one does. */
function partition(before: Sign | undefined, parted: boolean, sign: LetterSign, to: Writing): string {
  const afterConsonant = isOfWord(before) && !isVowel(before);
  if (to === "uey") return isVowel(sign) && (parted || !afterConsonant) ? HAMZA : "";
  if (parted && isVowel(sign) && afterConsonant) return "'";
  return to === "uly" && DIGRAPHS.has(latinOf(before).toLowerCase() + sign.letter.uly.charAt(0)) ? "'" : "";
}

function latinOf(sign: Sign | undefined): string {
  if (sign?.is === "letter") return sign.letter.uly;
  return sign?.is === "other" ? sign.text : "";
}

function spell(signs: readonly Sign[], index: number, sign: LetterSign, to: Writing): string {
  const spelling = sign.letter[to];
  if (!sign.upper || to === "uey") return spelling;
  const shouted = spelling.length > 1 && isShouted(signs, index);
  return shouted ? spelling.toUpperCase() : spelling.charAt(0).toUpperCase() + spelling.slice(1);
}

/** Whether a capital stands among capitals: then a digraph is CH and not Ch. */
function isShouted(signs: readonly Sign[], index: number): boolean {
  const next = signs[signs[index + 1]?.is === "break" ? index + 2 : index + 1];
  if (next?.is === "letter") return next.upper;
  const previous = signs[index - 1];
  return previous?.is === "letter" && previous.upper;
}

function isVowel(sign: Sign | undefined): boolean {
  return sign?.is === "letter" && VOWELS.has(sign.letter.uly);
}

function isOfWord(sign: Sign | undefined): boolean {
  return sign?.is === "letter" || (sign?.is === "other" && /[\p{L}\p{M}]/u.test(sign.text));
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{M}]/u.test(character);
}

function isUpper(character: string): boolean {
  return character !== character.toLowerCase();
}

// Proposing

const PARTING = /[\s·．.‧•・]+/u;

type LexiconIndex = {
  /** Entries by each of their Latin spellings, folded. */
  latin: ReadonlyMap<string, readonly NameLexicon[number][]>;
  hanzi: ReadonlySet<string>;
};

function lexiconIndex(lexicon: NameLexicon): LexiconIndex {
  const latin = new Map<string, NameLexicon[number][]>();
  for (const entry of lexicon)
    for (const key of new Set([entry.uly, ...entry.latin].map(foldPart))) {
      const entries = latin.get(key);
      if (entries === undefined) latin.set(key, [entry]);
      else entries.push(entry);
    }
  return { latin, hanzi: new Set(lexicon.flatMap((entry) => entry.hanzi)) };
}

/** Parts are compared with case, marks and apostrophes ignored. */
function foldPart(part: string): string {
  return part
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]|\p{Lm}/gu, "");
}

/**
 * The writing from which a name may be rewritten by rule; null where that is not proved.
 *
 * Every letter must be one of that writing. Arabic and Cyrillic text that has no letter peculiar to Uyghur must also be
 * built in Uyghur syllables: that keeps out Arabic, which leaves vowels unwritten. Latin must be plainly ULY.
 */
function ruleWriting(name: string, parts: readonly string[], known: LexiconIndex): Writing | null {
  const orthography = detectOrthography(name);
  const open = orthography === "unspecified";
  switch (detectScript(name)) {
    case "Arab":
      return isWhollyIn(name, "uey") && (orthography === "uey" || (open && fits(parts, "uey"))) ? "uey" : null;
    case "Cyrl":
      return isWhollyIn(name, "usy") && (orthography === "usy" || (open && fits(parts, "usy"))) ? "usy" : null;
    case "Latn":
      return open && parts.every((part) => isPlainlyUly(part, known)) ? "uly" : null;
    default:
      return null;
  }
}

/** Words of Uyghur syllables, as vowels (V) and consonants (C, the hamza among them). Arabic begins no word with a bare vowel. */
const SYLLABLES: Readonly<Record<Writing, RegExp>> = {
  uey: /^CV(?:C{1,2}V)*C?$/,
  uly: /^C?V(?:C{1,3}V)*C{0,2}$/,
  usy: /^C?V+(?:C{1,3}V+)*C{0,2}$/,
};

function fits(parts: readonly string[], writing: Writing): boolean {
  return parts.every((part) => SYLLABLES[writing].test(skeleton(part, writing)));
}

function skeleton(part: string, writing: Writing): string {
  return read(part, writing)
    .map((sign) => (sign.is === "other" ? "?" : isVowel(sign) ? "V" : "C"))
    .join("");
}

function isWhollyIn(text: string, writing: Writing): boolean {
  return read(text, writing).every((sign) => sign.is !== "other" || !isOfWord(sign));
}

/**
 * Letters that only ULY puts so: ë, ö and ü inside a word (not French é at its end, not ü after l or n as in pinyin), and
 * x where pinyin has none. Press English and pinyin have none of them.
 */
const ULY_SIGN = /[ëé]\p{L}|ö|(?<![ln])ü|x(?![iuü])\p{L}/iu;
/** Pairs of press English for خ, and of foreign names: in ULY such letters hardly ever meet. */
const FOREIGN_PAIR = /kh|ph|th/iu;

/**
 * Whether a part of a Latin name is plainly ULY. It refuses rather than guesses, for Tohti, Tuoheti and Toxti are all
 * written with letters of ULY, and the rule is right for the last alone.
 *
 * A part passes that the lexicon has as ULY, letter for letter, and not also as another spelling of a name whose ULY shows
 * a sign that this part lacks. One that the lexicon has otherwise (as press English, pinyin, or without the marks of its
 * ULY) fails. A part that it does not have must be of ULY's letters, in Uyghur syllables, with no two vowels side by side
 * (pinyin) and no foreign pair, and show a sign that only ULY has.
 */
function isPlainlyUly(part: string, known: LexiconIndex): boolean {
  const spelled = plainUly(part);
  const signed = ULY_SIGN.test(part);
  const entries = known.latin.get(foldPart(part)) ?? [];
  const others = entries.filter((entry) => plainUly(entry.uly) !== spelled);
  if (!signed && others.some((entry) => ULY_SIGN.test(entry.uly.normalize("NFC")))) return false;
  if (others.length < entries.length) return true;
  if (entries.length > 0 && !/[ëöü]/u.test(spelled)) return false;
  return signed && !FOREIGN_PAIR.test(part) && fits([part], "uly");
}

function plainUly(part: string): string {
  return transliterate(part, "uly", "uly").toLowerCase();
}

/** The Chinese spellings of one part, likeliest first: of the entry that is spelled so before those that sound alike. */
function likelyHanzi(part: string, known: LexiconIndex): string[] {
  const script = detectScript(part);
  if (script === "Hans") return known.hanzi.has(part) ? [part] : [];
  const latin = script === "Latn" ? part : transliterate(part, script === "Arab" ? "uey" : "usy", "uly");
  const spelled = plainUly(latin);
  const key = foldPart(latin);
  const entries = known.latin.get(key) ?? [];
  const closeness = (entry: NameLexicon[number]) =>
    plainUly(entry.uly) === spelled ? 0 : foldPart(entry.uly) === key ? 1 : 2;
  return [
    ...new Set([...entries].sort((one, other) => closeness(one) - closeness(other)).flatMap((entry) => entry.hanzi)),
  ];
}

/** The readings of Chinese spellings in pinyin; a spelling with a character that has no known reading gives none. */
function readings(spellings: readonly string[]): string[] {
  return [
    ...new Set(
      spellings.flatMap((spelling) => {
        const reading = hanziReading(spelling);
        const whole = [...spelling].every((character) => hanziReading(character) !== null);
        return reading === null || !whole ? [] : [reading.charAt(0).toUpperCase() + reading.slice(1)];
      }),
    ),
  ];
}

/** The likeliest whole, and the same with the second choice for the first part that has one. */
function likeliest(choices: readonly (readonly string[])[], joint: string): string[] {
  if (choices.length === 0 || choices.some((each) => each.length === 0)) return [];
  const first = choices.map((each) => each[0] ?? "");
  const varied = choices.findIndex((each) => each.length > 1);
  const second = first.map((each, place) => (place === varied ? (choices[place]?.[1] ?? each) : each));
  return varied === -1 ? [first.join(joint)] : [first.join(joint), second.join(joint)];
}

/** What two texts share that are one spelling: case, the shape of apostrophes and what parts the words do not count. */
export function sameness(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(new RegExp(APOSTROPHE, "gu"), "'")
    .split(PARTING)
    .filter((part) => part !== "")
    .join(" ");
}
