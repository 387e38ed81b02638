import { readFileSync } from "node:fs";
import path from "node:path";
import type { Orthography, Script } from "@/domain/codes";
import { parseCsv } from "@/lib/csv";
import { at, drawer, early, type Random, zipf } from "./random";

/** How a name can be spelled here, in the codes of src/domain/codes.ts. */
export type Spelling = Extract<Orthography, "uey" | "uly" | "usy" | "press_latin" | "hanzi" | "pinyin">;

const SCRIPT_OF = {
  uey: "Arab",
  uly: "Latn",
  usy: "Cyrl",
  press_latin: "Latn",
  hanzi: "Hans",
  pinyin: "Latn",
} as const satisfies Record<Spelling, Script>;

export type SyntheticName = { text: string; script: "Arab" | "Latn" | "Hans" | "Cyrl"; orthography: Spelling };

/** A piece of a name in every spelling, in small letters; where there are several, the usual one comes first. */
type Piece = Readonly<Record<Spelling, readonly string[]>>;
/** The given name or the father's: its pieces, one after another. */
type Part = readonly Piece[];

export type InventedName = {
  /** The Latin (ULY) spelling of both parts. Whoever has the same key has the same name, however it is spelled. */
  key: string;
  /** Whether one of the parts is rare. */
  rare: boolean;
  /** Three or four different spellings of both parts; the record leads with the first. */
  names: SyntheticName[];
};

/** Of all people, who has a part that is no name of the lexicon. Two parts a person, drawn one by one. */
const RARE_PEOPLE = 0.3;
const RARE_PART = 1 - Math.sqrt(1 - RARE_PEOPLE);
/** Makes the commonest full name that of four people in a thousand. */
const SKEW = 0.87;

// uly, uey, usy, press, hanzi, pinyin
const SUFFIXES = {
  male: pieces(`jan جان җан jan,can,zhan 江 jiang
bay باي бай bay,bai 拜 bai
axun اخۇن ахун ahun,akhun 阿洪 ahong`),
  female: pieces(`gül گۈل гүл gul,gül 古丽 guli
xan خان хан han,khan 汗 han
nisa نىسا ниса nisa,nissa 妮萨 nisa
ay اي ай ay,ayi 阿依 ayi`),
};
const SYLLABLES = pieces(`ba با ба ba 巴 ba
be بە бә ba,be 拜 bai
bu بۇ бу bu 布 bu
da دا да da 达 da
di دى ди di 迪 di
du دۇ ду du 都 du
ka كا ка ka 卡 ka
ke كە кә ka,ke 凯 kai
ku كۇ ку ku 库 ku
la لا ла la 拉 la
le لە лә la,le 来 lai
li لى ли li 力 li
lu لۇ лу lu 鲁 lu
ma ما ма ma 马 ma
me مە мә ma,me 买 mai
mi مى ми mi 米 mi
mu مۇ му mu 木 mu
na نا на na 娜 na
ne نە нә na,ne 乃 nai
ni نى ни ni 尼 ni
nu نۇ ну nu 努 nu
pa پا па pa,fa 帕 pa
pu پۇ пу pu,fu 普 pu
qa قا қа ka,qa 喀 ka
qu قۇ қу ku,qu 库 ku
ra را ра ra 拉 la
re رە рә ra,re 热 re
ri رى ри ri 日 ri
ro رو ро ro 肉 rou
ru رۇ ру ru 如 ru
sa سا са sa 萨 sa
se سە сә sa,se 赛 sai
si سى си si 斯 si
su سۇ су su 苏 su
sha شا ша sha,xa 夏 xia
she شە шә sha,she,xe 谢 xie
shi شى ши shi,xi 西 xi
shu شۇ шу shu,xu 许 xu
ta تا та ta 塔 ta
te تە тә ta,te 台 tai
ti تى ти ti 提 ti
tu تۇ ту tu 图 tu
xa خا ха kha,ha 哈 ha
xe خە хә kha,he 海 hai
xi خى хи khi,hi 希 xi
ya يا я ya 亚 ya
yu يۇ ю yu 玉 yu
za زا за za 扎 zha
ze زە зә za,ze 则 ze
zi زى зи zi 孜 zi
zu زۇ зу zu 祖 zu
ja جا җа ja 加 jia
ji جى җи ji 吉 ji
ju جۇ җу ju,zhu 居 ju
wa ۋا ва wa,va 瓦 wa
we ۋە вә wa,we 外 wai`);
const ENDINGS = pieces(`r ر р r 尔 er
t ت т t 提 ti
m م м m 木 mu
n ن н n 尼 ni
l ل л l 力 li
p پ п p 普 pu
k ك к k 克 ke
sh ش ш sh,x 西 xi
y ي й y,i 依 yi`);

function pieces(table: string): Piece[] {
  return table.split("\n").map((line) => {
    const [uly, uey, usy, press, hanzi, pinyin] = line.split(" ").map((cell) => cell.split(","));
    if (!uly || !uey || !usy || !press || !hanzi || !pinyin) throw new Error(`Not six columns: ${line}`);
    return { uly, uey, usy, press_latin: press, hanzi, pinyin };
  });
}

