import { getTranslations } from "next-intl/server";
import { type Facet, FACET_NAMES, type SearchQuery } from "@/domain/search-query";
import type { SearchAnswer } from "@/features/archive/search-archive";
import { formatNumber } from "@/i18n/format";
import { Button } from "@/ui/basics";

/** How many values of a facet are shown before the rest is folded away. */
const SHOWN = 8;

/** The ways to narrow a list down: every value of every facet with its number, and dates. Part of the form of the search. */
export async function Filters(props: {
  query: SearchQuery;
  counts: SearchAnswer["facets"] | undefined;
  label: (facet: Facet, value: string) => string;
  /** The address of the list without any of it. */
  clear: string;
}) {
  const { query, label, clear } = props;
  const [t, codes] = await Promise.all([getTranslations("archive.people"), getTranslations("codes")]);
  return (
    <details className="open-beside no-print border-line bg-sheet border px-4 py-2 lg:self-start">
      <summary className="min-h-11 content-center font-semibold">{t("filters")}</summary>
      <div className="mt-2 space-y-2 pb-2">
        <p className="open-beside-title font-semibold">{t("filters")}</p>
        {FACET_NAMES.map((facet) => {
          const chosen = query.facets[facet] ?? [];
          const counted = props.counts?.[facet] ?? [];
          const values = [
            ...counted,
            ...chosen
              .filter((value) => !counted.some((one) => one.value === value))
              .map((value) => ({ value, count: 0 })),
          ];
          if (values.length === 0) return null;
          const line = ({ value, count }: { value: string; count: number }) => (
            <label key={value} className="flex min-h-9 items-center gap-2">
              <input
                type="checkbox"
                name={facet}
                value={value}
                defaultChecked={chosen.includes(value)}
                className="size-4 shrink-0"
              />
              <span className="grow">{label(facet, value)}</span>
              <span className="text-soft">{formatNumber(count)}</span>
            </label>
          );
          const first = values.filter((one, place) => place < SHOWN || chosen.includes(one.value));
          const rest = values.filter((one) => !first.includes(one));
          return (
            <details key={facet} open={facet === "status" || chosen.length > 0}>
              <summary className="min-h-11 content-center">
                <span className="font-semibold">{codes(`facet.${facet}`)}</span>
                {chosen.length === 0 ? null : (
                  <span className="text-soft ms-2">{t("chosenCount", { count: chosen.length })}</span>
                )}
              </summary>
              <fieldset>
                <legend className="sr-only">{codes(`facet.${facet}`)}</legend>
                {first.map(line)}
                {rest.length > 0 ? (
                  <details>
                    <summary className="text-blue min-h-9 content-center">
                      {t("more_values", { count: rest.length })}
                    </summary>
                    {rest.map(line)}
                  </details>
                ) : null}
              </fieldset>
            </details>
          );
        })}
        <details open={query.detainedFrom !== null || query.detainedTo !== null}>
          <summary className="min-h-11 content-center font-semibold">{t("dates")}</summary>
          <fieldset>
            <legend className="sr-only">{t("dates")}</legend>
            <p id="dates-hint" className="text-soft">
              {t("dateHint")}
            </p>
            {(["detainedFrom", "detainedTo"] as const).map((name) => (
              <div key={name} className="mt-1">
                <label htmlFor={name}>{t(name === "detainedFrom" ? "from" : "to")}</label>
                <input
                  id={name}
                  name={name}
                  dir="ltr"
                  defaultValue={query[name] ?? ""}
                  aria-describedby="dates-hint"
                  className="control"
                />
              </div>
            ))}
          </fieldset>
        </details>
        <div className="flex flex-wrap items-center gap-4 pt-2">
          <Button>{t("apply")}</Button>
          <a href={clear}>{t("clear")}</a>
        </div>
      </div>
    </details>
  );
}
