import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AppError } from "@/domain/errors";
import {
  EMPTY_QUERY,
  type Facet,
  FACET_NAMES,
  parseLenient,
  type SearchQuery,
  SORTS,
  toSearchParams,
} from "@/domain/search-query";
import { listPlaces } from "@/features/archive/list-places";
import { type SearchAnswer, searchArchive } from "@/features/archive/search-archive";
import { formatNumber } from "@/i18n/format";
import { Button, LinkButton, Notice } from "@/ui/basics";
import { pageLocale } from "../page-locale";
import { PersonCard } from "../person-card";
import { Tried } from "../tried";
import { placeWords } from "../words";
import { facetsMeant } from "./facets-meant";

export async function generateMetadata({ params }: PageProps<"/[locale]/people">): Promise<Metadata> {
  pageLocale((await params).locale);
  const t = await getTranslations("archive.people");
  return { title: t("title"), referrer: "same-origin" };
}

/** The answer; null when it took too long, which is no reason to lose what somebody typed. */
async function answerTo(query: SearchQuery): Promise<SearchAnswer | null> {
  try {
    return await searchArchive(query);
  } catch (error) {
    if (error instanceof AppError && error.code === "unavailable") return null;
    throw error;
  }
}

const FEED = "/api/v1/feeds/new.atom";

/** How many values of a facet are shown before the rest is folded away. */
const SHOWN = 8;

/** The list of people: the question, what answers it, and the ways to narrow it down. All of it is in the address. */
export default async function People({ params, searchParams }: PageProps<"/[locale]/people">) {
  const { locale, language } = pageLocale((await params).locale);
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(await searchParams)) {
    for (const one of Array.isArray(value) ? value : [value ?? ""]) given.append(name, one);
  }
  const { query, ignored, cut } = parseLenient(given);
  const [t, home, codes, found, allPlaces] = await Promise.all([
    getTranslations("archive.people"),
    getTranslations("archive.home"),
    getTranslations("codes"),
    answerTo(query),
    listPlaces(),
  ]);
  const places = new Map(allPlaces.map((place) => [place.code, place]));
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
  const meant = facetsMeant(query.q, language);
  const meantPlaces = (found?.places ?? []).map(({ code, level }) => ({
    code,
    facet: level === "prefecture" ? ("prefecture" as const) : ("county" as const),
  }));
  const filtered =
    FACET_NAMES.some((facet) => (query.facets[facet]?.length ?? 0) > 0) ||
    query.detainedFrom !== null ||
    query.detainedTo !== null;

  return (
    <>
      <link rel="alternate" type="application/atom+xml" title={t("follow")} href={feed} />
      <h1 className="text-3xl">{t("title")}</h1>
      <form action={here} method="get" role="search" className="mt-6">
        <label htmlFor="q" className="block font-semibold">
          {home("search")}
        </label>
        <p id="q-hint" className="text-soft">
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
          <Button>{home("searchButton")}</Button>
        </div>
        <p className="no-print mt-1 max-w-2xl">
          <a href={`/${locale}/look`} className="inline-flex min-h-9 items-center">
            {t("private")}
          </a>
        </p>
        <div className="mt-6 grid grid-cols-1 gap-8 lg:grid-cols-[18rem_1fr]">
          <details className="no-print border-line bg-sheet border p-4 lg:self-start" open={filtered}>
            <summary className="min-h-11 content-center font-semibold">{t("filters")}</summary>
            <div className="mt-2 space-y-5">
              <div>
                <label htmlFor="sort" className="block font-semibold">
                  {t("sort")}
                </label>
                <select id="sort" name="sort" defaultValue={query.sort} className="control mt-1">
                  {SORTS.map((sort) => (
                    <option key={sort} value={sort}>
                      {t(`sorts.${sort}`)}
                    </option>
                  ))}
                </select>
              </div>
              {FACET_NAMES.map((facet) => {
                const chosen = query.facets[facet] ?? [];
                const counted = found?.facets[facet] ?? [];
                const values = [
                  ...counted,
                  ...chosen
                    .filter((value) => !counted.some((one) => one.value === value))
                    .map((value) => ({ value, count: 0 })),
                ];
                if (values.length === 0) return null;
                const line = ({ value, count }: { value: string; count: number }) => (
                  <label key={value} className="flex min-h-9 items-center gap-2">
                    <input
                      type="checkbox"
                      name={facet}
                      value={value}
                      defaultChecked={chosen.includes(value)}
                      className="size-4 shrink-0"
                    />
                    <span className="grow">{label(facet, value)}</span>
                    <span className="text-soft">{formatNumber(count)}</span>
                  </label>
                );
                const first = values.filter((one, place) => place < SHOWN || chosen.includes(one.value));
                const rest = values.filter((one) => !first.includes(one));
                return (
                  <fieldset key={facet}>
                    <legend className="font-semibold">{codes(`facet.${facet}`)}</legend>
                    {first.map(line)}
                    {rest.length > 0 ? (
                      <details>
                        <summary className="text-blue min-h-9 content-center">
                          {t("more_values", { count: rest.length })}
                        </summary>
                        {rest.map(line)}
                      </details>
                    ) : null}
                  </fieldset>
                );
              })}
              <fieldset>
                <legend className="font-semibold">{t("dates")}</legend>
                <p id="dates-hint" className="text-soft">
                  {t("dateHint")}
                </p>
                {(["detainedFrom", "detainedTo"] as const).map((name) => (
                  <div key={name} className="mt-1">
                    <label htmlFor={name}>{t(name === "detainedFrom" ? "from" : "to")}</label>
                    <input
                      id={name}
                      name={name}
                      dir="ltr"
                      defaultValue={query[name] ?? ""}
                      aria-describedby="dates-hint"
                      className="control"
                    />
                  </div>
                ))}
              </fieldset>
              <div className="flex flex-wrap items-center gap-4">
                <Button>{t("apply")}</Button>
                <a href={here}>{t("clear")}</a>
              </div>
            </div>
          </details>
          <section aria-live="polite" className="min-w-0">
            {found === null ? (
              <Notice>{t("unavailable")}</Notice>
            ) : (
              <h2 className="mb-3 font-sans text-lg font-semibold">{t("found", { count: found.total })}</h2>
            )}
            {cut ? <Notice>{t("cut")}</Notice> : null}
            {ignored.length > 0 ? (
              <Notice>{t("ignored", { names: `\u2068${ignored.join(", ")}\u2069` })}</Notice>
            ) : null}
            {meantPlaces.length + meant.length > 0 ? (
              <ul className="mb-3">
                {meantPlaces.map(({ facet, code }) => (
                  <li key={code} className="min-h-9 content-center">
                    {t.rich("meantPlace", {
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
                    <Tried />
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
              <ul className="grid grid-cols-1 gap-3 xl:grid-cols-2">
                {found?.persons.map((person) => (
                  <li key={person.id}>
                    <PersonCard person={person} locale={locale} language={language} today={today} />
                  </li>
                ))}
              </ul>
            )}
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
              <a href={feed} type="application/atom+xml" className="inline-flex min-h-11 items-center">
                {t("follow")}
              </a>
            </p>
          </section>
        </div>
      </form>
    </>
  );
}
