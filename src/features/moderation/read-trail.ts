import { z } from "zod";
import { type AuditEntry, listAudit } from "@/db/audit";
import { listStaffNames } from "@/db/staff";
import { type Actor, authorize } from "@/domain/policy";

export const trailFilter = z.strictObject({
  subject: z
    .string()
    .regex(/^[A-Za-z0-9:_.-]{1,80}$/)
    .optional(),
  before: z.coerce.number().int().min(1).optional(),
});
export type TrailFilter = z.infer<typeof trailFilter>;

/** Who did what, newest first: staff under their pseudonyms, subjects by identifier, nothing of what was decided on. */
export async function readTrail(
  actor: Actor,
  filter: TrailFilter,
): Promise<{ entries: (AuditEntry & { actorName: string | null })[]; next: number | null }> {
  authorize(actor, "audit:read");
  const [entries, names] = await Promise.all([
    listAudit({
      ...(filter.subject !== undefined && { subjectId: filter.subject }),
      ...(filter.before !== undefined && { before: filter.before }),
    }),
    listStaffNames(),
  ]);
  return {
    entries: entries.map((entry) => ({ ...entry, actorName: names.get(entry.actorId) ?? null })),
    next: entries.length === 200 ? (entries.at(-1)?.seq ?? null) : null,
  };
}
