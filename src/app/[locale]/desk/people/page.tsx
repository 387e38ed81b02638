import { getTranslations } from "next-intl/server";
import { DECISION_REASONS } from "@/domain/decision-reason";
import { Button, PageTitle } from "@/ui/basics";
import { SelectField, TextArea, TextField } from "@/ui/form";
import { DeskShell } from "../desk-shell";
import { enterDesk, NEUTRAL, one, problemOf, type Query } from "../enter-desk";

export const metadata = NEUTRAL;

/** Takes a record off the archive. */
export default async function PeoplePage(props: { params: Promise<{ locale: string }>; searchParams: Query }) {
  const { locale } = await props.params;
  const actor = await enterDesk("/desk/people", locale, "/desk/people");
  const query = await props.searchParams;
  const t = await getTranslations("desk");
  const common = await getTranslations("common");
  const prefix = common("error");
  return (
    <DeskShell locale={locale} actor={actor} done={one(query["done"])} problem={problemOf(query["problem"])}>
      <PageTitle lead={t("people.lead")}>{t("people.title")}</PageTitle>
      <form method="post" action="/api/desk/people/unlist" className="max-w-lg space-y-6">
        <input type="hidden" name="locale" value={locale} />
        <TextField
          name="personId"
          label={t("people.id")}
          hint={t("people.idHint")}
          errorPrefix={prefix}
          dir="ltr"
          value={one(query["id"])}
          maxLength={20}
        />
        <SelectField
          name="reason"
          label={t("act.reason")}
          errorPrefix={prefix}
          groups={[
            {
              label: null,
              options: DECISION_REASONS.map((reason) => ({ value: reason, label: t(`reason.${reason}`) })),
            },
          ]}
        />
        <TextArea name="note" label={t("act.note")} errorPrefix={prefix} rows={3} maxLength={2000} />
        <Button look="danger">{t("people.submit")}</Button>
      </form>
    </DeskShell>
  );
}
