import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { listAuditHeads } from "@/features/archive/list-audit-heads";
import { formatNumber } from "@/i18n/format";
import { PageTitle } from "@/ui/basics";
import { pageLocale } from "../page-locale";
import { dayWords } from "../words";

export async function generateMetadata({ params }: PageProps<"/[locale]/integrity">): Promise<Metadata> {
  pageLocale((await params).locale);
  return { title: (await getTranslations("pages.integrity"))("title") };
}

/** The public heads of the audit chain. */
export default async function Integrity({ params }: PageProps<"/[locale]/integrity">) {
  const { language } = pageLocale((await params).locale);
  const t = await getTranslations("pages.integrity");
  const heads = await listAuditHeads();
  return (
    <>
      <PageTitle lead={t("lead")}>{t("title")}</PageTitle>
      <h2 className="text-2xl">{t("heads")}</h2>
      {heads.length === 0 ? (
        <p className="mt-2">{t("empty")}</p>
      ) : (
        <table className="mt-3 w-full text-start">
          <thead>
            <tr className="border-line border-b">
              <th className="py-2 pe-4 text-start">{t("day")}</th>
              <th className="py-2 pe-4 text-start">{t("entries")}</th>
              <th className="py-2 text-start">{t("hash")}</th>
            </tr>
          </thead>
          <tbody>
            {heads.map((head) => (
              <tr key={head.day} className="border-line border-b align-top">
                <td className="py-2 pe-4">{dayWords(head.day, language)}</td>
                <td className="py-2 pe-4">{formatNumber(head.seq)}</td>
                <td className="py-2 font-mono text-sm break-all" dir="ltr">
                  {head.hash}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="text-soft mt-6 max-w-2xl">{t("how")}</p>
    </>
  );
}
