import type { TextLocale } from "./locales";

/**
 * Dates and numbers as sentences need them, on the server alone: browsers know no Uyghur, and would print English.
 * Month names of the Uyghur calendar as in use; numbers in European digits, as Uyghur texts write them.
 */
const MONTHS: Readonly<Record<TextLocale, readonly string[]>> = {
  en: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ],
  ug: [
    "يانۋار",
    "فېۋرال",
    "مارت",
    "ئاپرېل",
    "ماي",
    "ئىيۇن",
    "ئىيۇل",
    "ئاۋغۇست",
    "سېنتەبىر",
    "ئۆكتەبىر",
    "نويابىر",
    "دېكابىر",
  ],
};
const SEASONS: Readonly<Record<TextLocale, readonly string[]>> = {
  en: ["spring", "summer", "autumn", "winter"],
  ug: ["ئەتىياز", "ياز", "كۈز", "قىش"],
};

/** The parts of one date, as `parseEdtf` of the domain answers them. */
type Simple =
  | { kind: "day"; year: number; month: number; day: number; qualifier: string }
  | { kind: "month"; year: number; month: number; qualifier: string }
  | { kind: "season"; year: number; season: number; qualifier: string }
  | { kind: "year"; year: number; qualifier: string };
type Dated = Simple | { kind: "interval"; begin: Simple | null; end: Simple | null };

function simple(date: Simple, language: TextLocale): string {
  const month = "month" in date ? (MONTHS[language][date.month - 1] ?? "") : "";
  const plain = (): string => {
    switch (date.kind) {
      case "day":
        return language === "ug" ? `${date.year}-يىلى ${date.day}-${month}` : `${date.day} ${month} ${date.year}`;
      case "month":
        return language === "ug" ? `${date.year}-يىلى ${month}` : `${month} ${date.year}`;
      case "season": {
        const season = SEASONS[language][date.season - 21] ?? "";
        return language === "ug" ? `${date.year}-يىلى ${season}` : `${season} ${date.year}`;
      }
      case "year":
        return language === "ug" ? `${date.year}-يىلى` : String(date.year);
    }
  };
  const text = plain();
  switch (date.qualifier) {
    case "~":
      return language === "ug" ? `تەخمىنەن ${text}` : `about ${text}`;
    case "?":
      return language === "ug" ? `${text} (جەزملەشمىگەن)` : `${text} (not certain)`;
    case "%":
      return language === "ug" ? `تەخمىنەن ${text} (جەزملەشمىگەن)` : `about ${text} (not certain)`;
    default:
      return text;
  }
}

/** A date as precise as it was said; a range as a range. No line ends within it after a hyphen (2017-يىلى). */
export function formatDate(date: Dated, language: TextLocale): string {
  return sentence(date, language).replaceAll("-", "-\u2060");
}

function sentence(date: Dated, language: TextLocale): string {
  if (date.kind !== "interval") return simple(date, language);
  const { begin, end } = date;
  if (begin && end) {
    const [from, to] = [simple(begin, language), simple(end, language)];
    return language === "ug" ? `${from} بىلەن ${to} ئارىلىقىدا` : `between ${from} and ${to}`;
  }
  if (begin) return language === "ug" ? `${ablative(begin)} بۇيان` : `since ${simple(begin, language)}`;
  if (end) return language === "ug" ? `${ablative(end)} بۇرۇن` : `before ${simple(end, language)}`;
  return "";
}

/** A Uyghur date with the ending "from", which follows the last sound: مارتتىن but مايدىن. A remark stays behind it. */
function ablative(date: Simple): string {
  const doubt = date.qualifier === "?" || date.qualifier === "%";
  const text = simple(doubt ? { ...date, qualifier: date.qualifier === "%" ? "~" : "" } : date, "ug");
  const ended = `${text}${/[پتچخسشفقكھ]$/u.test(text) ? "تىن" : "دىن"}`;
  return doubt ? `${ended} (جەزملەشمىگەن)` : ended;
}

/** A whole number with its thousands apart. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat("en").format(value);
}
