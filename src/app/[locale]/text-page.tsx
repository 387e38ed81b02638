import { getTranslations } from "next-intl/server";
import { homeWall } from "@/features/archive/home-wall";
import { PageTitle } from "@/ui/basics";

/** A page of text. Its paragraphs and headings are in the translation, so that a sentence is never taken apart. */
export async function TextPage(props: { page: "about" | "method" | "safety" }) {
  const t = await getTranslations(`pages.${props.page}`);
  const { counts } = await homeWall("");
  return (
    <>
      <PageTitle>{t("title")}</PageTitle>
      <div className="prose-read">
        {t.rich("body", {
          persons: counts.persons,
          p: (text) => <p>{text}</p>,
          h2: (text) => <h2>{text}</h2>,
          b: (text) => <b>{text}</b>,
        })}
      </div>
    </>
  );
}
