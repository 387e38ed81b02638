import { getTranslations } from "next-intl/server";
import { bounds } from "@/domain/partial-date";
import type { PublicPersonSummary } from "@/domain/person";
import type { Locale, TextLocale } from "@/i18n/locales";
import { EtlesPortrait } from "@/ui/etles";
import { NameText } from "@/ui/name-text";
import { Badge } from "@/ui/basics";
import { dateWords, daysOfSilence } from "./words";

/** The name that leads: a spelling in the person's own script where there is one. */
export function leadingNames(person: Pick<PublicPersonSummary, "name" | "names">) {
  const main = person.names.find((name) => name.text === person.name) ?? {
    text: person.name,
    script: "Latn" as const,
    orthography: "unspecified" as const,
  };
  const own = person.names.find((name) => name.script === "Arab");
  if (!own || own.text === main.text) return { large: main, small: null };
  return { large: own, small: main };
}

/** Why a person answers the question, in one phrase with the spelling that answered. */
async function MatchWords(props: {
  match: NonNullable<PublicPersonSummary["match"]>;
  names: PublicPersonSummary["names"];
}) {
  const { reason, name } = props.match;
  const codes = await getTranslations("codes.match");
  const spelling = props.names.find(({ text }) => text === name) ?? {
    text: name,
    script: "Latn" as const,
    orthography: "unspecified" as const,
  };
  const chinese = spelling.script === "Hans" || spelling.script === "Hant";
  return codes.rich(reason === "same_sounds" && chinese ? "same_sounds_chinese" : reason, {
    name,
    m: () => (
      <mark>
        <NameText {...spelling} />
      </mark>
    ),
  });
}

/** One person in a list or on the wall. */
export async function PersonCard(props: {
  person: PublicPersonSummary;
  locale: Locale;
  language: TextLocale;
  today: Date;
  /** What the link says about itself, where its page must not learn from where the reader came. */
  rel?: "noreferrer";
}) {
  const { person, locale, language, today } = props;
  const t = await getTranslations("archive.card");
  const codes = await getTranslations("codes");
  const { large, small } = leadingNames(person);
  const contact = person.lastVerifiedContact === null ? null : bounds(person.lastVerifiedContact).latest;
  const silence = daysOfSilence(contact, today);
  return (
    <article className="border-line bg-sheet relative flex h-full gap-4 border p-3">
      <EtlesPortrait id={person.id} name={large.text} className="h-30 w-24 shrink-0" />
      <div className="min-w-0">
        <h3 className="text-xl leading-snug">
          <a
            href={`/${locale}/people/${person.id}`}
            rel={props.rel}
            className="text-ink no-underline after:absolute after:inset-0 hover:underline"
          >
            <NameText {...large} />
          </a>
        </h3>
        {small ? (
          <p className="text-soft">
            <NameText {...small} />
          </p>
        ) : null}
        <p className="mt-1">
          <Badge strong>{codes(`status.${person.status}`)}</Badge>
        </p>
        {person.soughtBy ? <p className="mt-1">{t(`soughtBy.${person.soughtBy}`)}</p> : null}
        <p className="text-soft">
          {silence !== null
            ? t("silence", { days: silence })
            : person.detainedFrom
              ? t("since", { date: dateWords(person.detainedFrom, language) })
              : t("noContact")}
        </p>
        {person.match ? (
          <p className="text-soft mt-1 text-sm leading-6 rtl:leading-8">
            <MatchWords match={person.match} names={person.names} />
          </p>
        ) : null}
      </div>
    </article>
  );
}
