import { z } from "zod";
import { countArchive, listWall } from "@/db/persons";
import { publicPersonSummary } from "@/domain/person";

const wall = z.object({
  persons: z.array(publicPersonSummary),
  counts: z.object({
    persons: z.number(),
    sources: z.number(),
    statements: z.number(),
    updated: z.string().nullable(),
  }),
});
export type HomeWall = z.infer<typeof wall>;

/** The people of the first page, other faces each day, and how much there is to read. */
export async function homeWall(day: string): Promise<HomeWall> {
  const [persons, counts] = await Promise.all([listWall(day, 24), countArchive()]);
  return wall.parse({ persons, counts });
}
