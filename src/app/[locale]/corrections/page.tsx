import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { listCorrections } from "@/features/archive/list-corrections";
import { PageTitle } from "@/ui/basics";
import { pageLocale } from "../page-locale";
import { dayWords } from "../words";

export async function generateMetadata({ params }: PageProps<"/[locale]/corrections">): Promise<Metadata> {
  pageLocale((await params).locale);
  return { title: (await getTranslations("pages.corrections"))("title") };
}

/** What was wrong in what we published. */
export default async function Corrections({ params }: PageProps<"/[locale]/corrections">) {
  const { locale, language } = pageLocale((await params).locale);
  const t = await getTranslations("pages.corrections");
  const corrections = await listCorrections();
  return (
    <>
      <PageTitle lead={t("lead")}>{t("title")}</PageTitle>
      {corrections.length === 0 ? <p>{t("empty")}</p> : null}
      <ul className="space-y-3">
        {corrections.map((correction, index) => (
          <li key={index}>
            {dayWords(correction.day, language)} ·{" "}
            <a href={`/${locale}/people/${correction.personId}`}>{correction.personId}</a>:{" "}
            <span dir="auto">{correction.reason}</span>
          </li>
        ))}
      </ul>
      <p className="text-soft mt-6 max-w-2xl">{t("how")}</p>
    </>
  );
}
