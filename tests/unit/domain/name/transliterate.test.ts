import fc from "fast-check";
import { expect, test } from "vitest";
import tables from "@/domain/name/tables/letters.json";
import { type NameLexicon, proposeSpellings, transliterate, type Writing } from "@/domain/name/transliterate";

const WRITINGS: readonly Writing[] = ["uey", "uly", "usy"];
const writing = fc.constantFrom(...WRITINGS);

// ULY as written, the Arabic spelling, the Cyrillic spelling: each follows from each.
test.each([
  ["Abdurëhim Hëyit", "ئابدۇرېھىم ھېيىت", "Абдуреһим Һейит"],
  ["Ömerjan", "ئۆمەرجان", "Өмәрҗан"],
  ["Xelil", "خەلىل", "Хәлил"],
  ["Yüsüp", "يۈسۈپ", "Йүсүп"],
  ["Gülbahar", "گۈلباھار", "Гүлбаһар"],
  ["Ilham Toxti", "ئىلھام توختى", "Илһам Тохти"],
  ["Es'et", "ئەسئەت", "Әс'әт"],
  ["Mes'ul Jem'iy", "مەسئۇل جەمئىي", "Мәс'ул Җәм'ий"],
  ["Mir'exmetjan Muzepper", "مىرئەخمەتجان مۇزەپپەر", "Мир'әхмәтҗан Музәппәр"],
  ["Nemen'gan", "نەمەنگان", "Нәмәнган"],
  ["Is'haq", "ئىسھاق", "Исһақ"],
  ["Bashlan'ghuch", "باشلانغۇچ", "Башланғуч"],
  ["Genggirap", "گەڭگىراپ", "Гәңгирап"],
  ["Muellim Daire", "مۇئەللىم دائىرە", "Муәллим Даирә"],
  ["Qeyum Dilyar Niyaz", "قەيۇم دىليار نىياز", "Қәюм Диляр Нияз"],
  ["Yoldash", "يولداش", "Йолдаш"],
  ["Shöhret Zhurnal Chong Ghulja", "شۆھرەت ژۇرنال چوڭ غۇلجا", "Шөһрәт Журнал Чоң Ғулҗа"],
])("%s is %s and %s by rule", (uly, uey, usy) => {
  const spellings: Record<Writing, string> = { uey, uly, usy };
  for (const from of WRITINGS)
    for (const to of WRITINGS) expect(transliterate(spellings[from], from, to), `${from} to ${to}`).toBe(spellings[to]);
});

