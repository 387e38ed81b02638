import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import { isLocale, type Locale, type TextLocale, textLocale } from "@/i18n/locales";

/** The language of the address, for a page: told to the translations before the first sentence is asked for. */
export function pageLocale(code: string): { locale: Locale; language: TextLocale } {
  if (!isLocale(code)) notFound();
  setRequestLocale(code);
  return { locale: code, language: textLocale(code) };
}
