import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { otherWritings } from "@/domain/name/other-writings";
import { detectOrthography, detectScript } from "@/domain/name/script";
import type { SearchAnswer } from "@/features/archive/search-archive";
import type { PlaceLabel } from "@/features/archive/list-places";
import type { TextLocale } from "@/i18n/locales";
import { NameText } from "@/ui/name-text";
import { placeWords } from "./words";

/** A text of more parts than this is words, and no name that is written elsewhere. */
const NAME_PARTS = 4;

/** What a search that found nobody has tried, as the question was read. */
export async function Tried(props: {
  read: NonNullable<SearchAnswer["read"]>;
  places: ReadonlyMap<string, PlaceLabel>;
  language: TextLocale;
}) {
  const { name, years, places, recordNumber } = props.read;
  const t = await getTranslations("archive.people");
  const writings =
    name === "" || name.split(" ").length > NAME_PARTS || /\d/.test(name)
      ? []
      : otherWritings([name], { written: [], ethnicity: null, judged: true });
  const isolated = (chunks: ReactNode) => <bdi>{chunks}</bdi>;
  return (
    <>
      <h3 className="text-lg">{t("emptyTitle")}</h3>
      <ul className="my-3 list-disc ps-5 wrap-anywhere">
        {recordNumber === null ? null : <li>{t.rich("triedNumber", { number: recordNumber, n: isolated })}</li>}
        {name === "" ? null : (
          <li>
            {t.rich("triedName", {
              name,
              n: () => <NameText text={name} script={detectScript(name)} orthography={detectOrthography(name)} />,
            })}
          </li>
        )}
        {writings.length === 0 ? null : (
          <li>
            {t.rich("triedWritings", {
              n: () =>
                writings.map((writing) => (
                  <span key={writing.text} className="ms-2 inline-block">
                    <NameText {...writing} />
                  </span>
                )),
            })}
          </li>
        )}
        {places.map((codes) => {
          const labels = [...new Set(codes.map((code) => placeWords(code, props.places, props.language)))];
          return <li key={codes.join()}>{t.rich("triedPlace", { place: labels.join(", "), n: isolated })}</li>;
        })}
        {name === "" || places.length > 0 ? null : <li>{t("triedNoPlace")}</li>}
        {years.map((year) => (
          <li key={year}>{t("triedYear", { year: String(year) })}</li>
        ))}
        {name === "" ? null : <li>{t("triedWords")}</li>}
      </ul>
      <p>{t("emptyText")}</p>
    </>
  );
}
