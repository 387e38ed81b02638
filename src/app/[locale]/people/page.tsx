import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AppError } from "@/domain/errors";
import {
  EMPTY_QUERY,
  type Facet,
  FACET_NAMES,
  parseLenient,
  Q_MAX,
  type SearchQuery,
  SORTS,
  toSearchParams,
} from "@/domain/search-query";
import { listPlaces, type PlaceLabel } from "@/features/archive/list-places";
import { type SearchAnswer, searchArchive } from "@/features/archive/search-archive";
import { Button, LinkButton, Notice } from "@/ui/basics";
import { pageLocale } from "../page-locale";
import { PersonCard } from "../person-card";
import { Tried } from "../tried";
import { placeWords } from "../words";
import { facetsMeant } from "./facets-meant";
import { Filters } from "./filters";

export async function generateMetadata({ params }: PageProps<"/[locale]/people">): Promise<Metadata> {
  pageLocale((await params).locale);
  const t = await getTranslations("archive.people");
  return { title: t("title"), referrer: "same-origin" };
}

type Answered = { found: SearchAnswer | null; places: readonly PlaceLabel[]; ignored: string[] };

/**
 * The answer; none when it took too long, which is no reason to lose what somebody typed. Dates that cannot be asked
 * for are left out and named, like all that a page cannot understand.
 */
async function answerTo(query: SearchQuery): Promise<Answered> {
  try {
    const [found, places] = await Promise.all([searchArchive(query), listPlaces()]);
    return { found, places, ignored: [] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "unavailable") return { found: null, places: [], ignored: [] };
    if (error.code !== "invalid_input" || (query.detainedFrom === null && query.detainedTo === null)) throw error;
    const answered = await answerTo({ ...query, detainedFrom: null, detainedTo: null, cursor: null });
    return { ...answered, ignored: Object.keys(error.fields) };
  }
}

const FEED = "/api/v1/feeds/new.atom";

