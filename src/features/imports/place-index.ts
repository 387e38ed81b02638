/** What is needed of a place to find it by a name. */
export type NamedPlace = {
  code: string;
  level: string;
  parent: string | null;
  type: string;
  nameZh: string;
  pinyin: string;
  nameEn: string;
  nameEnUyghur: string | null;
  nameUly: string | null;
};

function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z]/g, "");
}

/** Ends of Chinese place names that tell the kind of unit. */
const KIND = /(shi|xian|qu|diqu|zizhizhou|zizhixian)$/;

/** Spellings of the CECC that are not simply the pinyin of today's name. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "Kuche Cty.": "652902",
  "Shawan Cty.": "654203",
  "Tulufan [Turpan] Shi (cty.)": "650402",
  "Jiashi Cty.": "653129",
  "Changji Hui Auto. Pref.": "652300",
  "Boertala Mongol Auto. Pref.": "652700",
  "Bayinguoleng [Bayangol] Mongol Auto. Pref.": "652800",
  "Kezilesu [Kizilsu] Kyrgyz Auto. Pref.": "653000",
  "Yili [Ili] Kazakh Auto. Pref.": "654000",
  "Yili Kazakh AP, Tacheng Dist.": "654200",
  "Yili Kazakh AP, Aletai Dist.": "654300",
  "Hami Pref.": "650500",
  "Nileike [Nelka] Cty.": "654028",
  "Chabucha'er [Chapchal] Xibo Auto. Cty.": "654022",
  "Yanqi Hui Auto. Cty.": "652826",
  "Mulei Kazakh Auto. Cty.": "652328",
  "Hebukesai'er Mongol Auto. Cty.": "654226",
};

/** Finds places of the gazetteer by the names that the data sets give them. */
export class PlaceIndex {
  readonly #places: readonly NamedPlace[];

  constructor(places: readonly NamedPlace[]) {
    this.#places = places;
  }

  /**
   * The code of a place written as the CECC does: `Yining [Ghulja] Shi (cty.)`, `Kashi [Kashgar] Pref.`. A county and
   * a city of one name are told apart by the word that follows. Null when it is not in the region, or not certain.
   */
  ofPpd(prefecture: string, county: string): string | null {
    const inside = this.#ppd(prefecture, "prefecture", null);
    if (county === "" || county === "(na)" || county.includes("Muni. Urb. Area")) return inside;
    if (prefecture.startsWith("Admin. area")) return this.#ppd(county, "county", null) ?? inside;
    return inside === null ? null : (this.#ppd(county, "county", inside) ?? inside);
  }

  #ppd(text: string, level: string, parent: string | null): string | null {
    if (text === "" || text === "(na)") return null;
    const known = ELSEWHERE[text];
    if (known !== undefined) return known;
    const kind = /\bShi\b/.test(text)
      ? "city"
      : /\bCty\b/.test(text)
        ? "county"
        : /\bDist\b/.test(text)
          ? "district"
          : null;
    const chinese = fold(
      text.replace(/\[[^\]]*\]/, "").replace(/\b(Shi|Cty|Dist|Pref|Auto|Xibo|Mongol|Hui|Kazakh|Kyrgyz)\b.*$/, ""),
    );
    const found = this.#places.filter(
      (place) =>
        place.level === level &&
        (parent === null || place.parent === parent || (parent === "654000" && place.parent === "654000")) &&
        (kind === null || level === "prefecture" || place.type.includes(kind)) &&
        fold(place.pinyin)
          .replace(KIND, "")
          .replace(/(zizhi|mengguzizhi|xibozizhi|huizuzizhi|hasakezizhi)$/, "") === chinese,
    );
    return found.length === 1 ? (found[0]?.code ?? null) : null;
  }

  /**
   * The code of the one place that a free text names ("Ghulja (Yining) city, Ili …", "Urumqi"); null when it names none
   * or more than one. The first words count: what follows a comma is the larger unit.
   */
  ofText(text: string): string | null {
    const first = text.split(/[,;]/)[0] ?? "";
    if (/\bfrom\b|\blived\b/.test(first)) return null;
    const city = /\bcity\b/i.test(first);
    const words = first
      .split(/[()/]/)
      .map((word) => fold(word.replace(/\b(city|county|district|prefecture)\b/gi, "")))
      .filter((word) => word !== "");
    const named = (place: NamedPlace): string[] =>
      [place.nameEn, place.nameEnUyghur ?? "", place.nameUly ?? "", place.pinyin]
        .map((name) => fold(name.replace(/\b(City|County|Prefecture|region|area|District)\b/gi, "")).replace(KIND, ""))
        .filter((name) => name !== "");
    const found = this.#places.filter((place) => named(place).some((name) => words.includes(name)));
    const prefectures = found.filter((place) => place.level === "prefecture");
    if (prefectures.length === 1 && !city) return prefectures[0]?.code ?? null;
    const cities = found.filter((place) => place.type === "city" && place.level === "county");
    if (city && cities.length === 1) return cities[0]?.code ?? null;
    if (found.length === 1) return found[0]?.code ?? null;
    // A county and a city of one name: the prefecture that both lie in is certain.
    const parents = new Set(found.map((place) => place.parent));
    return parents.size === 1 ? ([...parents][0] ?? null) : null;
  }
}
