import { getTranslations } from "next-intl/server";
import { listSpellings } from "@/features/moderation/list-spellings";
import { Button, PageTitle } from "@/ui/basics";
import { TextField } from "@/ui/form";
import { DeskShell } from "../desk-shell";
import { enterDesk, NEUTRAL, one, problemOf, type Query } from "../enter-desk";

export const metadata = NEUTRAL;

/** The spellings that were added to the lexicon of names, and a form for one more. */
export default async function NamesPage(props: { params: Promise<{ locale: string }>; searchParams: Query }) {
  const { locale } = await props.params;
  const actor = await enterDesk("/desk/names", locale, "/desk/names");
  const query = await props.searchParams;
  const spellings = await listSpellings(actor);
  const t = await getTranslations("desk");
  const common = await getTranslations("common");
  const prefix = common("error");
  return (
    <DeskShell locale={locale} actor={actor} done={one(query["done"])} problem={problemOf(query["problem"])}>
      <PageTitle lead={t("names.lead")}>{t("names.title")}</PageTitle>
      <form method="post" action="/api/desk/names/add" className="mb-8 max-w-lg space-y-6">
        <input type="hidden" name="locale" value={locale} />
        <TextField name="name" label={t("names.name")} hint={t("names.nameHint")} errorPrefix={prefix} maxLength={60} />
        <TextField
          name="spelling"
          label={t("names.spelling")}
          hint={t("names.spellingHint")}
          errorPrefix={prefix}
          maxLength={60}
        />
        <Button>{t("names.submit")}</Button>
      </form>
      <h2 className="mb-2 text-lg font-semibold">{t("names.added")}</h2>
      {spellings.length === 0 ? (
        <p>{t("names.empty")}</p>
      ) : (
        <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t("names.added")}>
          <table className="w-full text-sm">
            <thead>
              <tr className="border-line border-b">
                {["spelling", "name", "day", "number", "action"].map((column) => (
                  <th key={column} scope="col" className="py-2 pe-4 text-start">
                    {t(`names.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {spellings.map(({ id, entry, text, addedOn }) => (
                <tr key={id} className="border-line border-b">
                  <td className="py-2 pe-4">
                    <bdi>{text}</bdi>
                  </td>
                  <td className="pe-4">
                    <bdi>{entry}</bdi>
                  </td>
                  <td className="pe-4">
                    <bdi dir="ltr">{addedOn.toISOString().slice(0, 10)}</bdi>
                  </td>
                  <td className="pe-4">
                    <bdi dir="ltr">spelling:{id}</bdi>
                  </td>
                  <td>
                    <form method="post" action="/api/desk/names/remove">
                      <input type="hidden" name="locale" value={locale} />
                      <input type="hidden" name="id" value={id} />
                      <button type="submit" className="text-madder min-h-8 cursor-pointer underline">
                        {t("names.remove", { spelling: text })}
                      </button>
                    </form>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </DeskShell>
  );
}
