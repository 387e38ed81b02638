import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { today } from "@/app/api/submit/today";
import type { Locale } from "@/domain/codes";
import { type DATE_FIELDS, type Fields, fieldsOf, offeredSpellings, pathOf, type Step } from "@/domain/journey";
import { listCounties } from "@/features/submission/list-counties";
import { nextPage } from "@/features/submission/save-step";
import { digestOf } from "@/features/submission/send-draft";
import { ErrorSummary, Fieldset } from "@/ui/form";
import { NameText } from "@/ui/name-text";
import { Frame } from "../frame";
import { Lost } from "../lost";
import { draftOfVisitor, localeOf } from "../page-draft";

type Props = { readonly params: Promise<{ readonly locale: string }> };

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Menmu", robots: { index: false } };

/** Everything that was typed, once more, each page with a way to change it; and the one button that sends. */
export default async function CheckPage({ params }: Props): Promise<ReactNode> {
  const locale = localeOf((await params).locale);
  const loaded = await draftOfVisitor();
  if (!loaded) return <Lost locale={locale} />;
  const { draft } = loaded;
  const next = nextPage(draft, today());
  if (next !== "check") redirect(`/${locale}/submit/${next}`);

  const t = await getTranslations({ locale, namespace: "submit" });
  const words = await getTranslations({ locale, namespace: "errors.field" });
  const path = pathOf(draft.answers);
  const answers = await Promise.all(
    path.map(async (step) => ({
      step,
      rows: step === "photo" ? [] : await rowsOf(step, draft.answers[step] ?? {}, locale),
    })),
  );
  const problem = draft.errors.check;
  const summary = problem?.["seen"] ? t("check.changed") : problem?.["token"] ? words(problem["token"]) : null;

  return (
    <Frame
      locale={locale}
      title={t("check.title")}
      back={`/${locale}/submit/${path.at(-1) ?? "relation"}`}
      progress={{ page: path.length + 1, pages: path.length + 1 }}
      summary={
        <ErrorSummary title={t("frame.errorTitle")} errors={summary === null ? [] : [{ name: null, text: summary }]} />
      }
    >
      <p>{t("check.lead")}</p>
      {answers.map(({ step, rows }) => (
        <section key={step}>
          <h2>{t(`${step}.title`)}</h2>
          <dl className="form-answers">
            {step === "photo" ? (
              <div>
                <dt>{t("photo.photo")}</dt>
                <dd>
                  {draft.photo ? (
                    <img
                      className="form-photo"
                      src="/api/submit/photo"
                      alt={t("photo.alt")}
                      width={draft.photo.width}
                      height={draft.photo.height}
                    />
                  ) : (
                    t("check.photoNo")
                  )}
                </dd>
              </div>
            ) : (
              rows.map((row) => (
                <div key={row.label}>
                  <dt>{row.label}</dt>
                  <dd dir="auto">{row.text ?? <span className="form-hint">{t("check.empty")}</span>}</dd>
                </div>
              ))
            )}
          </dl>
          {step === "name" && <Spellings locale={locale} offered={offeredSpellings(draft.answers)} />}
          <p>
            <a href={`/${locale}/submit/${step}`} aria-label={t("check.changeWhat", { what: t(`${step}.title`) })}>
              {t("check.change")}
            </a>
          </p>
        </section>
      ))}
      <p className="form-note">{t("check.next")}</p>
      <form method="post" action="/api/submit/send" id={SEND}>
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="token" value={draft.token} />
        <input type="hidden" name="seen" value={digestOf(draft)} />
        <button className="form-button" type="submit">
          {t("check.send")}
        </button>
      </form>
    </Frame>
  );
}

/** The form that sends; the spellings stand beside the name and belong to it. */
const SEND = "send";

/**
 * Other writings of the main name, none of them ticked. A browser is asked not to tick one by itself, as it would on
 * coming back.
 */