test.each([
  ["an old é is ë", "Abduréhim", "uly", "uly", "Abdurëhim"],
  ["a decomposed letter is its letter", "Gu\u0308lnar", "uly", "uey", "گۈلنار"],
  ["marks decide: without them another name is written", "Gulbahar", "uly", "uey", "گۇلباھار"],
  ["any apostrophe parts", "es’et nemenʼgan", "uly", "uey", "ئەسئەت نەمەنگان"],
  ["an apostrophe between vowels is optional", "mu'ellim", "uly", "uey", "مۇئەللىم"],
  ["an apostrophe around a word is no hamza", "'Eli'", "uly", "uey", "'ئەلى'"],
  ["ngh without an apostrophe is ng and h", "engher", "uly", "usy", "әңһәр"],
  ["й and а are read where я is meant", "Нийаз Йунус", "usy", "uly", "Niyaz Yunus"],
  ["ё is read", "Ёлдаш", "usy", "uey", "يولداش"],
  ["Latin ə and ɵ in Cyrillic are ә and ө", "Əхмəт Ɵмəр", "usy", "uly", "Exmet Ömer"],
  ["capitals of a whole word stay", "ШӨҺРӘТ ДУНЯ ОШ", "usy", "uly", "SHÖHRET DUNYA OSH"],
  ["one capital stays one", "Шөһрәт Яқуп я", "usy", "uly", "Shöhret Yaqup ya"],
  ["no capital is invented between Latin and Cyrillic", "shöhret", "uly", "usy", "шөһрәт"],
  ["a hyphen and a middle dot begin words", "ئەلى-ئەكبەر·ئالىم", "uey", "uly", "Eli-Ekber·Alim"],
  ["the name as some write it without its i", "ئابدۇرېھىم ھېيت", "uey", "uly", "Abdurëhim Hëyt"],
  ["Farsi yeh is i or y by its place", "زوردون سابیر یاسین دۇنیا", "uey", "uly", "Zordon Sabir Yasin Dunya"],
  ["Arabic yeh for i", "ئيلهام عەلي", "uey", "uly", "Ilham عeli"],
  ["Arabic heh is e or h by its place", "ئيبراهىم پاتىمه مۇههممهت", "uey", "uly", "Ibrahim Patime Muhemmet"],
  ["Farsi kaf, heh goal and waw with hamza", "کېرىم ہاشىم تؤختى", "uey", "uly", "Kërim Hashim Toxti"],
  ["presentation forms are letters", "\uFBEA\uFEDF\uFBE9\uFEE1", "uey", "uly", "Alim"],
  ["yeh with a hamza of its own", "\u064A\u0654الىم", "uey", "uly", "Alim"],
  ["stretching and marks of direction go", "\u200Fئا\u0640لىم\u200E", "uey", "uly", "Alim"],
  ["what is no letter stays", "Alim (2) · ?\n买买提 v", "uly", "uey", "ئالىم (2) · ?\n买买提 v"],
] as const)("%s", (_, text, from, to, expected) => {
  expect(transliterate(text, from, to)).toBe(expected);
});

// Words of Uyghur syllables, with every letter of ULY, as ULY 2008 spells them.
const inventory = tables.uyghur.letters.map((letter) => letter.uly.split(" ")[0]!);
const vowels = inventory.filter((letter) => /^[aeëioöuü]$/u.test(letter));
const consonants = inventory.filter((letter) => !vowels.includes(letter));
const syllable = fc.record({
  onset: fc.option(fc.constantFrom(...consonants), { nil: "" }),
  vowel: fc.constantFrom(...vowels),
  coda: fc.option(fc.constantFrom(...consonants), { nil: "" }),
  parted: fc.boolean(),
});
const word = fc.array(syllable, { minLength: 1, maxLength: 6 }).map((syllables) => {
  let spelled = "";
  let last = "";
  for (const { onset, vowel, coda, parted } of syllables) {
    const hamza = onset === "" && parted && consonants.includes(last);
    for (const letter of [onset, vowel, coda].filter((each) => each !== "")) {
      const twoApart = last.length === 1 && inventory.includes(last + letter.charAt(0));
      spelled += ((hamza && letter === vowel) || twoApart ? "'" : "") + letter;
      last = letter;
    }
  }
  return spelled;
});
const name = fc
  .array(word, { minLength: 1, maxLength: 4 })
  .map((words) => words.map((each) => each.charAt(0).toUpperCase() + each.slice(1)).join(" "));

test("the inventory is whole: eight vowels and 24 consonants", () => {
  expect([vowels.length, consonants.length]).toEqual([8, 24]);
});

test("a name in ULY comes back from the Arabic writing as it was", () => {
  fc.assert(
    fc.property(name, (uly) => {
      expect(transliterate(transliterate(uly, "uly", "uey"), "uey", "uly")).toBe(uly);
    }),
  );
});

test("a name in ULY comes back from Cyrillic as it was", () => {
  fc.assert(
    fc.property(name, (uly) => {
      expect(transliterate(transliterate(uly, "uly", "usy"), "usy", "uly")).toBe(uly);
    }),
  );
});

test("the way through Cyrillic writes the same Arabic as the straight one", () => {
  fc.assert(
    fc.property(name, (uly) => {
      expect(transliterate(transliterate(uly, "uly", "usy"), "usy", "uey")).toBe(transliterate(uly, "uly", "uey"));
    }),
  );
});

