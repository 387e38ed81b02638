import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { openLook } from "@/auth/look-cookie";
import { AppError } from "@/domain/errors";
import { EMPTY_QUERY } from "@/domain/search-query";
import { listPlaces } from "@/features/archive/list-places";
import { searchArchive } from "@/features/archive/search-archive";
import { required } from "@/lib/env";
import { newFormToken } from "@/lib/form-token";
import { LinkButton, Notice } from "@/ui/basics";
import { ErrorSummary, TextField } from "@/ui/form";
import { pageLocale } from "../page-locale";
import { PersonCard } from "../person-card";
import { Frame } from "../submit/frame";
import { Tried } from "../tried";

export const dynamic = "force-dynamic";
// A neutral title: it stays in the history.
export const metadata: Metadata = { title: "Menmu", robots: { index: false } };

/**
 * The private look: the name is posted and never part of an address. No form here is shown with `no-referrer`, with
 * which browsers say `Origin: null` and the post would be refused; the address that a referrer could tell has no name.
 */
export default async function Look({ params }: PageProps<"/[locale]/look">): Promise<ReactNode> {
  const { locale, language } = pageLocale((await params).locale);
  const [t, home, people, frame, question] = await Promise.all([
    getTranslations("archive.look"),
    getTranslations("archive.home"),
    getTranslations("archive.people"),
    getTranslations("submit.frame"),
    openLook(await headers()),
  ]);
  const missing = question === "" ? t("required") : undefined;
  const asked = question !== null && question !== "";
  const { found, places } = asked ? await answerTo(question) : { found: null, places: [] };
  const today = new Date();
  return (
    <Frame
      locale={locale}
      title={t("title")}
      leave={false}
      summary={
        <ErrorSummary
          title={frame("errorTitle")}
          errors={missing === undefined ? [] : [{ name: "name", text: missing }]}
        />
      }
    >
      <p>{t("lead")}</p>
      {asked ? null : (
        <ul>
          <li>{t("kept")}</li>
          <li>{t("server")}</li>
          <li>{t("history")}</li>
        </ul>
      )}
      <form method="post" action="/api/look" noValidate autoComplete="off">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="token" value={newFormToken(required("FORM_SECRET"), "look")} />
        <TextField
          name="name"
          label={t("name")}
          hint={home("searchHint")}
          error={missing}
          errorPrefix={frame("errorPrefix")}
          value={question ?? ""}
          maxLength={400}
        />
        <button className="form-button" type="submit">
          {t("look")}
        </button>
      </form>
      {asked ? (
        <section aria-labelledby="found">
          <h2 id="found">{found === null ? t("noAnswer") : people("found", { count: found.total })}</h2>
          {found === null ? (
            <Notice>{people("unavailable")}</Notice>
          ) : found.total === 0 ? (
            found.read === null ? null : (
              <Tried
                read={found.read}
                places={new Map(places.map((place) => [place.code, place]))}
                language={language}
              />
            )
          ) : (
            <>
              <p className="form-hint">{t("history")}</p>
              {found.next === null ? null : <p>{t("first", { count: found.persons.length })}</p>}
              <ul className="my-4 list-none space-y-3 ps-0">
                {found.persons.map((person) => (
                  <li key={person.id}>
                    <PersonCard person={person} locale={locale} language={language} today={today} rel="noreferrer" />
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      ) : null}
      {question === null ? null : (
        <form method="post" action="/api/look/forget" className="my-6">
          <input type="hidden" name="locale" value={locale} />
          <button className="form-button" data-kind="quiet" type="submit" aria-describedby="forget-hint">
            {t("forget")}
          </button>
          <p className="form-hint" id="forget-hint">
            {t("forgetHint")}
          </p>
        </form>
      )}
      <p className="mt-6">
        <LinkButton look="quiet" href={`/${locale}/submit`}>
          {home("button")}
        </LinkButton>
      </p>
    </Frame>
  );
}

/** The first of those who answer; null when it took too long. */
async function answerTo(q: string) {
  try {
    const [found, places] = await Promise.all([searchArchive({ ...EMPTY_QUERY, q }), listPlaces()]);
    return { found, places };
  } catch (error) {
    if (error instanceof AppError && error.code === "unavailable") return { found: null, places: [] };
    throw error;
  }
}
