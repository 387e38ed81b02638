import { getTranslations } from "next-intl/server";
import { AUDIT_ACTIONS } from "@/domain/policy";
import { readTrail, trailFilter } from "@/features/moderation/read-trail";
import { PageTitle } from "@/ui/basics";
import { DeskShell } from "../desk-shell";
import { enterDesk, NEUTRAL, one, type Query } from "../enter-desk";

export const metadata = NEUTRAL;

/** Who did what, newest first; for admins. */
export default async function TrailPage(props: { params: Promise<{ locale: string }>; searchParams: Query }) {
  const { locale } = await props.params;
  const actor = await enterDesk("/desk/trail", locale, "/desk/trail");
  const query = await props.searchParams;
  const filter = {
    subject: trailFilter.shape.subject.catch(undefined).parse(one(query["subject"]) || undefined),
    before: trailFilter.shape.before.catch(undefined).parse(one(query["before"]) || undefined),
  };
  const { entries, next } = await readTrail(actor, filter);
  const t = await getTranslations("desk");
  const older = new URLSearchParams(filter.subject === undefined ? {} : { subject: filter.subject });
  if (next !== null) older.set("before", String(next));
  return (
    <DeskShell locale={locale} actor={actor}>
      <PageTitle lead={t("trail.lead")}>{t("trail.title")}</PageTitle>
      <form method="get" className="mb-4 flex flex-wrap items-end gap-4">
        <label>
          <span className="block text-sm font-semibold">{t("trail.subjectFilter")}</span>
          <input name="subject" defaultValue={filter.subject} dir="ltr" className="control" maxLength={80} />
        </label>
        <button
          type="submit"
          className="border-blue text-blue min-h-11 cursor-pointer rounded border px-4 font-semibold"
        >
          {t("queue.filter")}
        </button>
      </form>
      {entries.length === 0 ? (
        <p>{t("trail.empty")}</p>
      ) : (
        <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t("trail.title")}>
          <table className="w-full text-sm">
            <thead>
              <tr className="border-line border-b">
                {["number", "at", "actor", "action", "subject"].map((column) => (
                  <th key={column} scope="col" className="py-2 pe-4 text-start">
                    {t(`trail.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => {
                const action = AUDIT_ACTIONS.find((known) => known === entry.action);
                return (
                  <tr key={entry.seq} className="border-line border-b">
                    <td className="py-1 pe-4">{entry.seq}</td>
                    <td className="pe-4 whitespace-nowrap">
                      <bdi dir="ltr">{entry.at.slice(0, 19).replace("T", " ")}</bdi>
                    </td>
                    <td className="pe-4">
                      <bdi>{entry.actorName ?? (entry.actorId === "public" ? t("trail.public") : entry.actorId)}</bdi>
                    </td>
                    <td className="pe-4">{action ? t(`action.${action}`) : entry.action}</td>
                    <td className="pe-4">
                      <bdi dir="ltr" className="font-mono text-xs">
                        {entry.subjectId}
                      </bdi>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {next === null ? null : (
        <p className="mt-4">
          <a href={`/${locale}/desk/trail?${older.toString()}`}>{t("trail.older")}</a>
        </p>
      )}
    </DeskShell>
  );
}
