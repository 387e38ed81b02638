/** The languages of the interface, in the order in which they are offered. `complete`: every sentence is translated. */
export const LANGUAGES = {
  en: { name: "English", direction: "ltr", complete: true },
  ug: { name: "ئۇيغۇرچە", direction: "rtl", complete: true },
  kk: { name: "Қазақша", direction: "ltr", complete: false },
  tr: { name: "Türkçe", direction: "ltr", complete: false },
  zh: { name: "中文", direction: "ltr", complete: false },
  ru: { name: "Русский", direction: "ltr", complete: false },
  ar: { name: "العربية", direction: "rtl", complete: false },
  de: { name: "Deutsch", direction: "ltr", complete: false },
  fr: { name: "Français", direction: "ltr", complete: false },
} as const satisfies Record<string, { name: string; direction: "ltr" | "rtl"; complete: boolean }>;

export type Locale = keyof typeof LANGUAGES;
/** A language that pages are written in. */
export type TextLocale = { [L in Locale]: (typeof LANGUAGES)[L]["complete"] extends true ? L : never }[Locale];

export const LOCALE_CODES = Object.keys(LANGUAGES) as Locale[];
/** The header in which the proxy tells the pages which language the address names. */
export const LANGUAGE_HEADER = "x-menmu-language";
export const DEFAULT_LOCALE: TextLocale = "en";

export function isLocale(code: string): code is Locale {
  return Object.hasOwn(LANGUAGES, code);
}

/** The language that a page is really written in: its own where that is complete, otherwise English. */
export function textLocale(locale: Locale): TextLocale {
  return locale === "en" || locale === "ug" ? locale : DEFAULT_LOCALE;
}

/** The language to greet somebody in, by their browser's `Accept-Language`. */
export function negotiateLocale(header: string | null): Locale {
  const wanted = (header ?? "")
    .slice(0, 1000)
    .split(",")
    .map((part) => {
      const [tag = "", quality] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/);
      return { code: tag.split("-")[0] ?? "", quality: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .filter((entry) => entry.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { code } of wanted) if (isLocale(code)) return code;
  return DEFAULT_LOCALE;
}
