import { searchPersons } from "@/db/search";
import { findUpdatedDays } from "@/db/updated-days";
import { type PublicPersonSummary, publicPersonSummary } from "@/domain/person";
import type { SearchQuery } from "@/domain/search-query";

/** How many records a feed has at most. */
export const FEED_MAX = 50;

export type Followed = { person: PublicPersonSummary; day: string };

/**
 * The records that answer a question, those that changed last first, each with the day of its change.
 *
 * What leaves is what the allow-list of public fields names, whatever the database returned.
 *
 * @throws AppError `unavailable` when the database took too long
 */
export async function followSearch(query: SearchQuery): Promise<Followed[]> {
  const limit = Math.min(query.limit, FEED_MAX);
  const { persons } = await searchPersons({ ...query, sort: "updated", cursor: null, limit });
  const days = await findUpdatedDays(persons.map(({ id }) => id));
  return persons.flatMap((each) => {
    const day = days.get(each.id);
    return day === undefined ? [] : [{ person: publicPersonSummary.parse(each), day }];
  });
}
