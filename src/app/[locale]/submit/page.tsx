import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { required } from "@/lib/env";
import { newFormToken } from "@/lib/form-token";
import { Frame } from "./frame";
import { draftOfVisitor, localeOf } from "./page-draft";

type Props = { readonly params: Promise<{ readonly locale: string }> };

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Menmu", robots: { index: false } };

/** Before the journey: safety, what the server sees, how long it takes. */
export default async function StartPage({ params }: Props): Promise<ReactNode> {
  const locale = localeOf((await params).locale);
  const t = await getTranslations({ locale, namespace: "submit" });
  const draft = await draftOfVisitor();
  return (
    <Frame locale={locale} title={t("title")} leave={draft !== null}>
      <p>{t("start.lead")}</p>
      <h2>{t("start.timeTitle")}</h2>
      <p>{t("start.time")}</p>
      <h2>{t("start.safetyTitle")}</h2>
      <ul>
        <li>{t("start.safety1")}</li>
        <li>{t("start.safety2")}</li>
        <li>{t("start.safety3")}</li>
      </ul>
      <h2>{t("start.serverTitle")}</h2>
      <ul>
        <li>{t("start.server1")}</li>
        <li>{t("start.server2")}</li>
        <li>{t("start.server3")}</li>
        <li>{t("start.cookie")}</li>
      </ul>
      <p>
        <a href={`/${locale}/safety`}>{t("start.safetyLink")}</a>
      </p>
      <p>
        <a href={`/${locale}/look`}>{t("start.lookLink")}</a>
      </p>
      <form method="post" action="/api/submit/start">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="token" value={newFormToken(required("FORM_SECRET"), "journey-start")} />
        <button className="form-button" type="submit">
          {draft ? t("start.resume") : t("start.begin")}
        </button>
      </form>
      <p>
        <a href={`/${locale}/receipt`}>{t("start.receiptLink")}</a>
      </p>
    </Frame>
  );
}
