import { notFound } from "next/navigation";
import { isLocale, type Locale, type TextLocale, textLocale } from "@/i18n/locales";

/** The language of the address, for a page. */
export function pageLocale(code: string): { locale: Locale; language: TextLocale } {
  if (!isLocale(code)) notFound();
  return { locale: code, language: textLocale(code) };
}
