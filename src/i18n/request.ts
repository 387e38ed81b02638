import { getRequestConfig } from "next-intl/server";
import { headers } from "next/headers";
import { locale as rootLocale } from "next/root-params";
import { loadMessages } from "./load-messages";
import { DEFAULT_LOCALE, isLocale, LANGUAGE_HEADER, textLocale } from "./locales";

/**
 * The language of the address, for every sentence of a page. The proxy says it in a header, which pages of errors can
 * read as well; without the proxy the address itself does.
 */
export default getRequestConfig(async () => {
  const requested = (await headers()).get(LANGUAGE_HEADER) ?? (await rootLocale());
  const language = textLocale(isLocale(requested) ? requested : DEFAULT_LOCALE);
  return { locale: language, messages: await loadMessages(language), timeZone: "UTC" };
});
