import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { formatReceipt } from "@/domain/receipt";
import { recallReceipt } from "@/features/receipt/receipt-session";
import { readCookie } from "@/lib/session-cookie";
import { Frame } from "../frame";
import { localeOf } from "../page-draft";

type Props = { readonly params: Promise<{ readonly locale: string }> };

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Menmu", robots: { index: false } };

/** The number by which a family comes back, large enough to copy by hand, and what happens next. */
export default async function SentPage({ params }: Props): Promise<ReactNode> {
  const locale = localeOf((await params).locale);
  const t = await getTranslations({ locale, namespace: "submit.sent" });
  const session = await recallReceipt(readCookie(await headers(), "receipt"));
  if (!session?.shown) {
    return (
      <Frame locale={locale} title={t("gone")} leave={false}>
        <p>{t("goneText")}</p>
      </Frame>
    );
  }
  return (
    <Frame locale={locale} title={t("title")}>
      <h2 id="number">{t("number")}</h2>
      <p className="form-receipt">
        <bdi dir="ltr" data-receipt>
          {formatReceipt(session.shown)}
        </bdi>
      </p>
      <p>
        <strong>{t("keep")}</strong>
      </p>
      <p>{t("secret")}</p>
      <p>{t("print")}</p>
      <h2>{t("nextTitle")}</h2>
      <ul>
        <li>{t("next1")}</li>
        <li>{t("next2")}</li>
        <li>{t("next3")}</li>
      </ul>
      <form method="post" action="/api/receipt/close">
        <input type="hidden" name="locale" value={locale} />
        <button className="form-button" type="submit">
          {t("done")}
        </button>
      </form>
    </Frame>
  );
}
