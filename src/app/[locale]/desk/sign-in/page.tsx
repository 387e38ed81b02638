import { getTranslations } from "next-intl/server";
import { Button, PageTitle } from "@/ui/basics";
import { TextField } from "@/ui/form";
import { Outcome } from "../desk-shell";
import { NEUTRAL, one, problemOf, type Query } from "../enter-desk";

export const metadata = NEUTRAL;

/** The way in for staff: an ordinary form, without a script. */
export default async function SignIn(props: { params: Promise<{ locale: string }>; searchParams: Query }) {
  const { locale } = await props.params;
  const query = await props.searchParams;
  const t = await getTranslations("desk.signIn");
  const common = await getTranslations("common");
  const prefix = common("error");
  return (
    <div className="mx-auto max-w-md">
      <PageTitle lead={t("lead")}>{t("title")}</PageTitle>
      <Outcome done={one(query["done"])} problem={problemOf(query["problem"])} />
      <form method="post" action="/api/desk/sign-in" className="space-y-6">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="to" value={one(query["to"]) ?? ""} />
        <TextField name="name" label={t("name")} errorPrefix={prefix} autoComplete="username" maxLength={200} />
        <TextField
          name="password"
          label={t("password")}
          errorPrefix={prefix}
          type="password"
          dir="ltr"
          autoComplete="current-password"
          maxLength={200}
        />
        <TextField
          name="code"
          label={t("code")}
          hint={t("codeHint")}
          errorPrefix={prefix}
          inputMode="numeric"
          dir="ltr"
          autoComplete="one-time-code"
          maxLength={20}
          width="short"
        />
        <Button>{t("submit")}</Button>
      </form>
    </div>
  );
}
