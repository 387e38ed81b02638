import { z } from "zod";
import { recordAudit } from "@/db/audit";
import { inTransaction } from "@/db/client";
import { endSessionsOf, findStaffByName, updateRole } from "@/db/staff";
import { STAFF_ROLES } from "@/domain/codes";
import { AppError } from "@/domain/errors";
import { type Actor, authorize } from "@/domain/policy";
import { line } from "@/domain/text";

export const roleChange = z.strictObject({ name: line(60), role: z.enum(STAFF_ROLES, "unknown_value") });
export type RoleChange = z.infer<typeof roleChange>;

/**
 * Gives a member of staff another role. Their session ends: what they may do now they learn by signing in again. Like
 * `createStaff` it needs the owner's connection.
 *
 * @throws AppError `not_found` for an unknown name, or somebody out of service
 */
export async function setRole(actor: Actor, input: RoleChange, now = new Date()): Promise<void> {
  authorize(actor, "staff:manage");
  const { name, role } = roleChange.parse(input);
  await inTransaction("owner", async (tx) => {
    const staff = await findStaffByName(tx, name);
    if (!staff || staff.disabled) throw new AppError("not_found");
    if (staff.role === role) return;
    await updateRole(tx, staff.id, role);
    await endSessionsOf(tx, staff.id, now);
    await recordAudit(tx, { actorId: actor.id, action: "staff.role_changed", subjectId: staff.id });
  });
}
