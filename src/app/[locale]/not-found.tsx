import { getLocale } from "next-intl/server";
import { DEFAULT_LOCALE, isLocale } from "@/i18n/locales";
import { NothingHere } from "./nothing-here";

/** What a thrown `notFound()` shows: for staff, on addresses that they may not know. */
export default async function NotFound() {
  const locale = await getLocale();
  return <NothingHere locale={isLocale(locale) ? locale : DEFAULT_LOCALE} />;
}
