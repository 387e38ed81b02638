import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { Locale } from "@/domain/codes";
import { Frame } from "./frame";

/** What a page of the journey shows to a browser that brings no draft: one clear sentence for each reason. */
export async function Lost({ locale }: { readonly locale: Locale }): Promise<ReactNode> {
  const t = await getTranslations({ locale, namespace: "submit.lost" });
  return (
    <Frame locale={locale} title={t("title")} leave={false}>
      <p>{t("cookies")}</p>
      <p>{t("expired")}</p>
      <p>
        <a className="form-button" href={`/${locale}/submit`}>
          {t("start")}
        </a>
      </p>
    </Frame>
  );
}
