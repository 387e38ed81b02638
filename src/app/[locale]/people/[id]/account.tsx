import { getTranslations } from "next-intl/server";
import type { PublicPerson } from "@/domain/person";
import type { PlaceLabel } from "@/features/archive/list-places";
import type { TextLocale } from "@/i18n/locales";
import { Badge } from "@/ui/basics";
import { dateWords, placeWords } from "../../words";
import type { Marks } from "./marks";

/** One party's account of one episode of detention; several stand beside each other and are never merged. */
export async function Account(props: {
  report: PublicPerson["reports"][number];
  language: TextLocale;
  places: ReadonlyMap<string, PlaceLabel>;
  marks: Marks;
}) {
  const { report, language, places, marks } = props;
  const t = await getTranslations("archive.person");
  const codes = await getTranslations("codes");
  const term = [
    report.termSpecial ? codes(`termSpecial.${report.termSpecial}`) : "",
    report.termMonths && report.termMonths >= 12 ? t("years", { count: Math.floor(report.termMonths / 12) }) : "",
    report.termMonths && report.termMonths % 12 > 0 ? t("months", { count: report.termMonths % 12 }) : "",
    report.termDays ? t("days", { count: report.termDays }) : "",
  ].filter((part) => part !== "");
  const said = (text: string | null) => (text === null ? null : <bdi lang="en">{text}</bdi>);
  const place = report.place === null ? null : placeWords(report.place, places, language);
  const rows = [
    ["begin", report.begin === null ? null : dateWords(report.begin, language)],
    ["end", report.end === null ? null : dateWords(report.end, language)],
    ["status", report.status === null ? null : codes(`status.${report.status}`)],
    ["place", place ?? said(report.placeText)],
    ["facility", said(report.facilityText)],
    ["officialReason", report.officialReason === null ? null : codes(`reason.${report.officialReason}`)],
    ["suspectedReason", report.suspectedReason === null ? null : codes(`reason.${report.suspectedReason}`)],
    ["charge", said(report.charge)],
    ["court", said(report.court)],
    ["sentencedOn", report.sentencedOn === null ? null : dateWords(report.sentencedOn, language)],
    ["term", term.length === 0 ? null : term.join(" · ")],
    ["legalProcess", said(report.legalProcess)],
    ["learned", report.learnedThrough === null ? null : codes(`learnedThrough.${report.learnedThrough}`)],
  ] as const;
  const reasonless = report.officialReason === null;
  return (
    <article className="border-line bg-sheet border p-4">
      <p>
        <Badge strong>{codes(`side.${report.side}`)}</Badge> <Badge>{codes(`tier.${report.tier}`)}</Badge>{" "}
        {marks.of(report.citations)}
      </p>
      <dl className="mt-3 space-y-2">
        {rows.map(([key, value]) =>
          value === null && !(key === "officialReason" && reasonless) && key !== "begin" ? null : (
            <div key={key}>
              <dt className="text-soft text-sm">{t(key)}</dt>
              <dd className={value === null ? "text-soft italic" : "wrap-anywhere"}>
                {value ?? codes("reason.unknown")}
              </dd>
            </div>
          ),
        )}
      </dl>
      {report.account ? (
        <div className="border-line mt-3 border-t pt-3">
          <p className="text-soft text-sm">{t("account")}</p>
          <p className="font-read mt-1 wrap-anywhere whitespace-pre-line" dir="auto">
            {report.account}
          </p>
        </div>
      ) : null}
    </article>
  );
}
