import { z } from "zod";
import { listCorrections as readCorrections } from "@/db/persons";

const corrections = z.array(
  z.object({ personId: z.string(), field: z.string(), reason: z.string(), day: z.iso.date() }),
);

/** Mistakes in what was published, newest first. */
export async function listCorrections(): Promise<z.infer<typeof corrections>> {
  return corrections.parse(await readCorrections());
}
