import { getLocale, getTranslations } from "next-intl/server";
import { likelihoodOf, percentOf } from "@/domain/duplicate";
import { listPlaces, type PlaceLabel } from "@/features/archive/list-places";
import type { Candidate } from "@/features/moderation/find-candidates";
import { Badge } from "@/ui/basics";
import { NameText } from "@/ui/name-text";
import { dateWords, placeWords } from "../../../words";

/** The records that may be of the same person, with what tells for and against it. It only tells. */
export async function Candidates(props: { locale: string; candidates: readonly Candidate[] }) {
  const t = await getTranslations("desk");
  const places = new Map((await listPlaces()).map((place) => [place.code, place]));
  return (
    <section>
      <h4 className="font-read text-lg font-bold">{t("review.candidates")}</h4>
      {props.candidates.length === 0 ? (
        <p className="mt-1">{t("review.candidatesNone")}</p>
      ) : (
        <>
          <p className="text-soft text-sm">{t("review.candidatesLead")}</p>
          <ol className="mt-2 space-y-3">
            {props.candidates.map((candidate) => (
              <li key={candidate.personId} className="border-line border-b pb-3">
                <OneCandidate locale={props.locale} candidate={candidate} places={places} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

async function OneCandidate(props: { locale: string; candidate: Candidate; places: ReadonlyMap<string, PlaceLabel> }) {
  const { candidate, places } = props;
  const [t, codes, locale] = await Promise.all([getTranslations("desk"), getTranslations("codes"), getLocale()]);
  const language = locale === "ug" ? "ug" : "en";
  const rows = [
    [t("codes.factField.status"), [codes(`status.${candidate.status}`)]],
    [t("codes.factField.birth"), candidate.births.map((birth) => dateWords(birth, language))],
    [t("codes.factField.residence"), candidate.places.map((place) => placeWords(place, places, language))],
    [t("review.why"), candidate.reasons.map((reason) => codes(`duplicate.${reason}`))],
  ] as const;
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <a href={`/${props.locale}/people/${candidate.personId}`} className="text-lg font-semibold">
          <NameText {...candidate.name} />
        </a>
        <Badge strong>
          {t("review.likelihood", {
            word: codes(`likelihood.${likelihoodOf(candidate.probability)}`),
            percent: percentOf(candidate.probability),
          })}
        </Badge>
        <bdi dir="ltr" className="text-soft text-sm">
          {candidate.personId}
        </bdi>
      </p>
      <dl className="mt-1 grid gap-x-4 text-sm sm:grid-cols-[10rem_minmax(0,1fr)]">
        {rows
          .filter(([, values]) => values.length > 0)
          .map(([term, values]) => (
            <div key={term} className="contents">
              <dt className="text-soft">{term}</dt>
              {values.map((value) => (
                <dd key={value} className="min-w-0 sm:col-start-2">
                  {value}
                </dd>
              ))}
            </div>
          ))}
      </dl>
      {candidate.joins ? <p className="text-madder mt-1 text-sm">{t("review.joins")}</p> : null}
    </>
  );
}
