import { getTranslations } from "next-intl/server";

/** What a search that found nobody has tried. */
export async function Tried() {
  const t = await getTranslations("archive.people");
  return (
    <>
      <h3 className="text-lg">{t("emptyTitle")}</h3>
      <ul className="my-3 list-disc ps-5">
        {(["emptyName", "emptyPlace", "emptyYear", "emptyWords"] as const).map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      <p>{t("emptyText")}</p>
    </>
  );
}
