import { headers } from "next/headers";
import { LOCALES, type Locale } from "@/domain/codes";
import { loadDraft, type LoadedDraft } from "@/features/submission/load-draft";
import { readCookie } from "@/lib/session-cookie";

/** The draft of whoever opens the page, by their cookie. */
export async function draftOfVisitor(): Promise<LoadedDraft | null> {
  return await loadDraft(readCookie(await headers(), "draft"));
}

/** The page's locale from its address; the layout refuses any other before. */
export function localeOf(text: string): Locale {
  return LOCALES.find((locale) => locale === text) ?? "en";
}
