import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { Locale } from "@/domain/codes";

/** What every page of the journey has: the way back, how far it is, its one subject, and the way out. */
export async function Frame(props: {
  readonly locale: Locale;
  readonly title: string;
  readonly back?: string | undefined;
  readonly progress?: { readonly page: number; readonly pages: number } | undefined;
  /** Absent on pages without anything to leave. */
  readonly leave?: boolean;
  readonly summary?: ReactNode;
  readonly children: ReactNode;
}): Promise<ReactNode> {
  const t = await getTranslations({ locale: props.locale, namespace: "submit.frame" });
  return (
    <div className="form-page">
      <div className="form-top">
        {props.back === undefined ? <span /> : <a href={props.back}>{t("back")}</a>}
        {props.progress && <span className="form-progress">{t("progress", props.progress)}</span>}
      </div>
      {props.summary}
      <h1>{props.title}</h1>
      {props.children}
      {props.leave !== false && (
        <form method="post" action="/api/submit/leave" className="form-leave">
          <button className="form-button" data-kind="quiet" type="submit" aria-describedby="leave-hint">
            {t("leave")}
          </button>
          <p className="form-hint" id="leave-hint">
            {t("leaveHint")}
          </p>
        </form>
      )}
    </div>
  );
}
