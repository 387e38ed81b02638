import { getRequestConfig } from "next-intl/server";
import { DEFAULT_LOCALE, isLocale, textLocale, type TextLocale } from "./locales";

/** The areas of the interface, one file each, so that several people can translate at once. */
export const AREAS = ["common", "pages", "archive", "codes", "errors", "submit", "receipt", "desk", "api"] as const;

/** Every sentence of one language, by area. */
export async function loadMessages(language: TextLocale): Promise<Record<string, Record<string, never>>> {
  const areas = await Promise.all(
    AREAS.map(async (area) => {
      const file = (await import(`./messages/${language}/${area}.json`)) as { default: Record<string, never> };
      return [area, file.default] as const;
    }),
  );
  return Object.fromEntries(areas);
}

// eslint-disable-next-line @typescript-eslint/no-deprecated -- see setRequestLocale in eslint.config.mjs
export default getRequestConfig(async ({ requestLocale }) => {
  const requested = (await requestLocale) ?? DEFAULT_LOCALE;
  const language = textLocale(isLocale(requested) ? requested : DEFAULT_LOCALE);
  return { locale: language, messages: await loadMessages(language), timeZone: "UTC" };
});
