import { z } from "zod";
import { findSource } from "@/db/persons";
import { AppError } from "@/domain/errors";
import { publicSource } from "@/domain/person";

/** A source, and the people whose records rest on it. */
export const sourceAnswer = publicSource.extend({
  /** The source through which alone this one is known. */
  citingSource: publicSource.nullable(),
  persons: z.array(z.object({ id: z.string(), name: z.string() })).describe("At most the first 100, by name"),
  personsTotal: z.number().int(),
});
export type SourceAnswer = z.infer<typeof sourceAnswer>;

/**
 * Shows one source and who is spoken of on its strength.
 *
 * @throws AppError `not_found` when nothing published rests on such a source
 */
export async function getSource(id: string): Promise<SourceAnswer> {
  const found = z.uuid().safeParse(id).success ? await findSource(id.toLowerCase()) : null;
  if (!found) throw new AppError("not_found");
  return sourceAnswer.parse({
    ...found.source,
    citingSource: found.citedIn,
    persons: found.persons,
    personsTotal: found.total,
  });
}
