import { getTranslations } from "next-intl/server";
import type { Locale } from "@/i18n/locales";
import { LinkButton, PageTitle } from "@/ui/basics";

/**
 * The words for an address where nothing is. Pages show them as their own content: a thrown `notFound()` would leave
 * them to the browser's script. The proxy gives the answer its number.
 */
export async function NothingHere(props: { locale: Locale }) {
  const t = await getTranslations("common.notFound");
  return (
    <>
      <PageTitle lead={t("text")}>{t("title")}</PageTitle>
      <LinkButton href={`/${props.locale}`}>{t("home")}</LinkButton>
    </>
  );
}
