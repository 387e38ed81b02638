import { getTranslations } from "next-intl/server";
import { bounds, compareDates } from "@/domain/partial-date";
import type { PublicPerson } from "@/domain/person";
import type { TextLocale } from "@/i18n/locales";
import { Badge } from "@/ui/basics";
import { dateWords } from "../../words";
import type { Marks } from "./marks";

type Entry = {
  key: string;
  what: string;
  edtf: string | null;
  claim: string | null;
  court: string | null;
  disputed: boolean;
  side: string;
  citations: PublicPerson["events"][number]["citations"];
};

function dayNumber(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
}

/**
 * What happened, in order. Each entry has a bar over one common span of years: as long as its date may mean, so that a
 * day is a tick and a year a stretch; where no bar is, nothing was heard.
 */
export async function Timeline(props: { person: PublicPerson; language: TextLocale; marks: Marks }) {
  const { person, language, marks } = props;
  const t = await getTranslations("archive.person");
  const codes = await getTranslations("codes");
  const entries: Entry[] = [
    ...person.events.map((event, index) => ({
      key: `e${index}`,
      what: codes(`event.${event.kind}`),
      edtf: event.edtf,
      claim: event.claim,
      court: event.court,
      disputed: event.disputed,
      side: event.side,
      citations: event.citations,
    })),
    ...person.reports
      .filter((report) => report.begin !== null && !person.events.some((event) => event.edtf === report.begin))
      .map((report) => ({
        key: report.id,
        what: codes("event.detained"),
        edtf: report.begin,
        claim: null,
        court: null,
        disputed: false,
        side: report.side,
        citations: report.citations.slice(0, 1),
      })),
    ...person.proofOfLife
      .filter((event) => !person.events.some((other) => other.edtf === event.edtf && other.claim === event.description))
      .map((event, index) => ({
        key: `p${index}`,
        what: codes(`proofOfLife.${event.kind}`),
        edtf: event.edtf,
        claim: event.description,
        court: null,
        disputed: false,
        side: event.side,
        citations: event.citations,
      })),
  ].sort((a, b) => compareDates(a.edtf, b.edtf));
  if (entries.length === 0) return null;

  const spans = entries.map((entry) => {
    const { earliest, latest } = entry.edtf === null ? { earliest: null, latest: null } : bounds(entry.edtf);
    return { from: earliest ?? latest, to: latest ?? earliest, openFrom: earliest === null, openTo: latest === null };
  });
  const days = spans.flatMap((span) => (span.from && span.to ? [dayNumber(span.from), dayNumber(span.to)] : []));
  const begin = Math.min(...days);
  const span = Math.max(365, Math.max(...days) - begin);

  return (
    <section aria-labelledby="timeline" className="mt-10">
      <h2 id="timeline" className="text-2xl">
        {t("timeline")}
      </h2>
      <p className="text-soft">{t("timelineNote")}</p>
      <ol className="border-line mt-4 border-s-2">
        {entries.map((entry, index) => {
          const { from, to, openFrom, openTo } = spans[index] ?? {
            from: null,
            to: null,
            openFrom: false,
            openTo: false,
          };
          const start = from === null ? 0 : ((dayNumber(from) - begin) / span) * 100;
          const width =
            from === null || to === null ? 0 : Math.max(1, ((dayNumber(to) - dayNumber(from)) / span) * 100);
          return (
            <li key={entry.key} className="grid gap-x-6 py-2 ps-4 sm:grid-cols-[13rem_1fr]">
              <div>
                <p className={entry.edtf === null ? "text-soft" : "font-semibold"}>
                  {entry.edtf === null ? t("undated") : dateWords(entry.edtf, language)}
                </p>
                {from === null ? null : (
                  // Years run from left to right in every language, as the numbers do.
                  <svg
                    viewBox="0 0 100 6"
                    preserveAspectRatio="none"
                    className="mt-1 h-1.5 w-full max-w-52"
                    aria-hidden="true"
                  >
                    <path d="M0 3H100" stroke="var(--line)" strokeWidth="1" />
                    <rect
                      x={openFrom ? 0 : Math.min(start, 99)}
                      y="0"
                      width={
                        openFrom
                          ? Math.max(start, 1)
                          : openTo
                            ? 100 - start
                            : Math.min(width, 100 - Math.min(start, 99))
                      }
                      height="6"
                      fill="var(--blue)"
                      opacity={openFrom || openTo ? 0.5 : 1}
                    />
                  </svg>
                )}
              </div>
              <div>
                <p>
                  <span className="font-semibold">{entry.what}</span>{" "}
                  <Badge>{codes(`side.${entry.side}` as never)}</Badge>{" "}
                  {entry.disputed ? <Badge strong>{t("disputed")}</Badge> : null} {marks.of(entry.citations)}
                </p>
                {entry.claim ? (
                  <p dir="auto" lang="en">
                    {entry.claim}
                  </p>
                ) : null}
                {entry.court ? (
                  <p className="text-soft" dir="auto" lang="en">
                    {entry.court}
                  </p>
                ) : null}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
