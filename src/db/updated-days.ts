import { bounded, database } from "./client";

/** The day on which each of these published records was last changed. Days, not hours: an hour would tell when somebody decided. */
export async function findUpdatedDays(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await bounded(() =>
    database("web").person.findMany({
      where: { id: { in: [...ids] } },
      select: { id: true, updatedOn: true },
    }),
  );
  return new Map(rows.map(({ id, updatedOn }) => [id, updatedOn.toISOString().slice(0, 10)]));
}
