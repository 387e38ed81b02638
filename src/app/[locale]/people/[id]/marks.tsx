import type { ReactNode } from "react";
import type { PublicPerson } from "@/domain/person";

type Citations = PublicPerson["facts"][number]["citations"];

/** The marks that lead from a statement to its sources: the numbers of the list at the end of the page. */
export type Marks = { of: (citations: Citations) => ReactNode; number: (sourceId: string | null) => number | null };

export function citationMarks(person: PublicPerson, label: (number: number) => string): Marks {
  const numbers = new Map(person.sources.map((source, index) => [source.id, index + 1]));
  return {
    number: (sourceId) => (sourceId === null ? null : (numbers.get(sourceId) ?? null)),
    of: (citations) => {
      const found = [...new Set(citations.flatMap((citation) => numbers.get(citation.sourceId) ?? []))].sort(
        (a, b) => a - b,
      );
      if (found.length === 0) return null;
      return (
        <sup className="ms-1 inline-flex flex-wrap gap-1 align-super text-xs leading-none" dir="ltr">
          {found.map((number) => (
            <a key={number} href={`#source-${number}`} aria-label={label(number)} className="px-0.5 py-1 no-underline">
              [{number}]
            </a>
          ))}
        </sup>
      );
    },
  };
}
