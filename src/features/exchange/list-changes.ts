import { z } from "zod";
import { findChanges } from "@/db/changes";
import { AppError } from "@/domain/errors";

export const CHANGE_KINDS = ["published", "changed", "removed"] as const;

export const changesAnswer = z.object({
  changes: z.array(
    z.object({
      id: z.string(),
      url: z.string(),
      kind: z.enum(CHANGE_KINDS),
      day: z.iso.date(),
      changed: z.array(z.string()).describe("Parts of the record that the revision touched"),
    }),
  ),
  next: z.string().nullable().describe("Give it as `cursor` to go on; null at the end"),
});
export type ChangesAnswer = z.infer<typeof changesAnswer>;

/**
 * Lists what was published, changed and removed from a day on, oldest first.
 *
 * Days, not hours: an hour would tell when somebody decided. A client that keeps a copy asks again with the day of the
 * last change it has; what it sees twice is the same.
 *
 * @throws AppError `invalid_input` for a cursor that nobody here made
 */
export async function listChanges(page: {
  since: string;
  limit: number;
  cursor: string | null;
}): Promise<ChangesAnswer> {
  const after = page.cursor === null ? null : readCursor(page.cursor);
  const rows = await findChanges({ since: page.since, after, limit: page.limit + 1 });
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return changesAnswer.parse({
    changes: shown.map(({ id, number, day, changed }) => ({
      id,
      url: `/people/${id}`,
      kind: number === 0 ? "removed" : number === 1 ? "published" : "changed",
      day,
      changed,
    })),
    next: rows.length > page.limit && last ? `${last.day}_${last.id}_${last.number}` : null,
  });
}

function readCursor(text: string): { day: string; id: string; number: number } {
  const [, day, id, number] = /^(\d{4}-\d{2}-\d{2})_(MU-\d{8})_(\d{1,6})$/.exec(text) ?? [];
  if (day === undefined || id === undefined || number === undefined || !z.iso.date().safeParse(day).success) {
    throw new AppError("invalid_input", { cursor: "unknown_value" });
  }
  return { day, id, number: Number(number) };
}
