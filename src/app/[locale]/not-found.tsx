import { getLocale, getTranslations } from "next-intl/server";
import { LinkButton, PageTitle } from "@/ui/basics";

export default async function NotFound() {
  const t = await getTranslations("common.notFound");
  return (
    <>
      <PageTitle lead={t("text")}>{t("title")}</PageTitle>
      <LinkButton href={`/${await getLocale()}`}>{t("home")}</LinkButton>
    </>
  );
}
