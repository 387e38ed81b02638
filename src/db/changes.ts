import { database } from "./client";

export type ChangeRow = { id: string; number: number; day: string; changed: string[] };
export type ChangePlace = { day: string; id: string; number: number };

/**
 * What was published, changed (`number` of the revision) and removed (`number` 0) from a day on, oldest first, after a
 * place. Row security leaves out the revisions of people who are not public.
 */
export async function findChanges(page: {
  since: string;
  after: ChangePlace | null;
  limit: number;
}): Promise<ChangeRow[]> {
  const after = page.after ?? { day: page.since, id: "", number: -1 };
  return database("web").$queryRaw<ChangeRow[]>`
      SELECT id, number, to_char(day, 'YYYY-MM-DD') AS day, changed
        FROM (SELECT person_id AS id, number, day, changed FROM revision WHERE day >= ${page.since}::date
              UNION ALL
              SELECT id, 0, removed, '{}'::text[] FROM tombstone WHERE removed >= ${page.since}::date) AS change
       WHERE (day, id, number) > (${after.day}::date, ${after.id}, ${after.number}::int)
    ORDER BY day, id, number
       LIMIT ${page.limit}`;
}

/** Whether the public side of the database answers. @throws when it does not */
export async function pingDatabase(): Promise<void> {
  await database("web").$queryRaw`SELECT 1`;
}
