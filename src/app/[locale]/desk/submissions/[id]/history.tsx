import { getTranslations } from "next-intl/server";
import { REVIEW_STATES } from "@/domain/codes";
import { readReason } from "@/domain/decision-reason";
import { DECISIONS } from "@/domain/policy";

/** What moderators asked and the family answered, oldest first. */
export async function Messages(props: {
  messages: readonly { id: string; direction: string; body: string; createdAt: string }[];
  language: string;
}) {
  const t = await getTranslations("desk.review");
  if (props.messages.length === 0) return null;
  return (
    <section>
      <h2 className="text-2xl">{t("messages")}</h2>
      <ol className="mt-3 space-y-3">
        {props.messages.map((message) => (
          <li
            key={message.id}
            className={`border-s-4 ps-3 ${message.direction === "answer" ? "border-blue" : "border-line"}`}
          >
            <p className="text-soft text-sm">
              {message.direction === "answer" ? t("answer") : t("question")} ·{" "}
              <bdi dir="ltr">{message.createdAt.slice(0, 10)}</bdi>
            </p>
            <p dir="auto" className="whitespace-pre-line">
              {message.body}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

type Edit = {
  submissionPersonId: string;
  editorId: string;
  at: string;
  differences: readonly { path: string; before: unknown; after: unknown }[];
};
type Decided = {
  actorId: string;
  decision: string;
  fromState: string;
  toState: string;
  reason: string | null;
  at: string;
};

/** Every change as a difference, and every decision, with who made it. */
export async function History(props: {
  edits: readonly Edit[];
  decisions: readonly Decided[];
  who: (actorId: string) => string;
}) {
  const t = await getTranslations("desk");
  const stateName = (code: string) => {
    const known = REVIEW_STATES.find((state) => state === code);
    return known ? t(`state.${known}`) : code;
  };
  return (
    <>
      {props.edits.length === 0 ? null : (
        <section>
          <h2 className="text-2xl">{t("review.edits")}</h2>
          {props.edits.map((edit) => (
            <details key={`${edit.submissionPersonId} ${edit.at}`} className="mt-3">
              <summary className="min-h-8" data-key="row">
                {t("review.editBy", { name: props.who(edit.editorId), at: edit.at.slice(0, 16).replace("T", " ") })}
              </summary>
              <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t("review.edits")}>
                <table className="mt-2 w-full text-sm">
                  <thead>
                    <tr className="border-line border-b">
                      <th scope="col" className="pe-4 text-start">
                        {t("review.place")}
                      </th>
                      <th scope="col" className="pe-4 text-start">
                        {t("review.before")}
                      </th>
                      <th scope="col" className="text-start">
                        {t("review.after")}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {edit.differences.map((difference) => (
                      <tr key={difference.path} className="border-line border-b align-top">
                        <td className="pe-4">
                          <bdi dir="ltr" className="font-mono text-xs">
                            {difference.path}
                          </bdi>
                        </td>
                        <td className="pe-4 whitespace-pre-line" dir="auto">
                          <del className="no-underline">{shown(difference.before)}</del>
                        </td>
                        <td className="whitespace-pre-line" dir="auto">
                          <ins className="no-underline">{shown(difference.after)}</ins>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </details>
          ))}
        </section>
      )}
      {props.decisions.length === 0 ? null : (
        <section>
          <h2 className="text-2xl">{t("review.history")}</h2>
          <ol className="mt-3 space-y-2 text-sm">
            {props.decisions.map((decided) => {
              const decision = DECISIONS.find((known) => known === decided.decision);
              const why = decided.reason === null ? null : readReason(decided.reason);
              return (
                <li key={`${decided.at} ${decided.toState}`}>
                  <bdi dir="ltr" className="text-soft me-2">
                    {decided.at.slice(0, 16).replace("T", " ")}
                  </bdi>
                  {t("review.historyLine", {
                    name: props.who(decided.actorId),
                    decision: decision ? t(`decision.${decision}`) : decided.decision,
                    from: stateName(decided.fromState),
                    to: stateName(decided.toState),
                  })}
                  {why?.reason ? <span> ({t(`reason.${why.reason}`)})</span> : null}
                  {why?.note ? (
                    <span dir="auto" className="block whitespace-pre-line">
                      {why.note}
                    </span>
                  ) : null}
                </li>
              );
            })}
          </ol>
        </section>
      )}
    </>
  );
}

/** A value of a difference: a text as it is, anything else in the notation of the record. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return "—";
  return typeof value === "string" ? value : JSON.stringify(value, null, 1);
}
