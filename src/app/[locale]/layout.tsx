import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { isLocale, LANGUAGES, LOCALE_CODES, textLocale } from "@/i18n/locales";
import { PageShell } from "@/ui/page-shell";
import "../fonts.css";
import "../globals.css";

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations("common");
  return {
    title: { default: t("name"), template: `%s · ${t("name")}` },
    description: t("tagline"),
    icons: { icon: "/icon.svg" },
  };
}

/** Every page: its language and direction, the way round, and the notice when it is not in the reader's language yet. */
export default async function Layout({ children, params }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const language = textLocale(locale);
  const t = await getTranslations("common");
  const to = (path: string): string => `/${locale}${path}`;
  const page = (await headers()).get("x-page") ?? "";
  return (
    <html lang={language} dir={LANGUAGES[language].direction}>
      <body>
        <PageShell
          skip={t("skip")}
          home={{ href: to(""), label: t("name") }}
          navigation={{
            label: t("navigation"),
            links: [
              { href: to("/people"), label: t("nav.people") },
              { href: to("/submit"), label: t("nav.submit") },
              { href: to("/about"), label: t("nav.about") },
              { href: to("/safety"), label: t("nav.safety") },
            ],
          }}
          languages={{
            label: t("languages"),
            links: LOCALE_CODES.map((code) => ({
              href: `/${code}${page}`,
              label: LANGUAGES[code].name,
              lang: code,
              dir: LANGUAGES[code].direction,
              current: code === locale,
            })),
          }}
          footer={{
            text: t("footer"),
            links: [
              { href: to("/receipt"), label: t("nav.receipt") },
              { href: to("/method"), label: t("nav.method") },
              { href: to("/corrections"), label: t("nav.corrections") },
              { href: to("/integrity"), label: t("nav.integrity") },
              { href: to("/api"), label: t("nav.api") },
            ],
          }}
          notice={
            language === locale ? null : (
              <p className="no-print border-line text-soft border-b py-2 text-sm">
                {t("notTranslated", { language: LANGUAGES[locale].name })}
              </p>
            )
          }
        >
          {children}
        </PageShell>
      </body>
    </html>
  );
}
