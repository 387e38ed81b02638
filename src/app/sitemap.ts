import type { MetadataRoute } from "next";
import { listIndexedPeople } from "@/features/archive/list-indexed-people";
import { LANGUAGES, LOCALE_CODES } from "@/i18n/locales";
import { siteAddress } from "./site-address";

export const dynamic = "force-dynamic";

/** Pages that are for reading; the journey, the receipt and the desk are in no list. */
const PAGES = ["", "/people", "/about", "/method", "/safety", "/corrections", "/integrity", "/api"];

/**
 * What search engines may list: the pages for reading and the records that may be listed, in the languages that are
 * translated. It bears no days: when a record changed would tell when somebody submitted.
 */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const site = await siteAddress();
  const languages = LOCALE_CODES.filter((code) => LANGUAGES[code].complete);
  const people = (await listIndexedPeople()).map((id) => `/people/${id}`);
  return [...PAGES, ...people].map((page) => ({
    url: `${site}/en${page}`,
    alternates: { languages: Object.fromEntries(languages.map((code) => [code, `${site}/${code}${page}`])) },
  }));
}
