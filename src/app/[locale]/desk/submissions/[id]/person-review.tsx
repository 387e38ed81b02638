import type { ReactNode } from "react";
import { getTranslations } from "next-intl/server";
import { type Control, type Field, fieldsOf, type Section, SECTIONS } from "@/domain/editing";
import { parseEdtf } from "@/domain/partial-date";
import { TRANSITIONS } from "@/domain/policy";
import type { PersonContent } from "@/domain/submission";
import { formatDate } from "@/i18n/format";
import { Button } from "@/ui/basics";
import { NameText } from "@/ui/name-text";

type Head = { id: string; state: keyof typeof TRANSITIONS; version: number };
type Person = { id: string; ordinal: number; content: PersonContent; published: boolean };
type Photo = { id: string; mediaType: string; hasDerivative: boolean; forPublication: boolean };
type Consent = { field: string; audience: string; given: boolean };

/** Vocabularies that are named with the desk; all others are named for the whole archive. */
const OWN_CODES = new Set(["nameKind", "factField", "eventKind", "proofOfLifeKind", "proofOfLifeGrade"]);
const FACT_CODES = { status: "status", sex: "sex", ethnicity: "ethnicity", profession: "profession" } as const;
/** Texts that may hurt: folded until somebody asks for them. */
const PAINFUL = new Set(["testimonies.text", "detentionReports.account"]);

