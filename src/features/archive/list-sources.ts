import { z } from "zod";
import { listSources as findSources } from "@/db/persons";
import { publicSource } from "@/domain/person";

export const sourcesAnswer = z.object({
  total: z.number().int(),
  sources: z.array(publicSource),
  next: z.string().nullable().describe("Give it as `cursor` to go on; null at the end"),
});
export type SourcesAnswer = z.infer<typeof sourcesAnswer>;

/** Lists the sources that published statements rest on, a page at a time. */
export async function listSources(page: { limit: number; cursor: string | null }): Promise<SourcesAnswer> {
  return sourcesAnswer.parse(
    await findSources({ limit: page.limit, ...(page.cursor !== null && { after: page.cursor }) }),
  );
}