/** The list of people: the question, what answers it, and the ways to narrow it down. All of it is in the address. */
export default async function People({ params, searchParams }: PageProps<"/[locale]/people">) {
  const { locale, language } = pageLocale((await params).locale);
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(await searchParams)) {
    for (const one of Array.isArray(value) ? value : [value ?? ""]) given.append(name, one);
  }
  const { query, ignored: unclear, cut } = parseLenient(given);
  const [t, home, codes, answered] = await Promise.all([
    getTranslations("archive.people"),
    getTranslations("archive.home"),
    getTranslations("codes"),
    answerTo(query),
  ]);
  const { found } = answered;
  const ignored = [...unclear, ...answered.ignored];
  const places = new Map(answered.places.map((place) => [place.code, place]));
  const today = new Date();
  const here = `/${locale}/people`;
  const address = (change: Partial<SearchQuery>): string => {
    const text = toSearchParams({ ...query, ...change }).toString();
    return text === "" ? here : `${here}?${text}`;
  };
  const label = (facet: Facet, value: string): string => {
    switch (facet) {
      case "prefecture":
      case "county":
        return placeWords(value, places, language);
      case "hasPhoto":
        return codes(`hasPhoto.${value === "true" ? "true" : "false"}`);
      default:
        return codes.has(`${facet}.${value}` as never) ? codes(`${facet}.${value}` as never) : value;
    }
  };
  const narrowedTo = (facet: Facet, value: string): string =>
    address({
      q: "",
      facets: { ...query.facets, [facet]: [...new Set([...(query.facets[facet] ?? []), value])].sort() },
      cursor: null,
    });
  const followed = toSearchParams({ ...query, sort: EMPTY_QUERY.sort, cursor: null }).toString();
  const feed = followed === "" ? FEED : `${FEED}?${followed}`;
  // Without a question the best match is the order of names.
  const sorts = query.q === "" ? SORTS.filter((sort) => sort !== "relevance") : SORTS;
  const sorted = query.q === "" && query.sort === "relevance" ? "name" : query.sort;
  const chosenValues = FACET_NAMES.flatMap((facet) => (query.facets[facet] ?? []).map((value) => ({ facet, value })));
  const dated = query.detainedFrom !== null || query.detainedTo !== null;
  const chosenNow = [
    ...chosenValues.map(({ facet, value }) => ({
      key: `${facet} ${value}`,
      facet: codes(`facet.${facet}`),
      value: label(facet, value),
      href: address({
        facets: { ...query.facets, [facet]: query.facets[facet]?.filter((one) => one !== value) },
        cursor: null,
      }),
    })),
    ...(dated
      ? [
          {
            key: "dates",
            facet: t("dates"),
            value: `\u2068${query.detainedFrom ?? ""} – ${query.detainedTo ?? ""}\u2069`,
            href: address({ detainedFrom: null, detainedTo: null, cursor: null }),
          },
        ]
      : []),
  ];
  const meant = facetsMeant(query.q, language);
  const meantPlaces = (found?.places ?? []).map(({ code, level }) => ({
    code,
    facet: level === "prefecture" ? ("prefecture" as const) : ("county" as const),
  }));
  const filtered = chosenNow.length > 0;

  return (
    <>
      <link rel="alternate" type="application/atom+xml" title={t("follow")} href={feed} />
      <h1 className="text-3xl">{t("title")}</h1>
      <form action={here} method="get" role="search" className="mt-6">
        {query.sort === EMPTY_QUERY.sort ? null : <input type="hidden" name="sort" value={query.sort} />}
        <label htmlFor="q" className="block font-semibold">
          {home("search")}
        </label>
        <p id="q-hint" className="text-soft no-print">
          {home("searchHint")}
        </p>
        <div className="mt-2 flex max-w-2xl gap-2">
          <input
            id="q"
            name="q"
            type="search"
            dir="auto"
            defaultValue={query.q}
            maxLength={400}
            aria-describedby="q-hint"
            autoComplete="off"
            className="control"
          />
          <span className="no-print shrink-0">
            <Button>{home("searchButton")}</Button>
          </span>
        </div>
        <p className="no-print mt-1 max-w-2xl">
          <a href={`/${locale}/look`} className="inline-flex min-h-9 items-center">
            {t("private")}
          </a>
        </p>
        <div className="mt-6 grid grid-cols-1 gap-8 lg:grid-cols-[18rem_1fr]">
          <Filters query={query} counts={found?.facets} label={label} clear={here} />
          <section aria-live="polite" className="min-w-0">
            {found === null ? (
              <Notice>{t("unavailable")}</Notice>
            ) : (
              <h2 className="mb-1 font-sans text-lg font-semibold">{t("found", { count: found.total })}</h2>
            )}
            {found !== null && found.total > 1 ? (
              <nav aria-labelledby="order" className="no-print mb-2 flex flex-wrap items-center gap-x-4">
                <span id="order" className="text-soft">
                  {t("order")}
                </span>
                <ul className="contents">
                  {sorts.map((sort) => (
                    <li key={sort}>
                      <a
                        href={address({ sort: query.q === "" && sort === "name" ? "relevance" : sort, cursor: null })}
                        aria-current={sort === sorted ? "true" : undefined}
                        className={`inline-flex min-h-9 items-center ${sort === sorted ? "text-ink font-semibold no-underline" : ""}`}
                      >
                        {t(`sorts.${sort}`)}
                      </a>
                    </li>
                  ))}
                </ul>
              </nav>
            ) : null}
            {filtered ? (
              <ul aria-label={t("chosen")} className="mb-3 flex flex-wrap gap-2">
                {chosenNow.map(({ key, facet, value, href }) => (
                  <li key={key} className="min-w-0">
                    <a
                      href={href}
                      className="border-blue text-blue hover:bg-blue-wash inline-flex min-h-9 items-center gap-2 rounded border px-3 no-underline"
                    >
                      <span>
                        {t.rich("withoutValue", {
                          facet,
                          value,
                          x: (chunks) => <span className="sr-only">{chunks}</span>,
                        })}
                      </span>
                      <span aria-hidden="true" className="no-print">
                        ×
                      </span>
                    </a>
                  </li>
                ))}
              </ul>
            ) : null}
            {cut ? <Notice>{t("cut", { count: Q_MAX })}</Notice> : null}
            {ignored.length > 0 ? (
              <Notice>{t("ignored", { names: `\u2068${ignored.join(", ")}\u2069` })}</Notice>
            ) : null}
            {meantPlaces.length + meant.length > 0 ? (
              <ul className="mb-3">
                {meantPlaces.map(({ facet, code }) => (
                  <li key={code} className="min-h-9 content-center">
                    {t.rich(facet === "prefecture" ? "meantPrefecture" : "meantCounty", {
                      place: label(facet, code),
                      a: (chunks) => <a href={narrowedTo(facet, code)}>{chunks}</a>,
                    })}
                  </li>
                ))}
                {meant.map(({ facet, value }) => (
                  <li key={`${facet} ${value}`} className="min-h-9 content-center">
                    {t.rich("meantValue", {
                      facet: codes(`facet.${facet}`),
                      value: label(facet, value),
                      a: (chunks) => <a href={narrowedTo(facet, value)}>{chunks}</a>,
                    })}
                  </li>
                ))}
              </ul>
            ) : null}
            {found?.total === 0 ? (
              <div className="max-w-xl">
                {query.q === "" ? (
                  <p>{t("emptyFilters")}</p>
                ) : (
                  <>
                    {found.read === null ? null : <Tried read={found.read} places={places} language={language} />}
                    {filtered ? (
                      <p className="mt-3">
                        <a
                          href={address({ facets: {}, detainedFrom: null, detainedTo: null, cursor: null })}
                          className="inline-flex min-h-11 items-center"
                        >
                          {t("withoutFilters")}
                        </a>
                      </p>
                    ) : null}
                  </>
                )}
                <p className="mt-4 flex flex-wrap gap-3">
                  <LinkButton href={`/${locale}/submit`}>{home("button")}</LinkButton>
                  <LinkButton look="quiet" href={`/${locale}/look`}>
                    {t("private")}
                  </LinkButton>
                </p>
              </div>
            ) : (
              <ul className="grid grid-cols-1 gap-3 xl:grid-cols-2 print:grid-cols-2">
                {found?.persons.map((person) => (
                  <li key={person.id}>
                    <PersonCard person={person} locale={locale} language={language} today={today} />
                  </li>
                ))}
              </ul>
            )}
            {found?.next || query.cursor !== null ? (
              <p className="no-print mt-6 flex flex-wrap items-center gap-x-6">
                {found?.next ? (
                  <LinkButton look="quiet" href={address({ cursor: found.next })}>
                    {t("more")}
                  </LinkButton>
                ) : null}
                {query.cursor === EMPTY_QUERY.cursor ? null : (
                  <a href={address({ cursor: null })} className="inline-flex min-h-11 items-center">
                    {t("first")}
                  </a>
                )}
              </p>
            ) : null}
            <aside aria-labelledby="keep" className="no-print border-line mt-6 border-t pt-4">
              <h2 id="keep" className="font-sans font-semibold">
                {t("keepTitle")}
              </h2>
              <p className="text-soft">{t("keep")}</p>
              <p className="flex flex-wrap gap-x-6">
                <a href={address({ cursor: null })} className="inline-flex min-h-11 items-center">
                  {t("link")}
                </a>
                <a href={feed} type="application/atom+xml" className="inline-flex min-h-11 items-center">
                  {t("follow")}
                </a>
              </p>
            </aside>
          </section>
        </div>
      </form>
    </>
  );
}
