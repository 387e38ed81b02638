import { parseEdtf } from "@/domain/partial-date";
import type { PlaceLabel } from "@/features/archive/list-places";
import { formatDate } from "@/i18n/format";
import type { TextLocale } from "@/i18n/locales";

/** An EDTF date in the reader's language; empty when there is none. */
export function dateWords(edtf: string | null, language: TextLocale): string {
  const date = edtf === null ? null : parseEdtf(edtf);
  return date === null ? "" : formatDate(date, language);
}

/** A day (ISO) in the reader's language. */
export function dayWords(day: string, language: TextLocale): string {
  return dateWords(day.slice(0, 10), language);
}

/** How a place is called in the reader's language; its code when the gazetteer does not know it. */
export function placeWords(code: string | null, places: ReadonlyMap<string, PlaceLabel>, language: TextLocale): string {
  if (code === null) return "";
  const place = places.get(code);
  return (language === "ug" ? place?.ug : undefined) ?? place?.en ?? code;
}

/** Whole days from the last verified contact to today; null when there was none. */
export function daysOfSilence(latestDay: string | null, today: Date): number | null {
  if (latestDay === null) return null;
  return Math.max(0, Math.floor((today.getTime() - Date.parse(`${latestDay}T00:00:00Z`)) / 86_400_000));
}
