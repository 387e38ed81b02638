import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SYMBOLS } from "@/domain/name/alignment";
import { partsOf } from "@/domain/name/parts";
import { toSounds } from "@/domain/name/sounds";

function native(name: string): string | undefined {
  return toSounds(partsOf(name)[0] ?? "").find(({ kind }) => kind === "native")?.symbols;
}

function sinitic(name: string): string | undefined {
  return toSounds(partsOf(name)[0] ?? "").find(({ kind }) => kind === "sinitic")?.symbols;
}

describe("the sounds of a part of a name", () => {
  // Uyghur Arabic, Uyghur Latin, the older Latin, Cyrillic.
  test.each([
    ["ئۆمەر", "Ömer", "Ɵmər", "Өмәр", "Omer"],
    ["گۈلنار", "Gülnar", "Gülnar", "Гүлнар", "gUlnar"],
    ["تۇرسۇن", "Tursun", "Tursun", "Турсун", "tursun"],
    ["غالىب", "Ghalib", "Ƣalib", "Ғалиб", "Galib"],
    ["ئابدۇرېھىم", "Abdurëhim", "Abdureⱨim", "Абдуреһим", "abdurEhim"],
    ["مەمەت", "Memet", "Məmət", "Мәмәт", "memet"],
    ["يۈسۈپ", "Yüsüp", "Yüsüp", "Йүсүп", "yUsUp"],
    ["چىمەن", "Chimen", "Qimən", "Чимән", "cimen"],
    ["شىرمەمەت", "Shirmemet", "Xirməmət", "Ширмәмәт", "Sirmemet"],
    ["تەڭرى", "Tengri", "Təngri", "Тәңри", "teNri"],
    ["نىياز", "Niyaz", "Niyaz", "Нияз", "niyaz"],
    ["داۋۇت", "Dawut", "Dawut", "Давут", "dawut"],
    ["ھەسەن", "Hesen", "Ⱨəsən", "Һәсән", "hesen"],
  ])("%s, %s, %s and %s sound the same", (uey, uly, uyy, usy, symbols) => {
    expect([uey, uly, uyy, usy].map(native)).toEqual([symbols, symbols, symbols, symbols]);
  });

  test.each([
    ["x is kh or sh", "Xelil", "Xelil"],
    ["q is q or ch", "Qadir", "Qadir"],
    ["c is j or k", "Can", "Can"],
    ["kh is kh", "Khelil", "xelil"],
    ["ch is ch", "Chimen", "cimen"],
    ["خ is kh", "خەلىل", "xelil"],
    ["ق is q", "قادىر", "qadir"],
    ["older letters say which: x is sh", "Xirməmət", "Sirmemet"],
    ["older letters say which: h is kh", "Həlil", "xelil"],
    ["Turkish letters", "Şöhret Ğeni", "SOhret"],
    ["doubled letters are one", "Muhemmet", "muhemet"],
  ])("a letter of two sounds stays so, and others do not: %s", (_, name, symbols) =>
    expect(native(name)).toBe(symbols),
  );

  test.each([
    ["ع is gh", "عالىم", "Ғалым"],
    ["ح is kh", "مۇحتار", "Мұхтар"],
    ["ء makes vowels front", "ءومىر", "Өмір"],
    ["ٴ does as well", "ٴومىر", "Өмір"],
  ])("Kazakh in Arabic letters is told by its signs: %s", (_, arabic, cyrillic) => {
    expect(native(arabic)).toBe(native(cyrillic));
  });

  test("ۆ is w in Kazakh and ö in Uyghur", () => {
    expect(native("عالىۆ")).toBe("Galiw");
    expect(native("ئۆمەر")).toBe("Omer");
    expect(native("ئۆعەر")).toBe("Oer");
  });

  test.each([
    ["ى", "ی", "ئايىم"],
    ["ك", "ک", "ئاكىم"],
    ["ە", "ه", "مەمەت"],
    ["ھ", "ه", "ئىسھاق"],
    ["ھ", "ہ", "ئىسھاق"],
    ["ە", "ه", "خەلىلە"],
    ["ھ", "ه", "ئابدۇراھمان"],
  ])("a keyboard that lacks %s and has %s says the same: %s", (letter, typed, name) => {
    expect(native(name.replaceAll(letter, typed))).toBe(native(name));
  });

  test.each([
    ["艾爾肯", "艾尔肯"],
    ["買買提", "买买提"],
    ["圖爾蓀", "图尔荪"],
    ["阿卜杜熱西提", "阿卜杜热西提"],
    ["烏斯曼", "乌斯曼"],
    ["葉爾肯", "叶尔肯"],
    ["賽麥提", "赛麦提"],
    ["庫爾班", "库尔班"],
    ["許庫爾", "许库尔"],
    ["熱孜萬", "热孜万"],
    ["開賽爾", "开赛尔"],
    ["則乃提", "则乃提"],
    ["阿佈都", "阿布都"],
    ["託合提", "托合提"],
    ["迪麗熱巴", "迪丽热巴"],
    ["瑪依努爾", "玛依努尔"],
  ])("traditional %s and simplified %s sound the same", (traditional, simplified) => {
    expect(toSounds(traditional)).toEqual(toSounds(simplified));
    expect(toSounds(traditional)[0]?.pinyin).toBeDefined();
  });

  test.each([
    ["买买提", "maimaiti"],
    ["艾依提", "aiyiti"],
    ["吐尔逊", "tuerxun"],
  ])("%s and its pinyin %s have one Chinese reading", (characters, pinyin) => {
    expect(toSounds(characters)).toEqual([{ kind: "sinitic", symbols: sinitic(pinyin), pinyin }]);
  });

  test("Latin letters that may be pinyin have both readings, the native one first", () => {
    expect(toSounds("ali").map(({ kind }) => kind)).toEqual(["native", "sinitic"]);
    expect(toSounds("memet").map(({ kind }) => kind)).toEqual(["native"]);
  });

  test("characters that are not in the table are passed over", () => {
    expect(sinitic("买龘提")).toBe(sinitic("买提"));
    expect(toSounds("龘")).toEqual([]);
  });

  test("any part of any string gives symbols that the weights know, never two of one in a row", () => {
    const letter = fc.constantFrom(...Array.from("abcxqhçşñəⱪⱨƣäøïкәїщьئېۆعحءٷه买爾龘' "));
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: letter, maxLength: 30 }));
    fc.assert(
      fc.property(text, (name) => {
        for (const { symbols } of [name, ...partsOf(name)].flatMap(toSounds)) {
          expect(symbols).not.toBe("");
          expect(symbols).not.toMatch(/(.)\1/u);
          for (const symbol of symbols) expect(SYMBOLS).toContain(symbol);
        }
      }),
      { numRuns: 500 },
    );
  });
});
