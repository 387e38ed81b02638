import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { AppError } from "@/domain/errors";
import { getSource } from "@/features/archive/get-source";
import { LinkButton, PageTitle, SummaryList } from "@/ui/basics";
import { NothingHere } from "../../nothing-here";
import { pageLocale } from "../../page-locale";
import { dateWords } from "../../words";

const read = cache(async (id: string) => {
  try {
    return await getSource(id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
});

export async function generateMetadata({ params }: PageProps<"/[locale]/sources/[id]">): Promise<Metadata> {
  const { locale, id } = await params;
  pageLocale(locale);
  const source = await read(id);
  return { title: source?.title ?? source?.publisher ?? id, robots: { index: false } };
}

/** One source: what it is, how far it was read, and who is spoken of on its strength. */
export default async function Source({ params }: PageProps<"/[locale]/sources/[id]">) {
  const { locale: code, id } = await params;
  const { locale, language } = pageLocale(code);
  const source = await read(id);
  if (!source) return <NothingHere locale={locale} />;
  const t = await getTranslations("archive.source");
  const codes = await getTranslations("codes");
  const common = await getTranslations("common");
  const english = (text: string | null) =>
    text === null ? <span className="text-soft italic">{common("unknown")}</span> : <bdi lang="en">{text}</bdi>;
  const rows = [
    { key: "kind", term: t("kind"), value: codes(`sourceKind.${source.kind}`) },
    { key: "publisher", term: t("publisher"), value: english(source.publisher) },
    {
      key: "published",
      term: t("published"),
      value: source.published === null ? english(null) : dateWords(source.published, language),
    },
    { key: "read", term: t("read"), value: codes(`read.${source.read}`) },
    ...(source.citingSource
      ? [
          {
            key: "cited",
            term: t("citedIn"),
            value: (
              <a href={`/${locale}/sources/${source.citingSource.id}`}>
                <bdi lang="en">{source.citingSource.title ?? source.citingSource.publisher ?? t("none")}</bdi>
              </a>
            ),
          },
        ]
      : []),
    { key: "rights", term: t("rights"), value: english(source.rights) },
    ...(source.attribution ? [{ key: "attribution", term: t("attribution"), value: english(source.attribution) }] : []),
  ];
  return (
    <>
      <PageTitle over={codes(`sourceKind.${source.kind}`)}>
        <bdi lang="en">
          {source.title ?? (source.publisher === null ? t("none") : t("untitled", { publisher: source.publisher }))}
        </bdi>
      </PageTitle>
      <SummaryList rows={rows} />
      {source.link ? (
        <p className="mt-6">
          <LinkButton look="quiet" href={source.link}>
            {t("open")}
          </LinkButton>
          <span className="text-soft mt-2 block text-sm wrap-anywhere" dir="ltr">
            {source.link}
          </span>
        </p>
      ) : null}
      <h2 className="mt-10 text-2xl">{t("people", { count: source.personsTotal })}</h2>
      {source.personsTotal > source.persons.length ? <p className="text-soft">{t("first")}</p> : null}
      <ul className="mt-3 gap-x-8 sm:columns-2 lg:columns-3">
        {source.persons.map((person) => (
          <li key={person.id} className="py-1">
            <a href={`/${locale}/people/${person.id}`}>
              <bdi>{person.name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
