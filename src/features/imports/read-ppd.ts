import type { NameKind } from "@/domain/codes";
import { detectOrthography, detectScript } from "@/domain/name/script";
import { endsAfterBegin, fromLooseText, fromSlashDate } from "@/domain/partial-date";
import { professionOf } from "@/domain/profession";
import { emptyContent, type PersonContent, personContent, type SourceContent } from "@/domain/submission";
import { cleanText } from "@/domain/text";
import { parseCsv } from "@/lib/csv";
import { type ImportRow, sourceKey, webAddress } from "./import-row";
import type { PlaceIndex } from "./place-index";
import { firstIssue } from "./read-issue";
import { chargeOf, ETHNIC_GROUPS, OUT_OF_SCOPE, SEX, statusOfPpd } from "./vocabularies";

/** The line to print wherever a statement rests on the database. */
export const PPD_ATTRIBUTION =
  "Source: Congressional-Executive Commission on China, Political Prisoner Database, as of July 2020.";
const AS_OF = "2020-07";

/** The source that one record of the database is. */
export function ppdSource(number: string, ref: string): SourceContent {
  return {
    ref,
    key: `cecc:${number}`,
    kind: "database_record",
    title: `Political Prisoner Database, record ${number}`,
    publisher: "Congressional-Executive Commission on China",
    published: AS_OF,
    url: "https://ppdcecc.gov/",
    rights: "US government record",
    read: "full",
    citedIn: null,
    attribution: PPD_ATTRIBUTION,
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

function plain(html: string): string {
  return cleanText(
    html
      .replace(/<[^>]*>/g, "")
      .replace(/&(#\d+|[a-z]+);/gi, (whole, name: string) =>
        name.startsWith("#") ? String.fromCodePoint(Number(name.slice(1))) : (ENTITIES[name.toLowerCase()] ?? whole),
      ),
  ).trim();
}

/** Who publishes at an address. Where it is not in this list, the address itself is named as the publisher. */
const PUBLISHERS: Readonly<Record<string, string>> = {
  "rfa.org": "Radio Free Asia",
  "rfamobile.org": "Radio Free Asia",
  "ppdcecc.gov": "Congressional-Executive Commission on China",
  "cecc.gov": "Congressional-Executive Commission on China",
  "wqw2010.blogspot.com": "Rights Defense Network",
  "chinaaid.net": "ChinaAid",
  "chinaaid.org": "ChinaAid",
  "hrw.org": "Human Rights Watch",
  "clearwisdom.net": "Clear Wisdom",
  "minghui.org": "Minghui",
  "en.minghui.org": "Minghui",
  "library.minghui.org": "Minghui",
  "uighurbiz.net": "Uyghur Online",
  "youtube.com": "YouTube",
  "wenshu.court.gov.cn": "China Judgements Online",
  "nytimes.com": "The New York Times",
  "uhrp.org": "Uyghur Human Rights Project",
  "docs.uhrp.org": "Uyghur Human Rights Project",
  "weblog.uhrp.org": "Uyghur Human Rights Project",
  "globaltimes.cn": "Global Times",
  "uyghurcongress.org": "World Uyghur Congress",
  "bitterwinter.org": "Bitter Winter",
  "washingtonpost.com": "The Washington Post",
  "apnews.com": "Associated Press",
  "amnesty.org": "Amnesty International",
  "ua.amnesty.ch": "Amnesty International",
  "amnestyusa.org": "Amnesty International",
  "facebook.com": "Facebook",
  "twitter.com": "Twitter",
  "news.xinhuanet.com": "Xinhua",
  "theguardian.com": "The Guardian",
  "duihua.org": "Dui Hua Foundation",
  "cpj.org": "Committee to Protect Journalists",
  "foreignpolicy.com": "Foreign Policy",
  "theglobeandmail.com": "The Globe and Mail",
  "boxun.com": "Boxun",
  "thepaper.cn": "The Paper",
  "freemuse.org": "Freemuse",
  "abc.net.au": "ABC (Australia)",
  "reuters.com": "Reuters",
  "uk.reuters.com": "Reuters",
  "dw.com": "Deutsche Welle",
  "voachinese.com": "Voice of America",
  "rfi.fr": "Radio France Internationale",
  "rferl.org": "Radio Free Europe/Radio Liberty",
  "ft.com": "Financial Times",
  "wsj.com": "The Wall Street Journal",
};

function publisherAt(url: string): string {
  const host = new URL(url).hostname.replace(/^www\./, "");
  return PUBLISHERS[host] ?? host;
}

function kindAt(url: string): SourceContent["kind"] {
  if (/^https?:\/\/(www\.)?ppdcecc\.gov/.test(url)) return "database_record";
  if (/legal-provisions|wenshu\.court\.gov\.cn|ohchr\.org/.test(url)) return "official_document";
  if (/^https?:\/\/(www\.)?youtube\.com/.test(url)) return "video";
  return /^https?:\/\/(www\.)?(facebook|twitter)\.com/.test(url) ? "social_post" : "article";
}

/**
 * The links of a summary as sources that are known only through it. The publisher follows from the address, the date
 * is the link's text (`24 April 17`) and null when that is no date.
 */
export function linkedSources(summary: string, citedIn: string): { sources: SourceContent[]; refused: number } {
  const sources: SourceContent[] = [];
  const seen = new Set<string>();
  let refused = 0;
  for (const match of summary.matchAll(/<a\s[^>]*?href\s*=\s*"([^"]*)"[^>]*>([\s\S]*?)<\/a>/gi)) {
    const url = webAddress(plain(match[1] ?? ""));
    if (url === null) {
      refused += 1;
      continue;
    }
    const key = sourceKey(url, "");
    if (seen.has(key)) continue;
    seen.add(key);
    sources.push({
      ref: `link-${sources.length + 1}`,
      key,
      kind: kindAt(url),
      title: null,
      publisher: publisherAt(url),
      published: fromLooseText(plain(match[2] ?? "")),
      url,
      rights: "link only",
      read: "cited",
      citedIn,
      attribution: null,
    });
  }
  return { sources, refused };
}

/** Names in one cell: separated by commas, semicolons, slashes, asterisks or wide gaps; what is in brackets tells the kind. */
function splitNames(cell: string, kind: NameKind): { text: string; kind: NameKind }[] {
  return cell
    .split(/[;,/*]|\s{2,}/)
    .map((part) => ({
      text: part.replace(/\([^)]*\)/g, "").trim(),
      kind: /\(pen( name)?\)|Twitter handle/.test(part) ? ("pen_name" as const) : kind,
    }))
    .filter((part) => part.text !== "");
}

function whole(cell: string): number {
  return /^\d+$/.test(cell) ? Number(cell) : 0;
}

/** A cell that says something. */
function said(cell: string | undefined): string | null {
  const text = cleanText(cell ?? "").trim();
  return text === "" || text === "(na)" ? null : text;
}

/**
 * The rows of the CECC's Political Prisoner Database as the replication data of July 2020 has them. Every column that
 * says something becomes a statement; the seven `…_dat` columns repeat others in another form.
 */
export function readPpd(text: string, places: PlaceIndex): ImportRow[] {
  return parseCsv(text).map(({ number, cells }): ImportRow => {
    const record = cells.CECC_record_number ?? "";
    const key = `cecc:${record}`;
    if (!/^\d{4}-\d{5}$/.test(record)) return { number, key, field: "CECC_record_number", code: "date_shape" };
    const cell = (name: string): string => cells[name] ?? "";
    const warnings: string[] = [];
    const content: PersonContent = emptyContent();
    const summary = cell("short_summary");
    const { sources, refused } = linkedSources(summary, "record");
    if (refused > 0) warnings.push("short_summary: link without a web address");
    content.sources = [ppdSource(record, "record"), ...sources];

    const record_ = [{ source: "record", quote: null, locator: null }];
    const by = { side: "researcher", tier: "reported" } as const;
    const statement = { ...by, citations: record_ };
    const accounted = {
      ...by,
      citations: [
        ...record_,
        ...sources.slice(0, 19).map((source) => ({
          source: source.ref,
          quote: null,
          locator: null,
        })),
      ],
    };

    const seen = new Set<string>();
    const name = (text: string, kind: NameKind): void => {
      const clean = cleanText(text).trim();
      if (clean === "" || seen.has(clean)) return;
      seen.add(clean);
      const script = detectScript(clean);
      const orthography = kind === "pinyin" ? ("pinyin" as const) : detectOrthography(clean);
      content.names.push({
        text: clean,
        script,
        orthography: orthography === "unspecified" && script === "Latn" ? "press_latin" : orthography,
        kind,
        isPublic: true,
        citations: record_,
      });
    };
    name(cell("main.name"), "main");
    for (const part of splitNames(cell("alternate.name..lay.or.pen."), "variant")) name(part.text, part.kind);
    for (const part of splitNames(cell("additional.name.s."), "variant")) name(part.text, part.kind);
    name(cell("pinyin.name"), "pinyin");
    if (content.names.length === 0) return { number, key, field: "main.name", code: "required" };

    const fact = (
      field: PersonContent["facts"][number]["field"],
      value: Partial<PersonContent["facts"][number]>,
    ): void => {
      content.facts.push({
        field,
        code: null,
        text: null,
        edtf: null,
        number: null,
        place: null,
        asOf: AS_OF,
        ...statement,
        ...value,
      });
    };
    const status = cell("detention_status");
    fact("status", {
      code: statusOfPpd(status, cell("legal_process")),
      text: [status, cell("legal_process")].filter((part) => part !== "").join(" · "),
    });
    const sex = said(cell("Sex"));
    if (sex !== null) fact("sex", { code: SEX[sex.toLowerCase()] ?? "unknown" });
    const group = said(cell("ethnic_group"));
    if (group !== null)
      fact("ethnicity", {
        code: ETHNIC_GROUPS[group.toLowerCase()] ?? "other",
        text: group,
      });
    const age = said(cell("Age"));
    if (age !== null)
      fact("age_at_detention", /^\d{1,3}$/.test(age) && Number(age) <= 130 ? { number: Number(age) } : { text: age });
    const religion = said(cell("religion"));
    if (religion !== null) fact("religion", { text: religion });
    const occupation = said(cell("occupation"));
    if (occupation !== null) {
      fact("occupation", { text: occupation });
      fact("profession", { code: professionOf(occupation) });
    }
    const affiliation = said(cell("affiliation"));
    if (affiliation !== null) fact("affiliation", { text: affiliation });
    const where = (columns: readonly string[]): string | null => {
      const parts = columns.map((column) => said(cell(column))).filter((part) => part !== null);
      return parts.length === 0 ? null : parts.join(", ");
    };
    const residence = where(["residence_county", "residence_prefecture", "residence_province"]);
    if (residence !== null) {
      fact("residence", {
        text: residence,
        place: places.ofPpd(cell("residence_prefecture"), cell("residence_county")),
      });
    }
    const category = said(cell("issue_category"));
    if (category !== null) fact("other", { text: `Issue category: ${category}` });

    const date = (column: string): string | null => {
      const written = cell(column);
      if (written === "") return null;
      const edtf = fromSlashDate(written);
      if (edtf === null) warnings.push(`${column}: date not understood`);
      return edtf;
    };
    const { charge, reason } = chargeOf(cell("charge_statute"));
    const months =
      whole(cell("current_last_sentence_or_time_served_years")) * 12 +
      whole(cell("current_last_sentence_or_time_served_months"));
    const days =
      whole(cell("current_last_sentence_or_time_served_weeks")) * 7 +
      whole(cell("current_last_sentence_or_time_served_days"));
    const begin = date("date_of_detention");
    const end = date("actual_date_released");
    const sentencedOn = date("sentence_date");
    // Some records say a release before the detention. Both are what the database says, so both stay, as two events;
    // one account cannot end before it begins.
    const ends = begin === null || end === null || endsAfterBegin(begin, end);
    if (!ends) warnings.push("actual_date_released: before date_of_detention; kept as an event only");
    const account = plain(summary);
    content.detentionReports.push({
      begin,
      end: ends ? end : null,
      status: statusOfPpd(status, cell("legal_process")),
      place: places.ofPpd(cell("prefecture_imprisoned_detained"), cell("county_imprisoned_detained")),
      placeText: where([
        "county_imprisoned_detained",
        "prefecture_imprisoned_detained",
        "province_imprisoned_detained",
      ]),
      facilityText: said(cell("current_last_prison_detentioncenter")),
      officialReason: reason,
      suspectedReason: null,
      charge,
      legalProcess: said(cell("legal_process")),
      court: said(cell("sentence_court")),
      sentencedOn,
      termMonths: months > 0 ? months : null,
      termDays: days > 0 ? days : null,
      termSpecial: status.includes("/life") ? "life" : status.includes("/dth-r") ? "death_suspended" : null,
      learnedThrough: null,
      account: account === "" ? null : account,
      ...accounted,
    });

    const event = (
      kind: PersonContent["events"][number]["kind"],
      edtf: string | null,
      court: string | null,
      termMonths: number | null = null,
    ): void => {
      if (edtf === null && court === null) return;
      content.events.push({
        kind,
        edtf,
        claim: null,
        court,
        termMonths,
        disputed: false,
        ...statement,
      });
    };
    event("detained", begin, null);
    event("formally_arrested", date("formal_arrest_date"), null);
    event("tried", date("trial_date"), said(cell("trial_court")));
    event("sentenced", sentencedOn, said(cell("sentence_court")), months > 0 ? months : null);
    event("appealed", date("appeal_date"), said(cell("appeal_court")));
    event("appeal_ruling", date("appeal_ruling_date"), said(cell("appeal_ruling_court")));
    event("sentence_ends", date("sentence_ends_per_PRC"), null);
    event("released", end, null);
    content.externalIds = [{ scheme: "cecc", value: record }];

    const parsed = personContent.safeParse(content);
    if (!parsed.success) return { number, key, ...firstIssue(parsed.error) };
    return {
      number,
      key,
      content: parsed.data,
      outOfScope: OUT_OF_SCOPE.has(cell("ethnic_group")),
      warnings,
    };
  });
}
