import { getTranslations } from "next-intl/server";
import { homeWall } from "@/features/archive/home-wall";
import { Button, LinkButton } from "@/ui/basics";
import { pageLocale } from "./page-locale";
import { PersonCard } from "./person-card";

export const dynamic = "force-dynamic";

/** The first page: people before anything else. */
export default async function Home({ params }: PageProps<"/[locale]">) {
  const { locale, language } = pageLocale((await params).locale);
  const t = await getTranslations("archive.home");
  const today = new Date();
  const { persons, counts } = await homeWall(today.toISOString().slice(0, 10));
  return (
    <>
      <section className="mb-10 grid gap-6 lg:grid-cols-[1.3fr_1fr] lg:items-end">
        <div>
          <h1 className="text-4xl sm:text-5xl">{t("title")}</h1>
          <p className="font-read mt-4 max-w-2xl text-lg">{t("lead")}</p>
          <p className="mt-6">
            <LinkButton href={`/${locale}/submit`}>{t("button")}</LinkButton>
          </p>
        </div>
        <form action={`/${locale}/people`} method="get" role="search">
          <label htmlFor="q" className="block font-semibold">
            {t("search")}
          </label>
          <p id="q-hint" className="text-soft">
            {t("searchHint")}
          </p>
          <div className="mt-2 flex gap-2">
            <input
              id="q"
              name="q"
              type="search"
              dir="auto"
              maxLength={400}
              aria-describedby="q-hint"
              autoComplete="off"
              className="control"
            />
            <Button look="quiet">{t("searchButton")}</Button>
          </div>
        </form>
      </section>
      <h2 className="mb-4 text-2xl">{t("wall")}</h2>
      <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {persons.map((person) => (
          <li key={person.id}>
            <PersonCard person={person} locale={locale} language={language} today={today} />
          </li>
        ))}
      </ul>
      <p className="mt-6">
        <LinkButton look="quiet" href={`/${locale}/people`}>
          {t("all", { count: counts.persons })}
        </LinkButton>
      </p>
      <p className="text-soft mt-4">
        {t("counts", { persons: counts.persons, sources: counts.sources, statements: counts.statements })}
      </p>
    </>
  );
}
