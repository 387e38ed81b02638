import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import QRCode from "qrcode";
import { cache } from "react";
import type { FactField } from "@/domain/codes";
import { AppError } from "@/domain/errors";
import { otherWritings } from "@/domain/name/other-writings";
import { bounds } from "@/domain/partial-date";
import type { PublicPerson } from "@/domain/person";
import { getPerson } from "@/features/archive/get-person";
import { listPlaces } from "@/features/archive/list-places";
import { Badge, LinkButton, Notice, PageTitle, SummaryList } from "@/ui/basics";
import { EtlesPortrait } from "@/ui/etles";
import { JsonLd } from "@/ui/json-ld";
import { NameText } from "@/ui/name-text";
import { siteAddress } from "@/app/site-address";
import { NothingHere } from "../../nothing-here";
import { pageLocale } from "../../page-locale";
import { leadingNames } from "../../person-card";
import { dateWords, daysOfSilence, dayWords, placeWords } from "../../words";
import { Account } from "./account";
import { citationMarks } from "./marks";
import { Timeline } from "./timeline";

/** The record, read once for the page and its head; null when there never was one. */
const read = cache(async (id: string) => {
  try {
    return await getPerson(id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
});

export async function generateMetadata({ params }: PageProps<"/[locale]/people/[id]">): Promise<Metadata> {
  const { locale, id } = await params;
  pageLocale(locale);
  const found = await read(id);
  if (!found || !("person" in found)) return { robots: { index: false } };
  const codes = await getTranslations("codes");
  const { person } = found;
  return {
    title: `${person.name} (${person.id})`,
    description: `${person.name}: ${codes(`status.${person.status}`)}`,
    ...(!person.indexed && { robots: { index: false } }),
  };
}

const FACT_ORDER: readonly FactField[] = [
  "status",
  "fate_known",
  "whereabouts_known",
  "birth",
  "age_at_detention",
  "age_at_statement",
  "sex",
  "ethnicity",
  "religion",
  "occupation",
  "affiliation",
  "residence",
  "other",
];

/** One person's record: it reads like a page in a book. */
export default async function Person({ params }: PageProps<"/[locale]/people/[id]">) {
  const { locale: code, id } = await params;
  const { locale, language } = pageLocale(code);
  const found = await read(id);
  if (!found) return <NothingHere locale={locale} />;
  const common = await getTranslations("common");
  if (!("person" in found)) {
    return (
      <>
        <PageTitle
          lead={common("gone.text", {
            id: `\u2068${found.tombstone.id}\u2069`,
            date: dayWords(found.tombstone.removed, language),
          })}
        >
          {common("gone.title")}
        </PageTitle>
        <LinkButton href={`/${locale}`}>{common("gone.home")}</LinkButton>
      </>
    );
  }

  const { person } = found;
  const [t, codes, card, home, allPlaces, site] = await Promise.all([
    getTranslations("archive.person"),
    getTranslations("codes"),
    getTranslations("archive.card"),
    getTranslations("archive.home"),
    listPlaces(),
    siteAddress(),
  ]);
  const places = new Map(allPlaces.map((place) => [place.code, place]));
  const marks = citationMarks(person, (number) => `${t("sources")} ${number}`);
  const { large, small } = leadingNames(person);
  const address = `${site}/${locale}/people/${person.id}`;
  const contact = person.lastVerifiedContact === null ? null : bounds(person.lastVerifiedContact).latest;
  const silence = daysOfSilence(contact, new Date());
  const qr = await QRCode.toString(address, { type: "svg", margin: 0, errorCorrectionLevel: "M" });
  const qrPath = /<path stroke="#000000" d="([^"]+)"/.exec(qr)?.[1] ?? "";
  const qrSize = /viewBox="0 0 (\d+) \d+"/.exec(qr)?.[1] ?? "33";
  const today = new Date().toISOString().slice(0, 10);

  const value = (fact: PublicPerson["facts"][number]) => {
    const parts: React.ReactNode[] = [];
    if (fact.code !== null) {
      const key = `${fact.field === "fate_known" || fact.field === "whereabouts_known" ? "knowledge" : fact.field}.${fact.code}`;
      parts.push(codes.has(key as never) ? codes(key as never) : fact.code);
    }
    if (fact.number !== null) parts.push(String(fact.number));
    if (fact.edtf !== null) parts.push(dateWords(fact.edtf, language));
    if (fact.place !== null) parts.push(placeWords(fact.place, places, language));
    if (fact.text !== null && !(fact.field === "ethnicity" && fact.code !== "other" && fact.code !== null)) {
      parts.push(
        <bdi key="text" lang={language === "en" ? undefined : "en"} className={parts.length > 0 ? "text-soft" : ""}>
          {fact.text}
        </bdi>,
      );
    }
    return parts.map((part, index) => (
      <span key={index}>
        {index > 0 ? " · " : ""}
        {part}
      </span>
    ));
  };
  // The same spelling from two sources is one spelling with two marks.
  const recordNames = [...new Set(person.recordNames.map((name) => name.text))].flatMap((text) => {
    const same = person.recordNames.filter((name) => name.text === text);
    const [first] = same;
    return first ? [{ ...first, citations: same.flatMap((name) => name.citations) }] : [];
  });
  // Shown here alone: neither the API nor the data for search engines has them.
  const made = otherWritings(small ? [large.text, small.text] : [large.text], {
    written: [...person.names, ...person.recordNames].map((name) => name.text),
    ethnicity: person.ethnicity,
    judged: false,
  });
  const factGroups = FACT_ORDER.flatMap((field) => {
    const said = person.facts.filter((fact) => fact.field === field);
    return said.length === 0
      ? []
      : [
          {
            field,
            said,
            differ: new Set(said.map((fact) => `${fact.code}|${fact.number}|${fact.edtf}|${fact.place}`)).size > 1,
          },
        ];
  });

  return (
    <article lang={language}>
      {person.indexed ? <JsonLd person={person} address={address} /> : null}
      <header className="grid gap-6 sm:grid-cols-[12rem_1fr]">
        {person.photo === null ? (
          <EtlesPortrait id={person.id} name={large.text} className="w-40 sm:w-48" />
        ) : (
          <img src={person.photo} alt={t("photo", { name: person.name })} className="w-40 object-cover sm:w-48" />
        )}
        <div>
          <h1 className="text-4xl sm:text-5xl">
            <NameText {...large} />
          </h1>
          {small ? (
            <p className="font-read text-soft mt-1 text-2xl">
              <NameText {...small} />
            </p>
          ) : null}
          <p className="mt-4 flex flex-wrap gap-2 text-lg">
            <Badge strong>{codes(`status.${person.status}`)}</Badge>
            {person.statusAsOf ? (
              <span className="text-soft">{common("asOf", { date: dateWords(person.statusAsOf, language) })}</span>
            ) : null}
          </p>
          {person.soughtBy ? <p className="mt-2 text-lg">{card(`soughtBy.${person.soughtBy}`)}</p> : null}
          <dl className="mt-4 grid max-w-xl grid-cols-2 gap-x-6 gap-y-2">
            {(
              [
                [t("begin"), person.detainedFrom === null ? null : dateWords(person.detainedFrom, language)],
                [codes("fact.residence"), placeWords(person.county ?? person.prefecture, places, language) || null],
                [
                  codes("fact.profession"),
                  person.profession === "unknown" ? null : codes(`profession.${person.profession}`),
                ],
                [
                  codes("fact.ethnicity"),
                  person.ethnicity === "unknown" ? null : codes(`ethnicity.${person.ethnicity}`),
                ],
                [t("fate"), codes(`knowledge.${person.fate}`)],
                [t("whereabouts"), codes(`knowledge.${person.whereabouts}`)],
              ] as const
            ).map(([term, said]) => (
              <div key={term}>
                <dt className="text-soft text-sm">{term}</dt>
                <dd className={said === null ? "text-soft italic" : ""}>{said ?? common("unknown")}</dd>
              </div>
            ))}
          </dl>
          <p className="border-madder mt-4 border-s-4 ps-3">
            {silence === null ? t("silenceNone") : `${t("silence")}: ${silence}`}
          </p>
          <p className="text-soft mt-3 text-sm">{t("tier", { tier: codes(`tier.${person.tier}`) })}</p>
        </div>
      </header>
      {person.attributions.map((line) => (
        <p key={line} className="border-line mt-6 border-y py-2 text-sm" lang="en" dir="ltr">
          {line}
        </p>
      ))}

      <section aria-labelledby="names" className="mt-10">
        <h2 id="names" className="text-2xl">
          {t("names")}
        </h2>
        <ul className="mt-3 flex flex-wrap gap-x-8 gap-y-3">
          {recordNames.map((name) => (
            <li key={name.text}>
              <NameText {...name} className="font-read text-xl" /> {marks.of(name.citations)}
              <span className="text-soft block text-sm">{codes(`nameKind.${name.kind}`)}</span>
            </li>
          ))}
        </ul>
        {made.length > 0 ? (
          <div className="border-line text-soft mt-6 border-s-2 ps-4 text-sm">
            <h3 className="font-semibold">{t("otherWritings")}</h3>
            <p>{t("otherWritingsNote")}</p>
            <ul className="mt-2 flex flex-wrap gap-x-8 gap-y-2">
              {made.map((each) => (
                <li key={each.text}>
                  <NameText {...each} className="font-read text-base" />
                  <span className="block">
                    {codes(`writing.${each.writing}`)} · {codes(`madeBy.${each.by}`)}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </section>

      <section aria-labelledby="known" className="mt-10">
        <h2 id="known" className="text-2xl">
          {t("known")}
        </h2>
        <dl className="border-line mt-3 border-t">
          {factGroups.map(({ field, said, differ }) => (
            <div key={field} className="border-line grid gap-x-6 gap-y-1 border-b py-3 sm:grid-cols-[12rem_1fr]">
              <dt className="font-semibold">
                {codes(`fact.${field}`)}
                {differ ? <span className="text-madder block text-sm font-normal">{t("conflict")}</span> : null}
              </dt>
              <dd className={differ ? "grid gap-3 sm:grid-cols-2" : "space-y-1"}>
                {said.map((fact, index) => (
                  <p key={index} className={differ ? "border-line border-s-2 ps-3" : ""}>
                    {value(fact)} <Badge>{codes(`side.${fact.side}`)}</Badge>{" "}
                    <Badge>{codes(`tier.${fact.tier}`)}</Badge>
                    {fact.asOf ? (
                      <span className="text-soft text-sm">
                        {" "}
                        {common("asOf", { date: dateWords(fact.asOf, language) })}
                      </span>
                    ) : null}
                    {marks.of(fact.citations)}
                  </p>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </section>

      {person.testimonies.length > 0 ? (
        <section aria-labelledby="testimonies" className="mt-10">
          <h2 id="testimonies" className="text-2xl">
            {t("testimonies")}
          </h2>
          {person.testimonies.map((testimony, index) => (
            <blockquote key={index} className="border-blue mt-4 border-s-4 ps-4">
              <p className="prose-read wrap-anywhere whitespace-pre-line" lang={testimony.language} dir="auto">
                {testimony.text}
              </p>
              <footer className="mt-2">
                <Badge strong>{codes(`side.${testimony.side}`)}</Badge> <Badge>{codes(`tier.${testimony.tier}`)}</Badge>
                {testimony.learnedThrough ? (
                  <span className="text-soft"> {codes(`learnedThrough.${testimony.learnedThrough}`)}</span>
                ) : null}
                {marks.of(testimony.citations)}
              </footer>
            </blockquote>
          ))}
        </section>
      ) : null}

      {person.reports.length > 0 ? (
        <section aria-labelledby="accounts" className="mt-10">
          <h2 id="accounts" className="text-2xl">
            {t("accounts")}
          </h2>
          {person.reports.length > 1 ? <p className="text-soft">{t("accountsNote")}</p> : null}
          <div className={`mt-4 grid items-start gap-4 ${person.reports.length > 1 ? "md:grid-cols-2" : ""}`}>
            {person.reports.map((report) => (
              <Account key={report.id} report={report} language={language} places={places} marks={marks} />
            ))}
          </div>
        </section>
      ) : null}

      <Timeline person={person} language={language} marks={marks} />

      <section aria-labelledby="ledger" className="mt-10">
        <h2 id="ledger" className="text-2xl">
          {t("ledger")}
        </h2>
        {person.proofOfLife.length === 0 ? (
          <p className="text-soft mt-2">{t("ledgerEmpty")}</p>
        ) : (
          <ul className="mt-3 space-y-3">
            {person.proofOfLife.map((event, index) => (
              <li key={index} className="border-line border-s-2 ps-4">
                <p>
                  <span className="font-semibold">{codes(`proofOfLife.${event.kind}`)}</span>
                  {event.edtf ? ` · ${dateWords(event.edtf, language)}` : ""}{" "}
                  <Badge>{codes(`side.${event.side}`)}</Badge> {marks.of(event.citations)}
                </p>
                {event.grade ? <p className="text-soft">{codes(`grade.${event.grade}`)}</p> : null}
                {event.description ? (
                  <p dir="auto" className="wrap-anywhere">
                    {event.description}
                  </p>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </section>

      <section aria-labelledby="responses" className="mt-10">
        <h2 id="responses" className="text-2xl">
          {t("responses")}
        </h2>
        {person.officialResponses.length === 0 ? (
          <p className="text-soft mt-2">{t("responsesEmpty")}</p>
        ) : (
          <ul className="mt-3 space-y-3">
            {person.officialResponses.map((response, index) => (
              <li key={index} className="border-line border-s-2 ps-4">
                <p>
                  <bdi lang="en" className="font-semibold">
                    {response.body}
                  </bdi>
                  {response.edtf ? ` · ${dateWords(response.edtf, language)}` : ""}{" "}
                  <Badge strong>{codes(`position.${response.position}`)}</Badge>
                  {response.channel ? <span className="text-soft"> {codes(`channel.${response.channel}`)}</span> : null}
                  {marks.of(response.citations)}
                </p>
                {response.text ? (
                  <p dir="auto" className="wrap-anywhere">
                    {response.text}
                  </p>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </section>

      {person.relatives.length > 0 ? (
        <section aria-labelledby="relatives" className="mt-10">
          <h2 id="relatives" className="text-2xl">
            {t("relatives")}
          </h2>
          <ul className="mt-3 space-y-2">
            {person.relatives.map((relative, index) => (
              <li key={index}>
                <span className="font-semibold">{codes(`relation.${relative.relation}`)}</span>
                {": "}
                {relative.name === null ? (
                  <span className="text-soft">{t("unnamed")}</span>
                ) : (
                  <bdi>{relative.name}</bdi>
                )}
                {relative.location ? <span className="text-soft"> · {<bdi>{relative.location}</bdi>}</span> : null}
                {relative.speaks ? <span className="text-soft"> · {t("speaks")}</span> : null}
                {relative.personId ? (
                  <>
                    {" · "}
                    <a href={`/${locale}/people/${relative.personId}`}>{t("linked")}</a>
                  </>
                ) : null}
                {marks.of(relative.citations)}
              </li>
            ))}
          </ul>
        </section>
      ) : null}

      {person.notes.length > 0 ? (
        <section aria-labelledby="notes" className="mt-10">
          <h2 id="notes" className="text-2xl">
            {t("notes")}
          </h2>
          {person.notes.map((note) => (
            <p key={note} className="mt-2 max-w-2xl wrap-anywhere" dir="auto">
              {note}
            </p>
          ))}
        </section>
      ) : null}

      <section aria-labelledby="sources" className="mt-10">
        <h2 id="sources" className="text-2xl">
          {t("sources")}
        </h2>
        <ol className="print-columns mt-3 space-y-2 text-sm">
          {person.sources.map((source, index) => (
            <li key={source.id} id={`source-${index + 1}`} className="flex gap-2">
              <span dir="ltr" className="text-soft shrink-0">
                [{index + 1}]
              </span>
              <p className="min-w-0 wrap-anywhere">
                <bdi lang="en">
                  {[source.publisher, source.title].filter((part) => part !== null).join(", ") ||
                    codes(`sourceKind.${source.kind}`)}
                </bdi>
                {source.published ? ` · ${dateWords(source.published, language)}` : ""}
                {" · "}
                <span className="text-soft">
                  {source.read === "cited" && marks.number(source.citedIn) !== null
                    ? t("citedIn", { number: marks.number(source.citedIn) ?? 0 })
                    : codes(`read.${source.read}`)}
                </span>
                {" · "}
                <a href={`/${locale}/sources/${source.id}`}>{t("page")}</a>
                {source.link ? (
                  <>
                    {" · "}
                    <a href={source.link} rel="noreferrer nofollow">
                      {t("sourceLink")}
                    </a>
                  </>
                ) : null}
              </p>
            </li>
          ))}
        </ol>
      </section>

      <section aria-labelledby="cite" className="mt-10">
        <h2 id="cite" className="text-2xl">
          {t("cite")}
        </h2>
        <p className="mt-2 max-w-2xl wrap-anywhere">
          {t("citeText", {
            name: `\u2068${person.name}\u2069`,
            id: `\u2068${person.id}\u2069`,
            date: dayWords(today, language),
            address: `\u2068${address}\u2069`,
          })}
        </p>
        <SummaryList
          rows={[
            { key: "record", term: t("record"), value: <bdi dir="ltr">{person.id}</bdi> },
            ...(person.externalIds.length > 0
              ? [
                  {
                    key: "other",
                    term: t("elsewhere"),
                    value: (
                      <bdi dir="ltr">
                        {[...new Set(person.externalIds.map((one) => `${one.scheme} ${one.value}`))].join(" · ")}
                      </bdi>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </section>

      <section aria-labelledby="changes" className="mt-10">
        <h2 id="changes" className="text-2xl">
          {t("changes")}
        </h2>
        <ul className="mt-2">
          {person.revisions.map((revision) => (
            <li key={revision.number}>
              {dayWords(revision.day, language)} · {t("revision", { number: revision.number })}:{" "}
              {revision.changed
                .map((part) => (part === "created" ? t("created") : t(`section.${part}` as never)))
                .join(" · ")}
              {revision.reason ? ` (${revision.reason})` : ""}
            </li>
          ))}
        </ul>
      </section>

      <div className="print-only mt-6">
        <svg
          viewBox={`0 0 ${qrSize} ${qrSize}`}
          className="size-28"
          role="img"
          aria-label={t("print")}
          shapeRendering="crispEdges"
        >
          <path d={qrPath} stroke="#000" />
        </svg>
        <p dir="ltr">{address}</p>
      </div>
      <div className="no-print">
        <Notice title={t("supply")}>
          <a href={`/${locale}/submit`}>{home("button")}</a>
        </Notice>
      </div>
    </article>
  );
}