async function Spellings(props: {
  readonly locale: Locale;
  readonly offered: ReturnType<typeof offeredSpellings>;
}): Promise<ReactNode> {
  if (props.offered.length === 0) return null;
  const t = await getTranslations({ locale: props.locale, namespace: "submit" });
  const codes = await getTranslations({ locale: props.locale, namespace: "codes" });
  return (
    <Fieldset
      name="spelling"
      label={t("check.spellings")}
      hint={t("check.spellingsHint")}
      errorPrefix={t("frame.errorPrefix")}
    >
      {props.offered.map((each, index) => (
        <label key={each.text} className="form-choice">
          <input type="checkbox" name={`spelling.${index}`} value={each.text} form={SEND} autoComplete="off" />
          <span>
            <NameText {...each} /> <span className="form-hint">{codes(`writing.${each.writing}`)}</span>
          </span>
        </label>
      ))}
    </Fieldset>
  );
}

type Row = { readonly label: string; readonly text: string | null };

/** Which vocabulary a field's value is a code of. */
const VOCABULARY: Readonly<Record<string, string>> = {
  "relation.relation": "relation",
  "about.sex": "sex",
  "about.ethnicity": "ethnicity",
  "about.profession": "profession",
  "known.status": "status",
  "known.learnedThrough": "learnedThrough",
  "reasons.officialReason": "reason",
  "reasons.suspectedReason": "reason",
  "story.language": "language",
};

/** Fields whose values have a sentence of their own among the page's words. */
const SENTENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "relation.relation": { not_said: "relation.not_said" },
  "when.dateOf": { taken: "when.taken", last_contact: "when.last_contact", unknown: "when.unknown" },
  "consent.audience": {
    public_indexed: "consent.public_indexed",
    public_noindex: "consent.public_noindex",
    archive_only: "consent.archive_only",
  },
  "contact.wanted": { no: "contact.none", yes: "contact.some" },
};

async function rowsOf(step: Step, fields: Fields, locale: Locale): Promise<Row[]> {
  const t = await getTranslations({ locale, namespace: "submit" });
  const codes = await getTranslations({ locale, namespace: "codes" });
  const counties = step === "about" || step === "where" ? await listCounties(locale) : [];

  function show(name: string, value: string): string | null {
    const sentence = SENTENCES[`${step}.${name}`]?.[value];
    if (sentence !== undefined) return t(sentence);
    if (value.trim() === "") return null;
    const vocabulary = VOCABULARY[`${step}.${name}`];
    if (vocabulary !== undefined) return codes(`${vocabulary}.${value}`);
    if (name === "county" || name === "homeCounty") {
      return counties.flatMap((group) => group.options).find((option) => option.value === value)?.label ?? value;
    }
    if (value === "yes" && step === "consent") return t("frame.yes");
    if (value === "no" && step === "consent") return t("frame.no");
    return value;
  }

  /** The parts of a date as they were typed, in words. */
  function dateText(prefix: string): string | null {
    function part(name: (typeof DATE_FIELDS)[number]): string {
      return (fields[`${prefix}.${name}`] ?? "").trim();
    }
    const kind = part("kind") || "on";
    if (kind === "unknown") return t("date.unknown");
    const begin = [
      part("day"),
      part("month") && codes(`month.${part("month")}`),
      part("season") && codes(`season.${part("season")}`),
      part("year"),
    ];
    const end = [part("endDay"), part("endMonth") && codes(`month.${part("endMonth")}`), part("endYear")];
    const text = begin.filter((each) => each !== "").join(" ");
    if (text === "") return null;
    const whole = kind === "range" ? `${text} – ${end.filter((each) => each !== "").join(" ")}` : text;
    const notes = [
      ...(kind === "before" || kind === "since" ? [t(`date.${kind}`)] : []),
      ...(part("about") === "yes" ? [t("date.about")] : []),
    ];
    return [whole, ...notes].join("\n");
  }

  const rows: Row[] = [];
  for (const name of fieldsOf(step)) {
    const [prefix = "", part] = name.split(".");
    if (part !== undefined) {
      if (part === "kind" && !(step === "when" && fields["dateOf"] === "unknown")) {
        rows.push({ label: t(`${step}.${prefix}`), text: dateText(prefix) });
      }
      continue;
    }
    if (step === "consent" && name === "photo" && fields["photo"] === undefined) continue;
    if (step === "contact" && name === "channel" && fields["wanted"] !== "yes") continue;
    rows.push({ label: t(`${step}.${name}`), text: show(name, fields[name] ?? "") });
  }
  return rows;
}