// The longest presentation form stands for 18 letters; a letter is written with at most three characters.
const MOST = 18 * 3;
const hard = Array.from("ئاەھهيیىۋۇ\uFDFA\uFBEA\u0654яюёңшьƏnghscz'’ëéİßﬃ -·买\u{104B0}\u0301\u200D");
const nameLike = fc.array(fc.constantFrom(...hard));
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  nameLike.map((characters) => characters.join("")),
);

test("any text is written, never thrown at, and grows by no more than a constant factor", () => {
  fc.assert(
    fc.property(anyText, writing, writing, (text, from, to) => {
      expect(transliterate(text, from, to).length).toBeLessThanOrEqual(MOST * text.length);
    }),
  );
  const long = "ئا\uFDFAn'gя ".repeat(2_000);
  for (const from of WRITINGS)
    for (const to of WRITINGS) expect(transliterate(long, from, to).length).toBeLessThanOrEqual(MOST * long.length);
});

// Proposals

const LEXICON: NameLexicon = [
  { uly: "Memet", latin: ["Mamat", "Maimaiti"], hanzi: ["买买提", "麦麦提"] },
  { uly: "Tursun", latin: ["Tuersun"], hanzi: ["吐尔逊", "图尔荪"] },
  { uly: "Toxti", latin: ["Tohti", "Tuoheti"], hanzi: ["托合提"] },
  { uly: "Tohti", latin: ["Toxti"], hanzi: ["托乎提"] },
  { uly: "Ilham", latin: ["Yilihamu"], hanzi: ["伊力哈木"] },
  { uly: "Gülnar", latin: ["Gulnar"], hanzi: ["古丽娜尔"] },
  { uly: "Abdurehim", latin: [], hanzi: [] },
  { uly: "Rena", latin: [], hanzi: ["热娜"] },
  { uly: "Sinaq", latin: [], hanzi: ["龘"] },
];

function proposed(text: string, lexicon: NameLexicon = LEXICON): string[] {
  return proposeSpellings(text, lexicon).map((each) => `${each.writing} ${each.by}: ${each.text}`);
}

test("a name of known parts gets both other writings, and at most two spellings in Chinese and in pinyin", () => {
  expect(proposed("Memet Tursun")).toEqual([
    "uey rule: مەمەت تۇرسۇن",
    "usy rule: Мәмәт Турсун",
    "hanzi lexicon: 买买提·吐尔逊",
    "hanzi lexicon: 麦麦提·吐尔逊",
    "pinyin lexicon: Maimaiti Tuerxun",
    "pinyin lexicon: Maimaiti Tuersun",
  ]);
});

test.each([
  ["ئىلھام توختى", ["uly rule: Ilham Toxti", "usy rule: Илһам Тохти"]],
  ["Илһам Тохти", ["uey rule: ئىلھام توختى", "uly rule: Ilham Toxti"]],
  ["Ilham Toxti", ["uey rule: ئىلھام توختى", "usy rule: Илһам Тохти"]],
])("%s gets the other two Uyghur writings, and Chinese by what it is in Latin", (text, byRule) => {
  expect(proposed(text).slice(0, 3)).toEqual([...byRule, "hanzi lexicon: 伊力哈木·托合提"]);
});

test.each(["Ilham Tohti", "Yilihamu Tuoheti", "ILHAM TOHTI"])(
  "%s, not in ULY, gets Chinese by the lexicon and nothing by rule",
  (text) => {
    const proposals = proposeSpellings(text, LEXICON);
    expect(proposals.filter((each) => each.by === "rule")).toEqual([]);
    expect(proposals.some((each) => each.writing === "hanzi")).toBe(true);
  },
);

