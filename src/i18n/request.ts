import { getRequestConfig } from "next-intl/server";
import { locale as rootLocale } from "next/root-params";
import { loadMessages } from "./load-messages";
import { DEFAULT_LOCALE, isLocale, textLocale } from "./locales";

/** The language of the address, for every sentence of a page. */
export default getRequestConfig(async () => {
  const requested = await rootLocale();
  const language = textLocale(isLocale(requested) ? requested : DEFAULT_LOCALE);
  return { locale: language, messages: await loadMessages(language), timeZone: "UTC" };
});
