import type { ReactNode } from "react";
import { getTranslations } from "next-intl/server";
import { DECISION_REASONS } from "@/domain/decision-reason";
import { GRANTS, type StaffActor, TRANSITIONS } from "@/domain/policy";
import type { StaffRole } from "@/domain/codes";
import { Button } from "@/ui/basics";
import { SelectField, TextArea } from "@/ui/form";

type Head = {
  id: string;
  origin: string;
  state: keyof typeof TRANSITIONS;
  version: number;
  contentHash: string;
  lastEditorId: string | null;
};

/** What this person can decide about a submission now: an ordinary form each, with the version that is on the screen. */
export async function Acts(props: { locale: string; actor: StaffActor; head: Head; approvedByMe: boolean }) {
  const { locale, actor, head, approvedByMe } = props;
  const t = await getTranslations("desk");
  const prefix = (await getTranslations("common"))("error");
  const can = TRANSITIONS[head.state];
  const publishers: readonly StaffRole[] = GRANTS["submission:publish"];
  const mayPublish = Boolean(can.publish) && publishers.includes(actor.role);
  const act = (action: string, children: ReactNode) => (
    <form method="post" action={`/api/desk/submissions/${head.id}/${action}`} className="space-y-4">
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="version" value={head.version} />
      {children}
    </form>
  );
  const decision = (value: string) => <input type="hidden" name="decision" value={value} />;
  const nothing = !can.claim && !can.approve && !can.reject && !can.reopen && !mayPublish;
  return (
    <section className="space-y-4" aria-label={t("nav.label")}>
      {nothing ? <p>{t("act.nothing")}</p> : null}
      {can.claim ? act("claim", <Button>{t("act.claim")}</Button>) : null}
      {can.approve ? (
        head.lastEditorId === actor.id ? (
          <p>{t("act.own")}</p>
        ) : approvedByMe ? (
          <p>{t("act.already")}</p>
        ) : (
          act(
            "decide",
            <>
              {decision("approve")}
              <input type="hidden" name="contentHash" value={head.contentHash} />
              <p>{t("act.approveHint")}</p>
              <div className="flex flex-wrap gap-3">
                <button
                  type="submit"
                  data-key="a"
                  className="bg-blue text-on-blue min-h-11 cursor-pointer rounded px-5 font-semibold"
                >
                  {t("act.approve")}
                </button>
                <Button look="quiet" name="then" value="next">
                  {t("act.approveNext")}
                </Button>
              </div>
            </>,
          )
        )
      ) : null}
      {mayPublish
        ? act(
            "decide",
            <>
              {decision("publish")}
              <Button>{t("act.publish")}</Button>
            </>,
          )
        : null}
      {can.ask && head.origin !== "import" ? (
        <details className="border-line border-t pt-2">
          <summary className="min-h-8 font-semibold">{t("act.ask")}</summary>
          <div className="mt-3">
            {act(
              "ask",
              <>
                <TextArea
                  name="question"
                  label={t("review.question")}
                  hint={t("act.askHint")}
                  errorPrefix={prefix}
                  rows={4}
                  maxLength={2000}
                />
                <Button look="quiet">{t("act.askSend")}</Button>
              </>,
            )}
          </div>
        </details>
      ) : null}
      {can.reject ? (
        <details className="border-line border-t pt-2">
          <summary className="min-h-8 font-semibold">{t("act.reject")}</summary>
          <div className="mt-3">
            {act(
              "decide",
              <>
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
                <div className="flex flex-wrap gap-3">
                  <Button look="danger" name="decision" value="reject">
                    {t("act.rejectSend")}
                  </Button>
                  {can.keep_internal ? (
                    <Button look="quiet" name="decision" value="keep_internal">
                      {t("act.keepInternal")}
                    </Button>
                  ) : null}
                </div>
              </>,
            )}
          </div>
        </details>
      ) : null}
      {can.reopen
        ? act(
            "decide",
            <>
              {decision("reopen")}
              <Button look="quiet">{t("act.reopen")}</Button>
            </>,
          )
        : null}
    </section>
  );
}