/** What one submission says about one person, section by section, each with its form. */
export async function PersonReview(props: {
  locale: string;
  language: string;
  head: Head;
  person: Person;
  photos: readonly Photo[];
  consents: readonly Consent[];
  /** What is known beside it, before what it says. */
  children: ReactNode;
}) {
  const { locale, head, person, photos, consents } = props;
  const { content } = person;
  const t = await getTranslations("desk");
  const codes = await getTranslations("codes");
  const editable = Boolean(TRANSITIONS[head.state].edit);
  const label = (control: Control, value: string): string => {
    if (value === "") return "";
    switch (control.kind) {
      case "flag":
        return value === "yes" ? t("review.yes") : t("review.no");
      case "date":
        return dateLabel(value, props.language);
      case "code": {
        const key = `${control.codes}.${value}`;
        return OWN_CODES.has(control.codes) ? t(`codes.${key}`) : codes(key);
      }
      default:
        return value;
    }
  };
  const main = content.names[0];
  return (
    <article className="space-y-8">
      <h3 className="text-xl" data-key="row" tabIndex={-1}>
        {t("review.person", { number: person.ordinal + 1 })}
        {main ? (
          <>
            {": "}
            <NameText text={main.text} script={main.script} orthography={main.orthography} />
          </>
        ) : null}
      </h3>
      {props.children}
      {SECTIONS.filter((section) => content[section].length > 0).map((section) => (
        <section key={section}>
          <h4 className="font-read text-lg font-bold">{t(`review.${section}`)}</h4>
          <ol className="mt-2 space-y-3">
            {fieldsOf(content, section).map((item, n) => (
              <li key={item.path} className="border-line border-b pb-3">
                <Values
                  fields={item.fields}
                  section={section}
                  label={label}
                  extra={section === "facts" ? factCode(content.facts[n], codes) : null}
                />
              </li>
            ))}
          </ol>
          {editable ? <EditForm locale={locale} head={head} person={person} section={section} label={label} /> : null}
        </section>
      ))}
      <section>
        <h4 className="font-read text-lg font-bold">{t("review.note")}</h4>
        <p dir="auto" className="mt-1 whitespace-pre-line">
          {content.note ?? t("review.none")}
        </p>
        {editable ? (
          <details className="mt-2">
            <summary className="text-blue min-h-8 text-sm">{t("act.edit", { section: t("review.note") })}</summary>
            <form method="post" action={`/api/desk/submissions/${head.id}/edit`} className="mt-3 space-y-3">
              <Hidden locale={locale} head={head} person={person} />
              <textarea
                name="f:note"
                aria-label={t("review.note")}
                rows={3}
                maxLength={4000}
                dir="auto"
                defaultValue={content.note ?? ""}
                className="control"
              />
              <Button look="quiet">{t("act.save")}</Button>
            </form>
          </details>
        ) : null}
      </section>
      {content.sources.length === 0 ? null : (
        <section>
          <h4 className="font-read text-lg font-bold">{t("review.sources")}</h4>
          <ul className="mt-2 space-y-2 text-sm">
            {content.sources.map((source) => (
              <li key={source.ref} className="wrap-anywhere">
                <bdi>{[source.publisher, source.title].filter((part) => part !== null).join(": ")}</bdi>
                {/* As text: following it would tell its owner that somebody here looks. */}
                {source.url === null ? null : (
                  <bdi dir="ltr" className="text-soft block font-mono text-xs">
                    {source.url}
                  </bdi>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {photos.length === 0 ? null : (
        <section>
          <h4 className="font-read text-lg font-bold">{t("review.photos")}</h4>
          {photos.map((photo, n) => (
            <PhotoReview key={photo.id} locale={locale} head={head} photo={photo} number={n + 1} editable={editable} />
          ))}
        </section>
      )}
      {consents.length === 0 ? null : (
        <section>
          <h4 className="font-read text-lg font-bold">{t("review.consents")}</h4>
          <ul className="mt-2 text-sm">
            {consents.map((consent) => (
              <li key={`${consent.field} ${consent.audience}`}>
                <bdi dir="ltr">{consent.field}</bdi>, {t(`audience.${consent.audience}`)}:{" "}
                {consent.given ? t("review.yes") : t("review.no")}
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}

async function Values(props: {
  fields: readonly Field[];
  section: Section;
  label: (control: Control, value: string) => string;
  extra: string | null;
}) {
  const t = await getTranslations("desk");
  const said = (name: string) => props.fields.find((field) => field.name === name);
  const label = (field: Field | undefined) => (field ? props.label(field.control, field.value) : "");
  // Who speaks and how well it is supported stand with the entry as one line; a fact is named by what it is about.
  const support = [label(said("side")), label(said("tier"))].filter((text) => text !== "");
  const folded = new Set(["side", "tier", ...(props.section === "facts" ? ["field"] : [])]);
  const present = props.fields.filter(
    (field) =>
      !folded.has(field.name) && (field.control.kind === "flag" ? isTelling(props.section, field) : field.value !== ""),
  );
  return (
    <>
      <dl className="grid gap-x-4 text-sm sm:grid-cols-[10rem_minmax(0,1fr)]">
        {props.extra === null ? null : (
          <div className="contents">
            <dt className="text-soft">{label(said("field"))}</dt>
            <dd>{props.extra}</dd>
          </div>
        )}
        {present.map((field, n) => (
          <div key={field.path} className="contents">
            <dt className="text-soft">
              {props.section === "facts" && props.extra === null && n === 0
                ? label(said("field"))
                : fieldLabel(t, field.name)}
            </dt>
            <dd className="min-w-0 wrap-anywhere">
              {PAINFUL.has(`${props.section}.${field.name}`) ? (
                <details>
                  <summary className="text-blue min-h-8">{t("review.warning")}</summary>
                  <p dir="auto" className="font-read mt-1 text-base whitespace-pre-line">
                    {field.value}
                  </p>
                </details>
              ) : (
                <span dir="auto" className="whitespace-pre-line">
                  {props.label(field.control, field.value)}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {support.length === 0 ? null : <p className="text-soft text-sm sm:ps-44">{support.join(" · ")}</p>}
    </>
  );
}

/** A yes or no that is worth a line: a name that is not shown, a relative who speaks. */
function isTelling(section: Section, field: Field): boolean {
  return section === "names" ? field.value !== "yes" : field.value === "yes";
}

async function EditForm(props: {
  locale: string;
  head: Head;
  person: Person;
  section: Section;
  label: (control: Control, value: string) => string;
}) {
  const { locale, head, person, section } = props;
  const t = await getTranslations("desk");
  return (
    <details className="mt-2">
      <summary className="text-blue min-h-8 text-sm">{t("act.edit", { section: t(`review.${section}`) })}</summary>
      <form method="post" action={`/api/desk/submissions/${head.id}/edit`} className="mt-3 space-y-6">
        <Hidden locale={locale} head={head} person={person} />
        {person.published ? <p className="text-madder">{t("act.editWarning")}</p> : null}
        <p className="text-soft text-sm">{t("act.dateHint")}</p>
        {fieldsOf(person.content, section).map((item, n) => (
          <fieldset key={item.path} className="border-line space-y-3 border p-3">
            <legend className="px-1 text-sm font-semibold">{t("review.item", { number: n + 1 })}</legend>
            {item.fields.map((field) => (
              <label key={field.path} className="block">
                <span className="block text-sm">{fieldLabel(t, field.name)}</span>
                <Input
                  id={`${person.id}-${field.path}`}
                  field={field}
                  label={props.label}
                  yes={t("review.yes")}
                  no={t("review.no")}
                  none={t("review.none")}
                />
              </label>
            ))}
            <label className="flex min-h-8 items-center gap-2 text-sm">
              <input type="checkbox" name={`x:${item.path}`} value="yes" className="size-5" />
              {t("act.remove")}
            </label>
          </fieldset>
        ))}
        <Button look="quiet">{t("act.save")}</Button>
      </form>
    </details>
  );
}

function Input(props: {
  id: string;
  field: Field;
  label: (control: Control, value: string) => string;
  yes: string;
  no: string;
  none: string;
}) {
  const { id, field, label } = props;
  const { control } = field;
  const common = { id, name: `f:${field.path}`, defaultValue: field.value, className: "control" };
  switch (control.kind) {
    case "prose":
      return (
        <textarea
          {...common}
          rows={Math.min(14, 3 + Math.floor(field.value.length / 90))}
          maxLength={control.max}
          dir="auto"
        />
      );
    case "flag":
      return (
        <select {...common} defaultValue={field.value === "yes" ? "yes" : "no"}>
          <option value="yes">{props.yes}</option>
          <option value="no">{props.no}</option>
        </select>
      );
    case "code":
      return (
        <select {...common}>
          {control.nullable ? <option value="">{props.none}</option> : null}
          {control.values.map((value) => (
            <option key={value} value={value}>
              {label(control, value)}
            </option>
          ))}
        </select>
      );
    case "line":
      return <input {...common} type="text" maxLength={control.max} dir="auto" autoComplete="off" spellCheck={false} />;
    case "number":
    case "date":
      return <input {...common} type="text" maxLength={40} dir="ltr" autoComplete="off" />;
  }
}

function Hidden(props: { locale: string; head: Head; person: Person }) {
  return (
    <>
      <input type="hidden" name="locale" value={props.locale} />
      <input type="hidden" name="version" value={props.head.version} />
      <input type="hidden" name="person" value={props.person.id} />
    </>
  );
}

async function PhotoReview(props: { locale: string; head: Head; photo: Photo; number: number; editable: boolean }) {
  const { locale, head, photo, number, editable } = props;
  const t = await getTranslations("desk");
  if (!photo.hasDerivative) return <p className="mt-2 text-sm">{t("review.photoNone")}</p>;
  return (
    <div className="mt-2 space-y-2">
      <p className="text-sm">
        {t("review.photo", { number })}: {photo.forPublication ? t("review.photoIn") : t("review.photoOut")}
      </p>
      {/* Lazy: a browser fetches it when the fold is opened, and only then is the look written into the trail. */}
      <details>
        <summary className="text-blue min-h-8">{t("review.photoWarning")}</summary>
        <img
          src={`/api/desk/attachments/${photo.id}`}
          alt={t("review.photoAlt")}
          loading="lazy"
          className="mt-2 max-h-96"
        />
      </details>
      {editable ? (
        <form method="post" action={`/api/desk/submissions/${head.id}/photo`}>
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="version" value={head.version} />
          <input type="hidden" name="attachment" value={photo.id} />
          <input type="hidden" name="forPublication" value={photo.forPublication ? "no" : "yes"} />
          <Button look="quiet">{photo.forPublication ? t("review.photoLeave") : t("review.photoChoose")}</Button>
        </form>
      ) : null}
    </div>
  );
}

function fieldLabel(t: (key: string) => string, name: string): string {
  return t(`field.${name}`);
}

function factCode(fact: PersonContent["facts"][number] | undefined, codes: (key: string) => string): string | null {
  if (!fact || fact.code === null) return null;
  const vocabulary = new Map<string, string>(Object.entries(FACT_CODES)).get(fact.field);
  return vocabulary === undefined ? fact.code : codes(`${vocabulary}.${fact.code}`);
}

function dateLabel(value: string, language: string): string {
  const date = parseEdtf(value);
  return date === null ? value : formatDate(date, language === "ug" ? "ug" : "en");
}
