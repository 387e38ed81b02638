import { z } from "zod";
import { searchPersons } from "@/db/search";
import { publicPersonSummary } from "@/domain/person";
import { FACET_NAMES, type SearchQuery } from "@/domain/search-query";

const counted = z.array(z.object({ value: z.string(), count: z.number().int() }));

/** What a search answers: exactly this, on the page and in the API. */
export const searchAnswer = z.object({
  total: z.number().int(),
  persons: z.array(publicPersonSummary),
  facets: z.object(
    Object.fromEntries(FACET_NAMES.map((name) => [name, counted])) as Record<
      (typeof FACET_NAMES)[number],
      typeof counted
    >,
  ),
  next: z.string().nullable().describe("Give it as `cursor` to go on; null at the end"),
  places: z
    .array(z.object({ code: z.string().describe("GB/T 2260 code"), level: z.string() }))
    .describe("Places that may have been meant"),
  read: z
    .object({
      name: z.string().describe("What is left as a name when places and years are taken out"),
      years: z.array(z.number().int()),
      places: z.array(z.array(z.string())).describe("GB/T 2260 codes; each list has all places of one name"),
      recordNumber: z.string().nullable(),
    })
    .nullable()
    .describe("How `q` was read; null without it"),
});
export type SearchAnswer = z.infer<typeof searchAnswer>;

/**
 * Answers a reader's question with a page of people and the count of every value of every facet.
 *
 * What leaves is what the allow-list of public fields names, whatever the database returned.
 *
 * @throws AppError `unavailable` when the database took too long
 */
export async function searchArchive(query: SearchQuery): Promise<SearchAnswer> {
  return searchAnswer.parse(await searchPersons(query));
}
