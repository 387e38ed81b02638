import { type SearchQuery, toSearchParams } from "@/domain/search-query";
import type { Followed } from "@/features/archive/follow-search";
import type { TextLocale } from "@/i18n/locales";
import enArchive from "@/i18n/messages/en/archive.json";
import enCodes from "@/i18n/messages/en/codes.json";
import ugArchive from "@/i18n/messages/ug/archive.json";
import ugCodes from "@/i18n/messages/ug/codes.json";

const WORDS = {
  en: { ...enArchive.feed, status: enCodes.status },
  ug: { ...ugArchive.feed, status: ugCodes.status },
} as const satisfies Record<TextLocale, unknown>;

/** Before the archive began: the day of a feed that has nothing in it yet. */
const BEGINNING = "2000-01-01";

/** The records that answer a question as an Atom feed (RFC 4287), in the words of one language. */
export function atomFeed(site: string, language: TextLocale, query: SearchQuery, found: readonly Followed[]): string {
  const words = WORDS[language];
  const asked = toSearchParams(query).toString();
  const behind = asked === "" ? "" : `?${asked}`;
  const self = `${site}/api/v1/feeds/new.atom${behind}`;
  const entries = found.map(({ person, day }) =>
    [
      "<entry>",
      element("id", `${site}/people/${person.id}`),
      element("title", person.name),
      element("updated", `${day}T00:00:00Z`),
      `<link rel="alternate" type="text/html" href="${escapeXml(`${site}/${language}/people/${person.id}`)}"/>`,
      element("summary", words.status[person.status]),
      "</entry>",
    ].join(""),
  );
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    element("id", self),
    element("title", query.q === "" ? words.title : words.titleOf.replace("{q}", () => query.q)),
    element("updated", `${found[0]?.day ?? BEGINNING}T00:00:00Z`),
    `<author>${element("name", "Menmu")}</author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(`${site}/${language}/people${behind}`)}"/>`,
    ...entries,
    "</feed>",
    "",
  ].join("\n");
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

/** Text as XML may hold it: five signs written out, and what XML has no way to write left away. */
function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "")
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
