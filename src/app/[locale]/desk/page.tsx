import { getTranslations } from "next-intl/server";
import { ORIGINS, REVIEW_STATES } from "@/domain/codes";
import { listQueue, queueFilter } from "@/features/moderation/list-queue";
import { listPseudonyms } from "@/features/staff/list-pseudonyms";
import { PageTitle } from "@/ui/basics";
import { DeskShell } from "./desk-shell";
import { enterDesk, NEUTRAL, one, problemOf, type Query } from "./enter-desk";

export const metadata = NEUTRAL;

/** What there is to review, oldest first. */
export default async function QueuePage(props: { params: Promise<{ locale: string }>; searchParams: Query }) {
  const { locale } = await props.params;
  const actor = await enterDesk("/desk", locale, "/desk");
  const query = await props.searchParams;
  // What an old address says and we no longer know is left out: this is a page for people.
  const filter = {
    state: queueFilter.shape.state.catch(undefined).parse(one(query["state"]) || undefined),
    origin: queueFilter.shape.origin.catch(undefined).parse(one(query["origin"]) || undefined),
    after: queueFilter.shape.after.catch(undefined).parse(one(query["after"]) || undefined),
  };
  const queue = await listQueue(actor, filter);
  const names = await listPseudonyms(actor);
  const t = await getTranslations("desk");
  const address = (after: string | undefined) => {
    const search = new URLSearchParams();
    if (filter.state) search.set("state", filter.state);
    if (filter.origin) search.set("origin", filter.origin);
    if (after !== undefined) search.set("after", after);
    return `/${locale}/desk${search.size > 0 ? `?${search.toString()}` : ""}`;
  };
  return (
    <DeskShell locale={locale} actor={actor} done={one(query["done"])} problem={problemOf(query["problem"])}>
      <PageTitle lead={t("queue.lead")}>{t("queue.title")}</PageTitle>
      <form method="get" className="mb-4 flex flex-wrap items-end gap-4">
        <label>
          <span className="block text-sm font-semibold">{t("queue.state")}</span>
          <select name="state" defaultValue={filter.state ?? ""} className="control">
            <option value="">{t("queue.allOpen")}</option>
            {REVIEW_STATES.map((state) => (
              <option key={state} value={state}>
                {t(`state.${state}`)} ({queue.counts[state] ?? 0})
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="block text-sm font-semibold">{t("queue.origin")}</span>
          <select name="origin" defaultValue={filter.origin ?? ""} className="control">
            <option value="">{t("queue.anyOrigin")}</option>
            {ORIGINS.map((origin) => (
              <option key={origin} value={origin}>
                {t(`origin.${origin}`)}
              </option>
            ))}
          </select>
        </label>
        <button
          type="submit"
          className="border-blue text-blue min-h-11 cursor-pointer rounded border px-4 font-semibold"
        >
          {t("queue.filter")}
        </button>
      </form>
      <p className="mb-2 font-semibold">{t("queue.count", { count: queue.total })}</p>
      {queue.items.length === 0 ? (
        <p>{t("queue.empty")}</p>
      ) : (
        <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t("queue.title")}>
          <table className="w-full text-sm">
            <thead>
              <tr className="border-line border-b">
                {["person", "state", "origin", "received", "language", "approvals", "claimed"].map((column) => (
                  <th key={column} scope="col" className="py-2 pe-4 text-start">
                    {t(`queue.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {queue.items.map((item) => (
                <tr key={item.id} className="border-line border-b">
                  <td className="py-1.5 pe-4">
                    <a
                      data-key="row"
                      href={`/${locale}/desk/submissions/${item.id}`}
                      className="inline-flex min-h-8 items-center gap-2"
                    >
                      {item.persons.map((person, n) => (
                        <bdi key={n} dir="auto">
                          {person.name}
                        </bdi>
                      ))}
                    </a>
                  </td>
                  <td className="pe-4">{t(`state.${item.state}`)}</td>
                  <td className="pe-4">{t(`origin.${item.origin}`)}</td>
                  <td className="pe-4 whitespace-nowrap">
                    <bdi dir="ltr">{item.receivedOn}</bdi>
                  </td>
                  <td className="pe-4">
                    <bdi dir="ltr">{item.language}</bdi>
                  </td>
                  <td className="pe-4">{item.approvals}</td>
                  <td className="pe-4">
                    {item.claimedById === actor.id ? (
                      t("queue.yours")
                    ) : (
                      <bdi>{names.get(item.claimedById ?? "") ?? ""}</bdi>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="mt-4 flex gap-6">
        {filter.after === undefined ? null : <a href={address(undefined)}>{t("queue.first")}</a>}
        {queue.next === null ? null : <a href={address(queue.next)}>{t("queue.next")}</a>}
      </p>
    </DeskShell>
  );
}