/** The names of the lexicon for each sex, the most attested ones first. */
function readLexicon(): { male: Piece[]; female: Piece[] } {
  const file = path.resolve(import.meta.dirname, "../../prisma/seed/names_lexicon.tsv");
  const words = (cell: string | undefined): string[] => (cell ?? "").split(" ").filter((word) => word !== "");
  const attested = (cell: string | undefined): number =>
    words(cell).reduce((sum, word) => sum + Number(word.split(":")[1]), 0);
  const rows = parseCsv(readFileSync(file, "utf8"), "\t").map(({ cells }) => ({
    sex: cells.sex,
    weight: attested(cells.latin_attested) + attested(cells.hanzi_attested),
    piece: {
      uly: words(cells.uly?.toLowerCase()),
      uey: words(cells.uey_rule),
      usy: words(cells.usy_rule),
      press_latin: words(cells.latin_seed?.toLowerCase()),
      hanzi: words(cells.hanzi_seed),
      pinyin: words(cells.pinyin_rule),
    },
  }));
  rows.sort((a, b) => b.weight - a.weight);
  const of = (...sexes: string[]): Piece[] =>
    rows.filter((row) => sexes.includes(row.sex ?? "")).map((row) => row.piece);
  return { male: of("m", "u"), female: of("f", "u") };
}

/** Which spellings a record has, and how often: the first is the one it leads with. */
const MIXES: readonly (readonly [readonly Spelling[], number])[] = [
  [["uly", "uey", "press_latin", "hanzi"], 18],
  [["press_latin", "uey", "hanzi"], 18],
  [["press_latin", "hanzi", "pinyin"], 15],
  [["press_latin", "uey", "hanzi", "pinyin"], 12],
  [["uly", "press_latin", "hanzi"], 11],
  [["uey", "uly", "press_latin"], 10],
  [["hanzi", "pinyin", "uey"], 5],
  [["uey", "press_latin", "usy"], 4],
  [["uly", "press_latin", "hanzi", "usy"], 4],
  [["press_latin", "uey", "usy", "pinyin"], 3],
];
/** What stands in for a spelling that came out the same as another. */
const SUBSTITUTES: readonly Spelling[] = ["uey", "hanzi", "usy"];

const VOWEL = /[اەوۇۆۈېى]$/u;

/** Pieces side by side. Within an Arabic-script word, a vowel after a consonant loses the hamza that it begins with. */
function join(part: Part, spelling: Spelling, random: Random): string {
  let text = "";
  for (const piece of part) {
    const next = early(piece[spelling], random);
    text += spelling === "uey" && text !== "" && next.startsWith("ئ") && !VOWEL.test(text) ? next.slice(1) : next;
  }
  return SCRIPT_OF[spelling] === "Latn" || spelling === "usy" ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/**
 * Invents names: a given name and the father's, from the lexicon by Zipf's law or, for 30 % of people, with a part that
 * hardly anybody else has (a name with -jan, -gül or -xan, two names in one, or syllables that are no name).
 */
export function nameInventor(): (sex: "male" | "female", random: Random) => InventedName {
  const lexicon = readLexicon();
  const all = [...new Set([...lexicon.male, ...lexicon.female])];
  const known = new Set(all.map((piece) => at(piece.uly, 0)));
  const common = { male: drawer(zipf(lexicon.male, SKEW)), female: drawer(zipf(lexicon.female, SKEW)) };
  const mix = drawer(MIXES);
  const any = <Value>(list: readonly Value[], random: Random): Value => at(list, Math.floor(random() * list.length));

  const rarePart = (sex: "male" | "female", random: Random): Part => {
    const way = random();
    if (way < 0.2) {
      const part = [any(all, random), any(SUFFIXES[sex], random)];
      if (!known.has(part.map((piece) => piece.uly[0]).join(""))) return part;
    }
    if (way < 0.5) return [any(lexicon[sex], random), any(all, random)];
    const part = [any(SYLLABLES, random), any(SYLLABLES, random)];
    if (random() < 0.6) part.push(any(SYLLABLES, random));
    if (random() < 0.6) part.push(any(ENDINGS, random));
    return part;
  };

  return (sex, random) => {
    const rareGiven = random() < RARE_PART;
    const given = rareGiven ? rarePart(sex, random) : [common[sex](random)];
    const rareFather = random() < RARE_PART;
    let father = rareFather ? rarePart("male", random) : [common.male(random)];
    // Hardly anybody bears the father's own name.
    while (father[0] === given[0]) father = [common.male(random)];
    const spell = (orthography: Spelling): SyntheticName => {
      const between = orthography === "hanzi" ? "·" : " ";
      const text = `${join(given, orthography, random)}${between}${join(father, orthography, random)}`;
      return { text, script: SCRIPT_OF[orthography], orthography };
    };

    const spellings = mix(random);
    const names: SyntheticName[] = [];
    for (const spelling of spellings) {
      let name = spell(spelling);
      for (let again = 0; again < 3 && names.some((one) => one.text === name.text); again++) name = spell(spelling);
      if (names.some((one) => one.text === name.text)) {
        const substitute = SUBSTITUTES.find(
          (one) => !spellings.includes(one) && names.every((name) => name.orthography !== one),
        );
        if (substitute === undefined) continue;
        name = spell(substitute);
      }
      names.push(name);
    }
    return {
      key: `${join(given, "uly", random)} ${join(father, "uly", random)}`,
      rare: rareGiven || rareFather,
      names,
    };
  };
}
