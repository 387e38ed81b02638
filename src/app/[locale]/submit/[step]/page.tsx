import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { today } from "@/app/api/submit/today";
import { firstOpenStep, isReachable, pathOf, STEPS } from "@/domain/journey";
import { listCounties } from "@/features/submission/list-counties";
import { ErrorSummary } from "@/ui/form";
import { Frame } from "../frame";
import { Lost } from "../lost";
import { draftOfVisitor, localeOf } from "../page-draft";
import { errorsInOrder } from "./errors-in-order";
import { Questions } from "./questions";

type Props = { readonly params: Promise<{ readonly locale: string; readonly step: string }> };

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Menmu", robots: { index: false } };

/** One page of the journey, with what was typed on it and what was wrong with that. */
export default async function StepPage({ params }: Props): Promise<ReactNode> {
  const { locale: segment, step: name } = await params;
  const locale = localeOf(segment);
  const step = STEPS.find((each) => each === name);
  if (step === undefined) notFound();
  const loaded = await draftOfVisitor();
  if (!loaded) return <Lost locale={locale} />;

  const { draft } = loaded;
  const context = { today: today(), hasPhoto: draft.photo !== null };
  if (!isReachable(step, draft.answers, context)) {
    redirect(`/${locale}/submit/${firstOpenStep(draft.answers, context) ?? "check"}`);
  }
  const path = pathOf(draft.answers);
  const at = path.indexOf(step);
  const before = path[at - 1];
  const t = await getTranslations({ locale, namespace: "submit" });
  const words = await getTranslations({ locale, namespace: "errors.field" });
  const errors = draft.errors[step] ?? {};

  return (
    <Frame
      locale={locale}
      title={t(`${step}.title`)}
      back={before === undefined ? `/${locale}/submit` : `/${locale}/submit/${before}`}
      progress={{ page: at + 1, pages: path.length + 1 }}
      summary={
        <ErrorSummary
          title={t("frame.errorTitle")}
          errors={errorsInOrder(step, errors).map(([field, code]) => ({
            name: field === "token" ? null : field,
            text: words(code),
          }))}
        />
      }
    >
      <form
        method="post"
        action={step === "photo" ? "/api/submit/photo" : "/api/submit/step"}
        {...(step === "photo" && { encType: "multipart/form-data" })}
        noValidate
      >
        <input type="hidden" name="token" value={draft.token} />
        {step !== "photo" && (
          <>
            <input type="hidden" name="locale" value={locale} />
            <input type="hidden" name="step" value={step} />
          </>
        )}
        <Questions
          step={step}
          locale={locale}
          typed={draft.answers[step] ?? {}}
          errors={errors}
          photo={draft.photo}
          counties={step === "about" || step === "where" ? await listCounties(locale) : []}
        />
        <button className="form-button" type="submit">
          {t("frame.continue")}
        </button>
      </form>
    </Frame>
  );
}
