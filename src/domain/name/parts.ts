/** The most letters of a name that are looked at; what stands behind is not compared. */
const LONGEST_NAME = 200;

/** The most parts of a name that are looked at. */
const MOST_PARTS = 6;

/** Words that stand beside a name and are none: titles, and what a record says of a name. */
const TITLES: ReadonlySet<string> = new Set(
  "haji hajim hajji qari qarim kari karim damolla damollam mollam molla mullah imam dr prof mr mrs ms miss".split(" "),
);

/** Apostrophes, signs of direction, tatweel, soft hyphens: nothing that is said. */
const SILENT = /['’‘ʹʼʻʽʾʿ`´ˈ′ʺ"“”\u0640\u0300-\u0302\u0304-\u0306\u0308-\u0326\u0328-\u036f\p{Cf}\p{Cc}]/gu;

/** Letters of another script, each before the Latin one that it, or its capital, looks like. */
const LOOK_ALIKE_PAIRS = "аaвbеeкkмmнhоoрpсcтtуyхxіiһhәəөɵԁdӏlαaβbεeζzηhιiκkμmνvοoρpτtυuχx";

const LATIN_FOR = new Map<string, string>();
const CYRILLIC_FOR = new Map<string, string>();
for (let at = 0; at + 1 < LOOK_ALIKE_PAIRS.length; at += 2) {
  const [other = "", latin = ""] = LOOK_ALIKE_PAIRS.slice(at, at + 2);
  LATIN_FOR.set(other, latin);
  if (/\p{Script=Cyrillic}/u.test(other)) CYRILLIC_FOR.set(latin, other);
}

/**
 * A name in its parts: lower case, each in one script, without titles (unless nothing else is left), punctuation and
 * what is not said. The order is kept. At most six parts of the first 200 letters.
 *
 * `JIAPAERGuli` becomes two parts; `Es'et` and `Abdu-rehim` one and two.
 */
export function partsOf(name: string): readonly string[] {
  const words = name
    .slice(0, LONGEST_NAME)
    .toWellFormed()
    .replace(/(\p{Lu}{2,})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .replace(/(\p{Ll}{2})(\p{Lu})/gu, "$1 $2")
    .replace(/´/g, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/i\u0307/g, "i")
    .replace(SILENT, "")
    .split(/[^\p{L}\p{M}]+/u)
    .filter((word) => word !== "")
    .flatMap(oneScript);
  const named = words.filter((word) => !TITLES.has(word));
  return (named.length === 0 ? words : named).slice(0, MOST_PARTS);
}

/** A word in pieces of one script each; a look-alike among letters of another script is the letter of that script. */
function oneScript(word: string): readonly string[] {
  const latin = word.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const cyrillic = word.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const text =
    latin > 0 && latin * 2 >= word.length
      ? word.replace(/[\u0370-\u04ff]/gu, (each) => LATIN_FOR.get(each) ?? each)
      : latin > 0 && cyrillic * 2 > word.length
        ? word.replace(/\p{Script=Latin}/gu, (each) => CYRILLIC_FOR.get(each) ?? each)
        : word;
  return (
    text.match(/\p{Script=Han}+|[\p{Script=Arabic}\p{M}]+|\p{Script=Cyrillic}+|(?:\p{Script=Latin}\p{M}*)+/gu) ?? []
  );
}
