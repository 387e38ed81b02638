import { professionOf } from "@/domain/profession";
import { type Facet, FACETS } from "@/domain/search-query";
import type { TextLocale } from "@/i18n/locales";
import en from "@/i18n/messages/en/codes.json";
import ug from "@/i18n/messages/ug/codes.json";

const LABELS = { en, ug } as const satisfies Record<TextLocale, unknown>;

/** The facets whose values are codes with a label; places and photos are asked for otherwise. */
const CODED = [
  "status",
  "ethnicity",
  "sex",
  "profession",
  "reason",
  "side",
  "tier",
] as const satisfies readonly Facet[];

/** Values that say nothing, or everything. */
const EMPTY: ReadonlySet<string> = new Set(["other", "unknown", "unclear"]);

/** Longer texts are no occupation. */
const OCCUPATION_MAX = 40;

/** Without case and marks, so that a label is known however it was typed. */
function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/gu, " ").trim();
}

/**
 * The values of facets that somebody may have meant by what they typed as a name: the question is the label of a code,
 * in the language of the page or in English, or the code itself; or it is one occupation.
 */
export function facetsMeant(question: string, language: TextLocale): { facet: Facet; value: string }[] {
  const asked = plain(question);
  if (asked === "") return [];
  const meant = CODED.flatMap((facet) =>
    FACETS[facet]
      .filter((value) => {
        if (EMPTY.has(value)) return false;
        const labels = [LABELS[language], en].map((codes) => (codes[facet] as Record<string, string>)[value] ?? "");
        return [...labels, value.replaceAll("_", " ")].some((label) => plain(label) === asked);
      })
      .map((value) => ({ facet, value })),
  );
  if (meant.length > 0 || asked.length > OCCUPATION_MAX || !/^[a-z]+$/.test(asked)) return meant;
  const profession = professionOf(asked);
  return EMPTY.has(profession) ? [] : [{ facet: "profession", value: profession }];
}