test.each([
  ["press English", "Ilham Tokhti"],
  ["press English that hides an ö", "Omer"],
  ["press English of a name whose ULY has a mark", "Gulnar"],
  ["pinyin", "Abudureximu Xiaokaiti"],
  ["pinyin", "Maimaiti"],
  ["pinyin", "Nüerbiya"],
  ["Turkish", "Ömer Kanat"],
  ["Turkish ş", "Gülşah"],
  ["Turkish ç", "Gökçe"],
  ["Turkish ğ", "Tuğrul"],
  ["Turkish ı", "Töhtı"],
  ["letters that ULY does not have", "Väli Yüsüp"],
  ["no vowel", "Xlm"],
  ["French é at the end", "René"],
  ["Russian with letters Uyghur has not", "Асель Щукина"],
  ["Kazakh Cyrillic", "Ұлжан"],
  ["Kazakh Arabic", "ٴالىم"],
  ["Arabic without its vowels", "كمال"],
  ["Arabic with letters Uyghur has not", "علي"],
  ["two scripts in one name", "Xelil ئالىم"],
  ["nothing to read", "?? 12 '"],
  ["nothing", ""],
])("no rule is applied to %s: %j", (_, text) => {
  expect(proposed(text, LEXICON).filter((each) => each.includes(" rule: "))).toEqual([]);
});

test.each(["Ömerjan", "Abdurëhim Hëyit", "Yüsüp Xelil", "Exmet", "Böke Tömür", "Jüme’et"])(
  "%s is plainly ULY without a lexicon",
  (text) => {
    expect(proposed(text, [])).toEqual([
      `uey rule: ${transliterate(text, "uly", "uey")}`,
      `usy rule: ${transliterate(text, "uly", "usy")}`,
    ]);
  },
);

test.each([
  ["زوردون سابیر", "uly rule: Zordon Sabir"],
  ["Зордун Сабир", "uly rule: Zordun Sabir"],
])("%s, which has no letter peculiar to Uyghur, is read where its syllables are Uyghur", (text, expected) => {
  expect(proposed(text, [])).toContain(expected);
});

test("a Chinese name of known parts gets its own reading alone", () => {
  expect(proposed("麦麦提·吐尔逊")).toEqual(["pinyin lexicon: Maimaiti Tuerxun"]);
  expect(proposed("麦麦提·某")).toEqual([]);
});

test("parts are known whatever their case and marks, and one unknown part leaves Chinese unsaid", () => {
  expect(proposed("GULNAR  tohti")).toContain("hanzi lexicon: 古丽娜尔·托乎提");
  expect(proposed("Memet Nobody")).toEqual([]);
  expect(proposed("Memet Abdurehim").filter((each) => each.includes("lexicon"))).toEqual([]);
});

test("a character without a known reading is not read around", () => {
  expect(proposed("Sinaq")).toEqual(["uey rule: سىناق", "usy rule: Синақ", "hanzi lexicon: 龘"]);
});

test("what was given is never proposed", () => {
  expect(proposed("Rena")).toEqual(["uey rule: رەنا", "usy rule: Рәна", "hanzi lexicon: 热娜"]);
  expect(proposed("maimaiti")).toEqual(["hanzi lexicon: 买买提", "hanzi lexicon: 麦麦提"]);
  const known = fc
    .array(fc.constantFrom(...LEXICON.flatMap((entry) => [entry.uly, ...entry.latin, ...entry.hanzi])))
    .map((parts) => parts.join(" "));
  fc.assert(
    fc.property(fc.oneof(anyText, name, known), (text) => {
      const proposals = proposeSpellings(text, LEXICON);
      expect(proposals.map((each) => each.text.toLowerCase())).not.toContain(text.toLowerCase());
      for (const each of ["hanzi", "pinyin"])
        expect(proposals.filter((proposal) => proposal.writing === each).length).toBeLessThanOrEqual(2);
      expect(new Set(proposals.map((proposal) => `${proposal.writing} ${proposal.text}`)).size).toBe(proposals.length);
    }),
  );
});
